import {
  createConnection,
  type Connection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { Host } from '../host.js';
import { serve, type ServerOptions } from '../server.js';
import { diskFileSystem } from './disk-file-system.js';
import { keepHeapSmall } from './heap.js';
import { rulePagesOf } from './rule-pages.js';

/** Serves the client that the process arguments name: `--stdio`, `--node-ipc`, `--socket=PORT`. */
export function startServer(options: ServerOptions): void {
  keepHeapSmall();
  serveNode(createConnection(), options);
}

/** Serves a client over standard input and output. */
export function startOnStdio(options: ServerOptions): void {
  keepHeapSmall();
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
