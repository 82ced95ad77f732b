import { ask } from '../../core/ask.js';
import type { OpenPolicy } from '../../core/check.js';
import { personText, wordsFor } from '../../core/decide/person.js';
import type { Person } from '../../core/decide/types.js';
import type { Action } from '../../core/matrix/types.js';
import type { ActionChoice, Choice, Choices } from './protocol.js';

/** What can be asked in a policy. */
export function choicesOf(policy: OpenPolicy, action: string | undefined): Choices {
  const { engine } = policy;
  const spaces = [...engine.world.spaces.values()].map(({ name, type }) => ({
    value: name,
    label: name,
    description: `${type} space`,
  }));
  return {
    people: engine.people.everybody().map(personChoice),
    actions: actionChoices(engine.matrix.actions),
    places: placesFor(policy, action, spaces),
    spaces,
  };
}

function personChoice(person: Person): Choice {
  const value = wordsFor(person);
  if (person.kind !== 'user') return { value, label: value, description: personText(person) };
  const { id, name, email } = person.user;
  return {
    value,
    label: id,
    ...(name !== id && { description: name }),
    ...(email !== undefined && { detail: email }),
  };
}

/** Every action, and the publishes and moves as a whole. Data products can't be asked about. */
function actionChoices(actions: readonly Action[]): readonly ActionChoice[] {
  return actions
    .filter(({ kind }) => kind !== 'data-product')
    .flatMap((action) => [
      ...wholeOf(action),
      {
        value: action.id,
        label: action.id,
        description: action.title,
        detail: action.section,
        twoSpaces: action.askedOf === 'two-spaces',
        isOfItems: action.askedOf === 'item',
      },
    ]);
}

const FIRST_HALF = /^(.+)\.(publish)-from-space$|^(.+)\.(move)-to-another-space$/u;

function wholeOf({ id, section }: Action): readonly ActionChoice[] {
  const match = FIRST_HALF.exec(id);
  if (match === null) return [];
  const value = `${match[1] ?? match[3] ?? ''}.${match[2] ?? match[4] ?? ''}`;
  return [
    {
      value,
      label: value,
      description: `The whole ${match[2] ?? match[4] ?? ''}, in both spaces`,
      detail: section,
      twoSpaces: true,
      isOfItems: false,
    },
  ];
}

/** The spaces and items; with an action, those that it can be asked of. */
function placesFor(
  policy: OpenPolicy,
  action: string | undefined,
  spaces: readonly Choice[],
): readonly Choice[] {
  const items = [...policy.engine.world.spaces.values()].flatMap((space) =>
    space.items.map((item) => ({
      value: `${space.name}/${item.kind}:${item.name}`,
      label: `${space.name}/${item.name}`,
      description: item.kind,
    })),
  );
  const newSpaces = ['shared', 'managed', 'data'].map((type) => ({
    value: `a new ${type} space`,
    label: `a new ${type} space`,
  }));
  if (action === undefined) return [...spaces, ...items, ...newSpaces];
  const [to] = spaces;
  return [...spaces, ...items, ...newSpaces].filter(({ value }) =>
    [undefined, to?.value].some((other) => canAsk(policy, action, value, other)),
  );
}

function canAsk(
  policy: OpenPolicy,
  action: string,
  where: string,
  to: string | undefined,
): boolean {
  return ask(policy, { who: 'everyone', action, where, to }).kind === 'question';
}
