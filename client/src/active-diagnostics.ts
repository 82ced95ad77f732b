import { type Disposable, type TextDocument, window, workspace } from 'vscode';
import { type BaseLanguageClient, DocumentDiagnosticRequest } from 'vscode-languageclient';

/** Nothing is asked while edits follow each other faster than this, in milliseconds. */
const QUIET = 200;

/**
 * Asks for diagnostics anew when a policy file changes that isn't the one in the active editor: by a rename across files, or a fix
 * in another one. By itself the client then asks for those of every document but the active one's.
 */
export class ActiveDiagnostics implements Disposable {
  #waiting: ReturnType<typeof setTimeout> | undefined;
  readonly #registration = workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length > 0 && document !== window.activeTextEditor?.document)
      this.#askSoon(document);
  });

  constructor(private readonly client: BaseLanguageClient) {}

  dispose(): void {
    clearTimeout(this.#waiting);
    this.#registration.dispose();
  }

  #askSoon(document: TextDocument): void {
    // Documents that are no policy have none.
    const provider = this.client.getFeature(DocumentDiagnosticRequest.method).getProvider(document);
    if (provider === undefined) return;
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => {
      provider.onDidChangeDiagnosticsEmitter.fire();
    }, QUIET);
  }
}
