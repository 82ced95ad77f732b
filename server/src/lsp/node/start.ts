import { setFlagsFromString } from 'node:v8';
import {
  createConnection,
  type Connection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { Host } from '../host.js';
import { serve, type ServerOptions } from '../server.js';
import { diskFileSystem } from './disk-file-system.js';
import { rulePagesOf } from './rule-pages.js';

/** Serves the client that the process arguments name: `--stdio`, `--node-ipc`, `--socket=PORT`. */
export function startServer(options: ServerOptions): void {
  collectEarly();
  serveNode(createConnection(), options);
}

/** Serves a client over standard input and output. */
export function startOnStdio(options: ServerOptions): void {
  collectEarly();
  serveNode(createConnection(process.stdin, process.stdout), options);
}

/** Serves a client over a pair of streams; unlike the others, the process lives on when the client is gone. */
export function startOnStreams(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  options: ServerOptions,
): void {
  serveNode(
    createConnection(new StreamMessageReader(input), new StreamMessageWriter(output)),
    options,
  );
}

/**
 * By how much of what is in use the heap grows before all of it is collected, in percent. V8's own choice lets the memory of a server
 * with a large policy become several times what it holds while somebody types; a smaller one makes pauses more frequent.
 */
const HEAP_GROWTH = 40;

/** For processes that are the server's own. */
function collectEarly(): void {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`);
}

function serveNode(connection: Connection, options: ServerOptions): void {
  const disk = diskFileSystem((message) => {
    connection.console.warn(message);
  });
  const host: Host = {
    disk,
    rulePages: rulePagesOf(process.argv[1]),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  };
  serve(connection, host, options);
}
