import { Attached } from '../../attached.js';
import type { Engine } from '../../decide/engine.js';
import { adminRoles, type Holding, reaches } from '../../decide/holdings.js';
import type { Person } from '../../decide/types.js';
import { memberProblem, shareProblem } from '../../model/validity.js';
import {
  type Item,
  type Principal,
  principalKey,
  type Space,
  type User,
} from '../../model/world.js';
import type { HoverContext } from './context.js';
import { counted } from '../counted.js';
import { bold, blocks, code, folded, foldedLines, name, plain } from './markdown.js';
import { entitlementText, heldIn, holdingText, throughText } from './people.js';

/** A user's own entry: who they are, and where they hold what. */
export function userHover(context: HoverContext, user: User): string {
  const person: Person = { kind: 'user', user };
  const about = [
    `user ${code(user.id)}`,
    ...(user.email === undefined ? [] : [plain(user.email)]),
    ...(user.bot ? ['bot'] : []),
    user.status === 'disabled' ? '**disabled**: denied everything' : user.status,
  ];
  const { count, lines } = spaceLines(context, person);
  return blocks(
    `${bold(user.name)} · ${about.join(' · ')}`,
    [
      `- ${entitlementText(person)}`,
      `- tenant roles: ${tenantRoles(context, person)}`,
      `- groups: ${groups(context, user)}`,
      ...administers(context, person),
    ],
    count === 0
      ? 'Holds no role, share or ownership in any space.'
      : blocks(`In ${counted(count, 'space')}:`, lines),
  );
}

function tenantRoles({ engine }: HoverContext, person: Person): string {
  const roles = engine.people
    .rolesHeld(person)
    .map(
      ({ held, to, missing }) =>
        `${name(held.title)}${to.kind === 'group' ? ` (group ${name(to.id)})` : ''}${missing === undefined ? '' : ' (not known whether)'}`,
    );
  return roles.length === 0 ? 'none stated' : folded(roles, 6);
}

/** The types of space that a person's tenant roles reach without a role there. */
function administers({ engine }: HoverContext, person: Person): readonly string[] {
  const types = (['shared', 'managed', 'data', 'personal'] as const).filter((type) =>
    adminRoles(engine, person, type).some(({ missing }) => missing === undefined),
  );
  return types.length === 0 ? [] : [`- as administrator: every space (${types.join(', ')})`];
}

function groups({ engine, world }: HoverContext, user: User): string {
  if (!world.tenant.groupsEnabled) return 'switched off in the tenant';
  const found = engine.people
    .memberships({ kind: 'user', user })
    .map(({ group, missing }) => `${name(group)}${missing === undefined ? '' : ' (perhaps)'}`);
  const list = found.length === 0 ? 'none' : folded(found, 6);
  return user.groups === undefined ? list : `${list} (stated: complete)`;
}

const MOST_SPACES = 8;

/**
 * In how many spaces somebody holds something, and what in the first of them, in a line each.
 *
 * @param isMeant leaves out what is granted to others than are meant
 */
export function spaceLines(
  context: HoverContext,
  person: Person,
  isMeant: (principal: Principal) => boolean = () => true,
): { readonly count: number; readonly lines: readonly string[] } {
  const { engine, world } = context;
  const principals = principalsOf(context, person);
  const named = new Set(
    engine.naming.spacesNaming(world.spaces, [
      ...principals,
      { kind: 'everyone' },
      { kind: 'link' },
    ]),
  );
  const lines: string[] = [];
  for (const [spaceName, space] of world.spaces) {
    if (lines.length === MOST_SPACES) break;
    if (!named.delete(spaceName)) continue;
    const held = heldOf(context, person, space, isMeant);
    if (holdsAny(held)) lines.push(spaceLine(context, person, held));
  }
  // Those that are folded away are only counted.
  const giving = principals.filter(isMeant).map((each) => spacesGiving(context, each));
  for (const spaceName of named) {
    const space = world.spaces.get(spaceName);
    if (space === undefined) continue;
    if (
      giving.some((spaces) => spaces.has(spaceName)) ||
      holdsAny(heldOf(context, person, space, isMeant))
    )
      lines.push('');
  }
  return { count: lines.length, lines: foldedLines(lines, MOST_SPACES) };
}

