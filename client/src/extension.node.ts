import { Disposable, type ExtensionContext, window } from 'vscode';
import { AccessView } from './access-view.js';
import { registerCommands } from './commands.js';
import { makeClient } from './language-client.js';
import { ProofView } from './proof-view.js';
import { TestExplorer } from './test-explorer.js';

/** Runs when the first policy file is opened. */
export async function activate(context: ExtensionContext): Promise<void> {
  const client = makeClient(context);
  const view = new ProofView();
  const access = new AccessView(client, context.extensionUri);
  const commands = Disposable.from(...registerCommands(client, view, access));
  context.subscriptions.push(client, view, access, commands, new TestExplorer(client));
  try {
    await client.start();
  } catch (error) {
    void window.showErrorMessage(
      `Spaceward's language server did not start: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
