import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient, type ServerOptions, TransportKind } from 'vscode-languageclient/node';
import { CLIENT, clientOptions } from './language-client.js';
import { start } from './start.js';

/** Runs when the first policy file is opened, where extensions run in Node.js. */
export function activate(context: ExtensionContext): Promise<void> {
  return start(context, new LanguageClient(...CLIENT, server(context), clientOptions(context)));
}

/** The server of the same build, as a process of its own. */
function server({ extensionUri }: ExtensionContext): ServerOptions {
  const module = Uri.joinPath(extensionUri, 'dist', 'server.node.cjs').fsPath;
  return {
    run: { module, transport: TransportKind.ipc },
    debug: {
      module,
      transport: TransportKind.ipc,
      options: { execArgv: ['--nolazy', '--inspect'] },
    },
  };
}
