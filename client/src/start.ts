import { Disposable, type ExtensionContext, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { AccessView } from './access-view.js';
import { ActiveDiagnostics } from './active-diagnostics.js';
import { registerCommands } from './commands.js';
import { readFilesFor } from './files.js';
import { registerMembersCommands } from './members/members-commands.js';
import { MembersView } from './members/members-view.js';
import { ProofView } from './proof-view.js';
import { showStatus } from './status.js';
import { TestExplorer } from './test-explorer.js';

/** Starts the server, and all that shows its answers: the same in every VS Code. */
export async function start(context: ExtensionContext, client: BaseLanguageClient): Promise<void> {
  const view = new ProofView();
  const access = new AccessView(client, context.extensionUri);
  const members = new MembersView(client);
  const explorer = new TestExplorer(client);
  const commands = Disposable.from(
    ...registerCommands(client, view, access),
    ...registerMembersCommands(members),
  );
  context.subscriptions.push(
    client,
    readFilesFor(client),
    new ActiveDiagnostics(client),
    view,
    access,
    commands,
    members,
    explorer,
    showStatus(explorer),
  );
  try {
    await client.start();
  } catch (error) {
    void window.showErrorMessage(
      `Spaceward's language server did not start: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
