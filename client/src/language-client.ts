import { type CompletionItem, type ExtensionContext, Uri } from 'vscode';
import {
  LanguageClient,
  type LanguageClientOptions,
  type Middleware,
  type ServerOptions,
  TransportKind,
} from 'vscode-languageclient/node';
import { RUN_TEST_COMMAND, SHOW_CALLERS_COMMAND } from '../../server/src/lsp/questions/protocol.js';

/** The server of the same build, as a process of its own. */
export function makeClient(context: ExtensionContext): LanguageClient {
  const module = Uri.joinPath(context.extensionUri, 'dist', 'server.node.cjs').fsPath;
  const server: ServerOptions = {
    run: { module, transport: TransportKind.ipc },
    debug: {
      module,
      transport: TransportKind.ipc,
      options: { execArgv: ['--nolazy', '--inspect'] },
    },
  };
  const options: LanguageClientOptions = {
    // Other schemes (both sides of a comparison, for example) hold older texts, which are no part of a policy.
    documentSelector: [
      { scheme: 'file', language: 'spaceward' },
      { scheme: 'untitled', language: 'spaceward' },
      // By its name, for those who have files of that name shown as other YAML.
      { scheme: 'file', pattern: '**/spaceward.config.yaml' },
    ],
    diagnosticPullOptions: { onChange: true, onSave: false },
    initializationOptions: {
      commands: [RUN_TEST_COMMAND, SHOW_CALLERS_COMMAND],
      rulePages: Uri.joinPath(context.extensionUri, 'docs', 'rules').toString(),
    },
    markdown: { isTrusted: false, supportHtml: false },
    middleware: { provideCompletionItem: proposeValues },
  };
  // The id is also the prefix of spaceward.trace.server.
  return new LanguageClient('spaceward', 'Spaceward', server, options);
}

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
