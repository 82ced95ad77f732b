import {
  commands,
  type Disposable,
  EventEmitter,
  type TextDocumentContentProvider,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import type { Answered } from '../../server/src/lsp/questions/protocol.js';

const SCHEME = 'spaceward-answer';

/** Answers as read-only documents, one for each question. */
export class ProofView implements TextDocumentContentProvider, Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changes = new EventEmitter<Uri>();
  readonly #registrations: readonly Disposable[] = [
    workspace.registerTextDocumentContentProvider(SCHEME, this),
    workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString())),
  ];
  readonly onDidChange = this.#changes.event;

  provideTextDocumentContent(uri: Uri): string | undefined {
    return this.#texts.get(uri.toString());
  }

  /** Shows an answer beside the policy, rendered. */
  async show(answer: Extract<Answered, { kind: 'answer' }>): Promise<void> {
    const uri = Uri.from({ scheme: SCHEME, path: `/${answer.title.replaceAll('/', ' › ')}.md` });
    this.#texts.set(uri.toString(), previewable(answer.markdown));
    this.#changes.fire(uri);
    try {
      await commands.executeCommand('markdown.showPreviewToSide', uri);
    } catch {
      // Markdown's preview is an extension of VS Code's own, which may be switched off.
      await window.showTextDocument(uri, { viewColumn: ViewColumn.Beside, preview: true });
    }
  }

  dispose(): void {
    for (const registration of this.#registrations) registration.dispose();
    this.#changes.dispose();
  }
}

/**
 * Markdown's preview refuses links to `file:`, and takes those that start at the first workspace folder. Of files
 * outside of it the label is kept.
 */
function previewable(markdown: string): string {
  const root = workspace.workspaceFolders?.[0]?.uri.toString().replace(/\/$/u, '');
  return markdown.replace(
    /\[([^\]]*)\]\(([a-z][\w+.-]*:[^)#]*)(#L\d+)\)/gu,
    (_, label: string, file: string, line: string) => {
      const uri = Uri.parse(file).toString();
      return root !== undefined && uri.startsWith(`${root}/`)
        ? `[${label}](${uri.slice(root.length)}${line})`
        : label;
    },
  );
}
