import { type QuickPickItem, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type Choice,
  type Choices,
  CHOICES_REQUEST,
  type ChoicesParams,
} from '../../server/src/lsp/questions/protocol.js';

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
export async function pickPerson(asking: Asking): Promise<string | undefined> {
  const choices = await choicesFor(asking);
  return choices && (await pick(choices.people, 'Whose access?'))?.value;
}

/** Asks for an action and its place, and for the second space of a publish or move. */
export async function pickPlaces(asking: Asking): Promise<Places | undefined> {
  const all = await choicesFor(asking);
  const action = all && (await pick(all.actions, 'Which action?'));
  if (action === undefined) return undefined;
  const fitting = await choicesFor(asking, action.value);
  const where = fitting && (await pick(fitting.places, 'Where?'));
  if (where === undefined) return undefined;
  const places = { action: action.value, where: where.value };
  if (!action.twoSpaces) return places;
  const to = await pick(fitting?.spaces ?? [], 'And the other space?');
  return to && { ...places, to: to.value };
}

async function choicesFor({ client, uri }: Asking, action?: string): Promise<Choices | undefined> {
  const params: ChoicesParams = { uri, ...(action !== undefined && { action }) };
  const choices = await client.sendRequest<Choices | null>(CHOICES_REQUEST, params);
  if (choices !== null) return choices;
  void window.showWarningMessage('This file belongs to no policy that Spaceward could read.');
  return undefined;
}

function pick<T extends Choice>(
  choices: readonly T[],
  placeHolder: string,
): Thenable<T | undefined> {
  const items = choices.map((choice): T & QuickPickItem => ({ ...choice }));
  return window.showQuickPick(items, {
    placeHolder,
    matchOnDescription: true,
    matchOnDetail: true,
  });
}