function holdsAny({ roles, shares, owned }: Held): boolean {
  return roles.length + shares.length + owned > 0;
}

type Named = Extract<Principal, { readonly id: string }>;

/** What grants name somebody by: themselves, and the groups that they are in or may be in. */
function principalsOf({ engine }: HoverContext, person: Person): readonly Named[] {
  const groups = engine.people
    .memberships(person)
    .map(({ group }): Named => ({ kind: 'group', id: group }));
  return person.kind === 'user' ? [{ kind: 'user', id: person.user.id }, ...groups] : groups;
}

/** The names of the spaces that give a role to a principal, by its key: many users are in the same groups. */
const given = new Attached<Engine, Map<string, ReadonlySet<string>>>();

function spacesGiving({ engine, world }: HoverContext, principal: Named): ReadonlySet<string> {
  const known = given.of(engine, () => new Map());
  const key = principalKey(principal);
  let spaces = known.get(key);
  if (spaces === undefined) {
    const names = engine.naming.spacesNaming(world.spaces, [principal]);
    spaces = new Set([...names].filter((each) => givesRole(engine, each, principal)));
    known.set(key, spaces);
  }
  return spaces;
}

function givesRole(engine: Engine, spaceName: string, { kind, id }: Named): boolean {
  const { world } = engine;
  const space = world.spaces.get(spaceName);
  if (space === undefined) return false;
  const { members } = engine.grantsOf(space);
  const grants = kind === 'user' ? members.user(id) : members.group(id);
  return grants.some(({ grant: { principal, roles } }) =>
    roles.some(({ role }) => memberProblem(world, space, principal, role) === undefined),
  );
}

/** What somebody holds in one space. */
interface Held {
  readonly space: Space;
  readonly roles: readonly Holding[];
  readonly shares: readonly HeldShare[];
  /** How many items they own. */
  readonly owned: number;
}

interface HeldShare {
  readonly item: Item;
  readonly principal: Principal;
  readonly titles: readonly string[];
  readonly isDoubtful: boolean;
}

function heldOf(
  context: HoverContext,
  person: Person,
  space: Space,
  isMeant: (principal: Principal) => boolean,
): Held {
  const { engine, world } = context;
  const roles = heldIn(context, person, space).filter(
    ({ via, principal }) => via !== 'admin' && isMeant(principal),
  );
  const shares = space.items.flatMap((item) =>
    item.shares.flatMap(({ principal, roles: given }): readonly HeldShare[] => {
      const reach = isMeant(principal) ? reaches(engine.people, person, principal) : undefined;
      if (reach === undefined) return [];
      const titles = given
        .filter(({ role }) => shareProblem(world, space, item, principal, role) === undefined)
        .map(({ role }) => role.title);
      return titles.length === 0
        ? []
        : [{ item, principal, titles, isDoubtful: reach.missing !== undefined }];
    }),
  );
  const owned = person.kind === 'user' ? engine.grantsOf(space).itemsOf(person.user.id).length : 0;
  return { space, roles, shares, owned };
}

function spaceLine(
  context: HoverContext,
  person: Person,
  { space, roles, shares, owned }: Held,
): string {
  const shared = shares.map(({ item, principal, titles, isDoubtful }) => {
    const through = throughText(principal, person);
    const doubt = isDoubtful ? ' (not known whether)' : '';
    return `share of ${name(item.name)} as ${plain(titles.join(', '))}${through}${doubt}`;
  });
  const parts = [
    ...roles.map((holding) => holdingText(holding, person)),
    ...(owned === 0 ? [] : [`owns ${counted(owned, 'item')}`]),
    ...(shared.length === 0 ? [] : [folded(shared, 2)]),
  ];
  return `${bold(space.name)} (${space.type}): ${parts.join('; ')}${context.at(space.origin)}`;
}
