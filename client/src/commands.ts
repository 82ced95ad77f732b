import { commands, type Disposable, Selection, type Uri, window } from 'vscode';
import type { BaseLanguageClient, Position } from 'vscode-languageclient';
import {
  type Answered,
  EXPLAIN_REQUEST,
  type ExplainParams,
  RUN_TEST_COMMAND,
  RUN_TEST_REQUEST,
  type RunTestParams,
  SHOW_CALLERS_COMMAND,
  WHO_REQUEST,
  type WhoParams,
} from '../../server/src/lsp/questions/protocol.js';
import type { AccessView } from './access-view.js';
import type { ProofView } from './proof-view.js';
import { QuestionBox } from './question-box.js';
import { type Asking, pickPerson, pickPlaces } from './questions.js';

/** The commands of the command palette. */
export function registerCommands(
  client: BaseLanguageClient,
  view: ProofView,
  access: AccessView,
): readonly Disposable[] {
  return [
    commands.registerCommand('spaceward.explainAccess', async () => {
      const asking = asked(client);
      if (asking === undefined) return;
      const params = await QuestionBox.with(async (box): Promise<ExplainParams | undefined> => {
        const who = await pickPerson(box, asking);
        const places = who === undefined ? undefined : await pickPlaces(box, asking);
        return who === undefined || places === undefined
          ? undefined
          : { uri: asking.uri, who, ...places };
      });
      if (params !== undefined)
        await show(view, await client.sendRequest<Answered | null>(EXPLAIN_REQUEST, params));
    }),
    commands.registerCommand('spaceward.whoCan', async () => {
      const asking = asked(client);
      const places = asking && (await QuestionBox.with((box) => pickPlaces(box, asking)));
      if (asking === undefined || places === undefined) return;
      const params: WhoParams = { uri: asking.uri, ...places };
      await show(view, await client.sendRequest<Answered | null>(WHO_REQUEST, params));
    }),
    commands.registerCommand('spaceward.showAccess', (file?: Uri) => access.show(file)),
    // Those of the lines above entries.
    commands.registerCommand(RUN_TEST_COMMAND, async (uri: string, test: string) => {
      const params: RunTestParams = { uri, test };
      await show(view, await client.sendRequest<Answered | null>(RUN_TEST_REQUEST, params));
    }),
    commands.registerCommand(SHOW_CALLERS_COMMAND, async (uri: string, position: Position) => {
      const { protocol2CodeConverter: converter } = client;
      const place = converter.asPosition(position);
      const selection = new Selection(place, place);
      await window.showTextDocument(converter.asUri(uri), { selection });
      await commands.executeCommand('editor.showCallHierarchy');
    }),
    commands.registerCommand('spaceward.restartServer', async () => {
      await client.stop();
      await client.start();
    }),
  ];
}

/** The policy that a question is about: that of the file in the editor. */
function asked(client: BaseLanguageClient): Asking | undefined {
  const document = window.activeTextEditor?.document;
  if (document?.languageId === 'spaceward')
    return { client, uri: client.code2ProtocolConverter.asUri(document.uri) };
  void window.showInformationMessage('Open a file of the policy that the question is about.');
  return undefined;
}

async function show(view: ProofView, answer: Answered | null): Promise<void> {
  if (answer === null)
    void window.showWarningMessage('This file belongs to no policy that Spaceward could read.');
  else if (answer.kind === 'problem') void window.showWarningMessage(answer.message);
  else await view.show(answer);
}
