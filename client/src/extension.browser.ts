import { type ExtensionContext, Uri } from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import { CLIENT, clientOptions } from './language-client.js';
import { start } from './start.js';

/** Runs when the first policy file is opened, where extensions run in a browser. */
export function activate(context: ExtensionContext): Promise<void> {
  const server = new ServerWorker(context.extensionUri);
  context.subscriptions.push(server);
  const starting = (): Promise<MessageTransports> => Promise.resolve(server.start());
  return start(context, new LanguageClient(...CLIENT, starting, clientOptions(context)));
}

/** The server of the same build, in a web worker. */
class ServerWorker {
  #worker: Worker | undefined;

  constructor(private readonly extension: Uri) {}

  /** Starts it, anew if it runs. */
  start(): MessageTransports {
    this.dispose();
    const program = Uri.joinPath(this.extension, 'dist', 'server.browser.js');
    const worker = (this.#worker = new Worker(program.toString(true)));
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  }

  dispose(): void {
    this.#worker?.terminate();
  }
}
