import { setFlagsFromString } from 'node:v8';
import {
  createConnection,
  type Connection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { serve, type ServerOptions } from '../server.js';
import { nodeHost } from './host.js';

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
  const host = nodeHost((message) => {
    connection.console.warn(message);
  });
  serve(connection, host, options);
}
