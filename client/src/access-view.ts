import {
  type Disposable,
  type TextDocument,
  type Uri,
  ViewColumn,
  type WebviewPanel,
  type WebviewPanelSerializer,
  window,
  workspace,
} from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import type { AccessSubject } from '../../server/src/core/features/access/access.js';
import {
  ACCESS_CHANGED,
  SPACE_AT_REQUEST,
  type SpaceAtParams,
} from '../../server/src/lsp/access/protocol.js';
import type { PageState, Shown } from './access-view/messages.js';
import { readPageParts } from './access-view/page.js';
import { AccessPanel, type PanelHost } from './access-view/panel.js';
import { QuestionBox } from './question-box.js';
import { type Asking, choicesFor } from './questions.js';

const TYPE = 'spaceward.access';

/** Who may do what, as tables: one for each space or action that somebody wants to see. */
export class AccessView implements WebviewPanelSerializer<PageState | undefined>, Disposable {
  readonly #panels = new Set<AccessPanel>();
  readonly #host: PanelHost;
  readonly #registrations: readonly { dispose(): unknown }[];

  /** @param folder that of the extension */
  constructor(
    private readonly client: BaseLanguageClient,
    folder: Uri,
  ) {
    this.#host = {
      client,
      folder,
      // Read beforehand, as it takes longer than all else that a view waits for.
      parts: readPageParts(folder),
      choose: async ({ uri }) => {
        const subject = await QuestionBox.with((box) => pickSubject(box, { client, uri }));
        return subject && { uri, subject };
      },
    };
    this.#registrations = [
      window.registerWebviewPanelSerializer(TYPE, this),
      client.onNotification(ACCESS_CHANGED, () => {
        for (const panel of this.#panels) panel.refreshSoon();
      }),
      client.onDidChangeState(({ newState }) => {
        if (newState === State.Running) for (const panel of this.#panels) panel.restarted();
      }),
    ];
  }

  /** The panels stay: when the window is loaded again, they are to be there. */
  dispose(): void {
    for (const registration of this.#registrations) registration.dispose();
  }

  /**
   * Shows the access in the space where the cursor is, or in one that the user picks.
   *
   * @param file a file of the policy; else that of the editor
   */
  async show(file?: Uri): Promise<void> {
    const document = await documentOf(file);
    if (document === undefined) {
      void window.showInformationMessage('Open a file of the policy whose access is to be shown.');
      return;
    }
    const subject = await this.#subjectIn(document);
    if (subject === undefined) return;
    const shown: Shown = { uri: this.client.code2ProtocolConverter.asUri(document.uri), subject };
    const key = JSON.stringify(shown);
    const known = [...this.#panels].find((each) => JSON.stringify(each.shown) === key);
    if (known !== undefined) known.panel.reveal();
    else this.#take(window.createWebviewPanel(TYPE, 'Access', ViewColumn.Beside), shown);
  }

  /** The space where the cursor is, or what the user picks; undefined where they gave up. */
  async #subjectIn(document: TextDocument): Promise<AccessSubject | undefined> {
    const here = await this.#spaceAt(document);
    if (here !== undefined) return { kind: 'actions', space: here };
    const { client } = this;
    const uri = client.code2ProtocolConverter.asUri(document.uri);
    return QuestionBox.with((box) => pickSubject(box, { client, uri }));
  }

  async #spaceAt(document: TextDocument): Promise<string | undefined> {
    const editor = window.activeTextEditor;
    if (editor?.document !== document) return undefined;
    const { code2ProtocolConverter: converter } = this.client;
    const params: SpaceAtParams = {
      textDocument: converter.asTextDocumentIdentifier(document),
      position: converter.asPosition(editor.selection.active),
    };
    const name = await this.client.sendRequest<string | null>(SPACE_AT_REQUEST, params);
    return name ?? undefined;
  }

  /** A view that was there when the window was loaded again. */
  deserializeWebviewPanel(panel: WebviewPanel, state: PageState | undefined): Promise<void> {
    if (state === undefined) panel.dispose();
    else this.#take(panel, state.shown);
    return Promise.resolve();
  }

  #take(panel: WebviewPanel, shown: Shown): void {
    const taken = new AccessPanel(panel, shown, this.#host);
    this.#panels.add(taken);
    panel.onDidDispose(() => this.#panels.delete(taken));
  }
}

/** The file that a menu was opened on, or that of the editor, if it is one of a policy. */
async function documentOf(file: Uri | undefined): Promise<TextDocument | undefined> {
  const active = window.activeTextEditor?.document;
  const document =
    file === undefined || active?.uri.toString() === file.toString()
      ? active
      : await workspace.openTextDocument(file);
  return document?.languageId === 'spaceward' ? document : undefined;
}

/** Asks what to show: a space, or an action on items; undefined where the user gave up. */
async function pickSubject(box: QuestionBox, asking: Asking): Promise<AccessSubject | undefined> {
  const choices = await choicesFor(asking);
  if (choices === undefined) return undefined;
  const spaces = choices.spaces.map((choice) => ({ ...choice, space: choice.value }));
  const items = {
    value: '',
    label: 'Items, for one action…',
    description: 'who can open which app, for example',
    space: undefined,
  };
  const picked = await box.pick([...spaces, items], 'Access to which space?');
  if (picked === undefined) return undefined;
  if (picked.space !== undefined) return { kind: 'actions', space: picked.space };
  const ofItems = choices.actions.filter(({ isOfItems }) => isOfItems);
  const action = await box.pick(ofItems, 'Which action?');
  if (action === undefined) return undefined;
  const every = { value: '', label: 'Every space', space: undefined };
  const where = await box.pick([every, ...spaces], 'The items of which space?');
  if (where === undefined) return undefined;
  const { space } = where;
  return { kind: 'items', action: action.value, ...(space !== undefined && { space }) };
}
