import { isAskedIn } from '../../server/src/core/decide/asked-in.js';
import type { Engine } from '../../server/src/core/decide/engine.js';
import type { Person } from '../../server/src/core/decide/types.js';
import type { Action, TableId } from '../../server/src/core/matrix/types.js';
import type { Space, User } from '../../server/src/core/model/world.js';
import { Random } from '../generate/random.js';

/** One question: a user, an action, a space. */
export interface AccessQuestion {
  readonly who: Person & { readonly kind: 'user' };
  readonly action: Action;
  readonly space: Space;
}

/** The tables that are translated for the peers: those of people with a full entitlement. */
export const TABLES = { shared: 'shared.professional', managed: 'managed.professional' } as const;

export type TranslatedType = keyof typeof TABLES;

export function isTranslated(space: Space): space is Space & { readonly type: TranslatedType } {
  return space.type in TABLES;
}

/**
 * The actions of a type of space that a role alone decides: each cell of the row is a plain yes or no. What rows ask for besides,
 * and cells that aren't known, the peers have no words for.
 */
export function plainActions(engine: Engine, type: TranslatedType): readonly Action[] {
  const { matrix, columns } = engine;
  const table: TableId = TABLES[type];
  const specials = engine.verdicts.specials();
  const sets = matrix.table(table).columns.map(({ id }) => columns.sets(table, id));
  return [...matrix.actions.entries()].flatMap(([bit, action]) => {
    const isPlain =
      action.askedOf !== 'two-spaces' &&
      !specials.has(bit) &&
      isAskedIn(action, type) &&
      sets.every(({ yes, no }) => yes.has(bit) || no.has(bit));
    return isPlain ? [action] : [];
  });
}

/** Users whom roles in spaces decide about: active, with an entitlement, and without roles of the tenant. */
function isPlain(user: User): boolean {
  return (
    user.status === 'active' &&
    user.entitlement === 'full' &&
    user.roles.length === 0 &&
    user.groups !== undefined
  );
}

/** Random questions, every other one about somebody whom the space names or one of whose groups it does. */
export function inventQuestions(
  engine: Engine,
  count: number,
  seed = 1,
): readonly AccessQuestion[] {
  const random = new Random(seed);
  const { world } = engine;
  const users = [...world.users.values()].filter(isPlain);
  const spaces = [...world.spaces.values()].filter(isTranslated);
  const actions = {
    shared: plainActions(engine, 'shared'),
    managed: plainActions(engine, 'managed'),
  };
  const insiders = new Map<Space, readonly User[]>();
  const insidersOf = (space: Space): readonly User[] => {
    let list = insiders.get(space);
    if (list === undefined) {
      const named = [...engine.grantsOf(space).named].flatMap((id) => world.users.get(id) ?? []);
      const members = [...engine.grantsOf(space).groupIds()].flatMap((id) =>
        engine.people
          .membersOf(id)
          .flatMap((person) => (person.kind === 'user' ? [person.user] : [])),
      );
      insiders.set(space, (list = [...named, ...members].filter(isPlain)));
    }
    return list;
  };
  const questions: AccessQuestion[] = [];
  while (questions.length < count) {
    const space = random.pick(spaces);
    if (space === undefined) return questions;
    const inside = questions.length % 2 === 0 ? insidersOf(space) : [];
    const user = random.pick(inside.length > 0 ? inside : users);
    const action = random.pick(actions[space.type]);
    if (user !== undefined && action !== undefined)
      questions.push({ who: { kind: 'user', user }, action, space });
  }
  return questions;
}
