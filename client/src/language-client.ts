import { type CompletionItem, type ExtensionContext, Uri, workspace } from 'vscode';
import type { DocumentFilter, LanguageClientOptions, Middleware } from 'vscode-languageclient';
import { RUN_TEST_COMMAND, SHOW_CALLERS_COMMAND } from '../../server/src/lsp/questions/protocol.js';

/** The id of the client, also the prefix of `spaceward.trace.server`; and its name. */
export const CLIENT = ['spaceward', 'Spaceward'] as const;

/** What a client of the server is told, wherever the server runs. */
export function clientOptions(context: ExtensionContext): LanguageClientOptions {
  return {
    documentSelector: selector(),
    diagnosticPullOptions: { onChange: true, onSave: false },
    initializationOptions: {
      commands: [RUN_TEST_COMMAND, SHOW_CALLERS_COMMAND],
      rulePages: Uri.joinPath(context.extensionUri, 'docs', 'rules').toString(),
      readsFiles: true,
    },
    markdown: { isTrusted: false, supportHtml: false },
    middleware: { provideCompletionItem: proposeValues },
  };
}

/**
 * The documents that may be part of a policy: those of file systems. Other schemes (both sides of a comparison, for example)
 * hold older texts.
 */
function selector(): DocumentFilter[] {
  const folders = workspace.workspaceFolders ?? [];
  const schemes = new Set([...FILE_SCHEMES, ...folders.map(({ uri }) => uri.scheme)]);
  return [
    { scheme: 'untitled', language: 'spaceward' },
    ...[...schemes].flatMap((scheme) => [
      { scheme, language: 'spaceward' },
      // By its name, for those who have files of that name shown as other YAML.
      { scheme, pattern: '**/spaceward.config.yaml' },
    ]),
  ];
}

/** The disk, and repositories that aren't checked out, of which single files may be opened in any workspace. */
const FILE_SCHEMES = ['file', 'vscode-vfs'];

/** Whoever takes a name that a value follows is shown the values at once, where there are any. */
const proposeValues: NonNullable<Middleware['provideCompletionItem']> = async (
  document,
  position,
  context,
  token,
  next,
) => {
  const found = await next(document, position, context, token);
  const items = Array.isArray(found) ? found : (found?.items ?? []);
  for (const item of items) if (endsWithColon(item)) item.command = PROPOSE;
  return found;
};

const PROPOSE = {
  title: 'Propose values',
  command: 'editor.action.triggerSuggest',
  arguments: [{ auto: true }],
};

function endsWithColon({ insertText }: CompletionItem): boolean {
  return typeof insertText === 'string' && insertText.endsWith(': ');
}
