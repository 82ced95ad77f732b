import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
} from 'vscode-languageserver/browser';
import type { Host } from '../host.js';
import { serve, type ServerOptions } from '../server.js';

declare const self: DedicatedWorkerGlobalScope;

/** Serves whoever started this web worker. All files are asked of the client. */
export function startServer(options: ServerOptions): void {
  const connection = createConnection(
    new BrowserMessageReader(self),
    new BrowserMessageWriter(self),
  );
  const host: Host = { disk: undefined, rulePages: undefined, pause };
  serve(connection, host, options);
}

/** A message to itself, which comes after those that wait. Browsers slow timers down. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
