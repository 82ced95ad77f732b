import { Disposable, type ExtensionContext, window } from 'vscode';
import { AccessView } from './access-view.js';
import { registerCommands } from './commands.js';
import { makeClient } from './language-client.js';
import { registerMembersCommands } from './members/members-commands.js';
import { MembersView } from './members/members-view.js';
import { ProofView } from './proof-view.js';
import { showStatus } from './status.js';
import { TestExplorer } from './test-explorer.js';

/** Runs when the first policy file is opened. */
export async function activate(context: ExtensionContext): Promise<void> {
  const client = makeClient(context);
  const view = new ProofView();
  const access = new AccessView(client, context.extensionUri);
  const members = new MembersView(client);
  const explorer = new TestExplorer(client);
  const commands = Disposable.from(
    ...registerCommands(client, view, access),
    ...registerMembersCommands(members),
  );
  context.subscriptions.push(client, view, access, commands, members, explorer);
  context.subscriptions.push(showStatus(explorer));
  try {
    await client.start();
  } catch (error) {
    void window.showErrorMessage(
      `Spaceward's language server did not start: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
