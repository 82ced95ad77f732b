import { readPrincipal, readReference } from '../../../../grammar/src/index.js';
import { actionOf, type AskedWrongly, nowhere, resolverProblem } from '../ask.js';
import type { Verdict } from '../decide/types.js';
import { isAbout } from '../decide/items.js';
import type { Action } from '../matrix/types.js';
import { SentenceResolver } from '../model/resolve.js';
import type { Item, Principal, Space } from '../model/world.js';
import type { AccessOrder } from './entries.js';
import { AskedActions, type SelectedSpace, type Selection } from './selection.js';
import type { TenantAccess } from './tenant-access.js';

/** What is to be told, in words: names are written verbatim, as in a scalar that holds one only. An empty list chooses everything. */
export interface SelectionText {
  readonly who: readonly string[];
  readonly actions: readonly string[];
  readonly where: readonly string[];
  readonly verdicts: readonly Verdict[];
  readonly by: AccessOrder;
}

/** What was chosen. */
export interface Selected {
  readonly kind: 'selected';
  readonly found: TenantAccess;
  readonly selection: Selection;
}

/** Looks up the names of a selection. Never throws: what is wrong with one is a problem. */
export function selectAccess(access: TenantAccess, text: SelectionText): Selected | AskedWrongly {
  const { matrix, world } = access.engine;
  const resolver = new SentenceResolver(matrix, [world], nowhere);
  const problems: string[] = [];
  const actions = text.actions.flatMap((name) => {
    const asked = actionOf(resolver, name);
    if (asked === undefined) return [];
    const wrong = asked.kind === 'action' ? wrongAction(asked.action, text.by) : TWO_SPACES;
    if (wrong !== undefined) problems.push(`${name} ${wrong}`);
    return asked.kind === 'action' ? [asked.action] : [];
  });
  const people = text.who.flatMap((name) => {
    const { tree, problems: unread } = readPrincipal(name, { link: true });
    const [problem] = unread;
    if (tree === undefined || problem !== undefined) {
      problems.push(`${name}: ${problem?.message ?? 'this names nobody'}`);
      return [];
    }
    const principal = resolver.principal(tree);
    return principal === undefined ? [] : peopleOf(access, principal);
  });
  const spaces = placesOf(resolver, text, actions, problems);
  const problem = resolverProblem(resolver) ?? problems[0];
  if (problem !== undefined) return { kind: 'problem', message: problem };
  const ids = new Set(actions.map(({ id }) => id));
  return {
    kind: 'selected',
    found: access,
    selection: {
      spaces:
        text.where.length === 0
          ? Array.from(world.spaces.values(), (space) => ({ space }))
          : spaces,
      ...(text.who.length > 0 && { people: new Set(people) }),
      ...(ids.size > 0 && { actions: ids }),
      verdicts: new Set(text.verdicts),
    },
  };
}

const TWO_SPACES = 'concerns two spaces: ask spaceward who, with --to SPACE';

/** Why an action can't be told of, if it can't. */
function wrongAction(action: Action, by: AccessOrder): string | undefined {
  if (action.askedOf === 'two-spaces') return TWO_SPACES;
  if (action.id === 'space.create')
    return 'is asked of spaces that are not there yet: ask spaceward who space.create "a new shared space"';
  if (by === 'app' && (action.kind !== 'app' || action.askedOf !== 'item'))
    return 'is not asked of single apps: leave out --by app';
  return undefined;
}

/** The numbers of the people who are meant: of a group, each of its members, the unnamed one included. */
function peopleOf({ census }: TenantAccess, principal: Principal): readonly number[] {
  switch (principal.kind) {
    case 'user': {
      const place = census.placeOf(principal.id);
      return place === undefined ? [] : [place];
    }
    case 'group':
      return [...census.membersOf(principal.id)];
    case 'everyone':
    case 'link': {
      const kind = principal.kind === 'everyone' ? 'anyone' : 'link-holder';
      return census.people.flatMap((person, place) => (person.kind === kind ? [place] : []));
    }
  }
}

/** The places that are named, in the order of the policy. A space that is named is told of whole. */
function placesOf(
  resolver: SentenceResolver,
  { where, by }: SelectionText,
  actions: readonly Action[],
  problems: string[],
): readonly SelectedSpace[] {
  const found = new Map<Space, Set<Item> | 'whole'>();
  for (const name of where) {
    const { tree } = readReference(name);
    const isMeant = (item: Item): boolean =>
      by === 'app'
        ? item.kind === 'app'
        : actions.length === 0 || actions.some((each) => isAbout(each, item));
    const place = tree && resolver.reference(tree, isMeant);
    if (tree === undefined) problems.push(`${name}: this names no place`);
    if (place === undefined) continue;
    const { space, item } = place;
    if (by === 'app' && item !== undefined && item.kind !== 'app')
      problems.push(`${name} is no app: leave out --by app`);
    const known = found.get(space);
    if (item === undefined || known === 'whole') found.set(space, 'whole');
    else found.set(space, (known ?? new Set<Item>()).add(item));
  }
  return [...found].map(([space, items]) => ({
    space,
    ...(items !== 'whole' && { items: space.items.filter((item) => items.has(item)) }),
  }));
}

/** How many verdicts of whole spaces there are of each kind, in what is selected; undefined where single items are. */
export function countSelected(
  access: TenantAccess,
  selection: Selection,
): Readonly<Record<Verdict, number>> | undefined {
  const asked = new AskedActions(access.engine.matrix, selection.actions);
  const counts = { allowed: 0, denied: 0, depends: 0 };
  for (const { space, items } of selection.spaces) {
    if (items !== undefined) return undefined;
    access.in(space).count(asked.setIn(space), counts, selection.people);
  }
  return counts;
}
