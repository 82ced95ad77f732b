import { Disposable, type ExtensionContext, window } from 'vscode';
import { registerCommands } from './commands.js';
import { makeClient } from './language-client.js';
import { ProofView } from './proof-view.js';
import { TestExplorer } from './test-explorer.js';

/** Runs when the first policy file is opened. */
export async function activate(context: ExtensionContext): Promise<void> {
  const client = makeClient(context);
  const view = new ProofView();
  const commands = Disposable.from(...registerCommands(client, view));
  context.subscriptions.push(client, view, commands, new TestExplorer(client));
  try {
    await client.start();
  } catch (error) {
    void window.showErrorMessage(
      `Spaceward's language server did not start: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
