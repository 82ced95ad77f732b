import { window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type Choices,
  CHOICES_REQUEST,
  type ChoicesParams,
} from '../../server/src/lsp/questions/protocol.js';
import type { QuestionBox } from './question-box.js';

/** Where the choices come from: the policy of one document. */
export interface Asking {
  readonly client: BaseLanguageClient;
  readonly uri: string;
}

/** What is asked, and of what. */
export interface Places {
  readonly action: string;
  readonly where: string;
  readonly to?: string;
}

/** Asks for a person; undefined where the user gave up. */
export async function pickPerson(box: QuestionBox, asking: Asking): Promise<string | undefined> {
  const choices = await choicesFor(asking);
  return choices && (await box.pick(choices.people, 'Whose access?'))?.value;
}

/** Asks for an action and its place, and for the second space of a publish or move. */
export async function pickPlaces(box: QuestionBox, asking: Asking): Promise<Places | undefined> {
  const all = await choicesFor(asking);
  const action = all && (await box.pick(all.actions, 'Which action?'));
  if (action === undefined) return undefined;
  const fitting = await choicesFor(asking, action.value);
  const where = fitting && (await box.pick(fitting.places, 'Where?'));
  if (where === undefined) return undefined;
  const places = { action: action.value, where: where.value };
  if (!action.twoSpaces) return places;
  const to = await box.pick(fitting?.spaces ?? [], 'And the other space?');
  return to && { ...places, to: to.value };
}

/** What can be asked; undefined, with a message, where a document belongs to no policy. */
export async function choicesFor(
  { client, uri }: Asking,
  action?: string,
): Promise<Choices | undefined> {
  const params: ChoicesParams = { uri, ...(action !== undefined && { action }) };
  const choices = await client.sendRequest<Choices | null>(CHOICES_REQUEST, params);
  if (choices !== null) return choices;
  void window.showWarningMessage('This file belongs to no policy that Spaceward could read.');
  return undefined;
}
