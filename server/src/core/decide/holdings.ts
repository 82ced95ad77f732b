import type { JoinedColumn } from '../matrix/columns.js';
import type { Matrix } from '../matrix/matrix.js';
import type { Action, TableId } from '../matrix/types.js';
import { memberProblem, shareProblem, spaceProblem } from '../model/validity.js';
import { type Grant, type Item, principalText, type Space } from '../model/world.js';
import { tight } from '../tight.js';
import type { Origin } from '../syntax/policy/access.js';
import type { Engine } from './engine.js';
import type { Facts } from './facts.js';
import { HeldInSpace } from './held-in-space.js';
import type { People } from './people.js';
import type { GrantInSpace, GrantsByPrincipal, SpaceGrants } from './space-grants.js';
import { adminTable } from './space-tables.js';
import type { HeldProof, ItemTarget, Missing, Person, Shortfall, Via } from './types.js';

/** One role that a person holds, or may hold, in a space or on an item: a column of the tables. */
export interface Holding {
  readonly via: Via;
  readonly principal: Grant['principal'];
  readonly column: string;
  readonly title: string;
  readonly origin?: Origin;
  /** Set where the policy doesn't tell whether the person holds it. */
  readonly missing?: Missing;
  /** Set where the column belongs to this table whatever the entitlement. */
  readonly table?: TableId;
  /** Of a column that joins several roles: each of them with its line. */
  readonly together?: readonly HeldProof[];
}

/** What a person holds, and what was looked at besides and gives nothing. */
export interface Holdings {
  readonly roles: readonly Holding[];
  readonly shortfalls: readonly Shortfall[];
}

/** How a grant reaches a person. */
export interface Reach {
  readonly via: 'member' | 'group' | 'everyone';
  /** Set where the policy doesn't tell whether it does. */
  readonly missing?: Missing;
}

/** The grants that reach a person, in their order. */
export function reaching(
  people: People,
  person: Person,
  grants: GrantsByPrincipal,
): readonly (GrantInSpace & { readonly reach: Reach })[] {
  const found: (GrantInSpace & { readonly reach: Reach })[] = [];
  const add = (list: readonly GrantInSpace[]): void => {
    for (const each of list) {
      const reach = reaches(people, person, each.grant.principal);
      if (reach !== undefined) found.push({ ...each, reach });
    }
  };
  if (person.kind === 'user') add(grants.user(person.user.id));
  for (const { group } of people.memberships(person)) add(grants.group(group));
  add(grants.everyone);
  add(grants.link);
  return found.length < 2 ? found : found.sort((a, b) => a.place - b.place);
}

/** The strongest connection between a principal of the policy and a person, if there is one. */
export function reaches(
  people: People,
  person: Person,
  principal: Grant['principal'],
): Reach | undefined {
  switch (principal.kind) {
    case 'user':
      return person.kind === 'user' && person.user.id === principal.id
        ? { via: 'member' }
        : undefined;
    case 'group': {
      const found = people.memberships(person).find(({ group }) => group === principal.id);
      return found && { via: 'group', ...(found.missing && { missing: found.missing }) };
    }
    case 'everyone':
      return person.kind === 'link-holder' ? undefined : { via: 'everyone' };
    case 'link':
      return person.kind === 'link-holder'
        ? { via: 'everyone' }
        : {
            via: 'everyone',
            missing: {
              kind: 'link',
              key: 'link',
              text: 'who holds the link (anyone with the link)',
              close: 'remove the share to anyone with the link, or share with everyone instead',
            },
          };
  }
}

/** What is known of a person in a space so far. */
export function heldIn(engine: Engine, person: Person, space: Space): HeldInSpace {
  const facts = engine.people.factsOf(person);
  return engine.memo.held.of(space, facts, () => {
    const { heldByGroups } = engine.memo;
    if (heldByGroups === undefined) return new HeldInSpace();
    const groups = grantedGroups(engine.grantsOf(space), facts);
    return groups === undefined ? new HeldInSpace() : heldByGroups.of(space, groups);
  });
}

/**
 * A name for the groups by which a user holds something in a space. Undefined where more than that tells what they hold: where
 * the space names them by themselves, where it isn't known whether they are in one of the groups, and for those who are no users.
 */
function grantedGroups(grants: SpaceGrants, { person, memberships }: Facts): string | undefined {
  if (person.kind !== 'user' || grants.names(person.user.id)) return undefined;
  let name = '';
  for (const { group, missing } of memberships) {
    if (!grants.grantsGroup(group)) continue;
    if (missing !== undefined) return undefined;
    name = name === '' ? group : `${name}\n${group}`;
  }
  return name;
}

/** The roles that a person holds in a space by being its owner or a member, directly, through groups or through everyone. */
export function memberRoles(
  engine: Engine,
  person: Person,
  space: Space,
  held: HeldInSpace = heldIn(engine, person, space),
): Holdings {
  return (held.member ??= findMemberRoles(engine, person, space));
}

function findMemberRoles(engine: Engine, person: Person, space: Space): Holdings {
  const { matrix, world, people } = engine;
  const roles: Holding[] = [];
  const shortfalls: Shortfall[] = [];
  const problem = spaceProblem(world, space);
  if (isSpaceOwner(person, space)) {
    if (problem === undefined) roles.push(ownerHolding(matrix, space));
    else shortfalls.push({ kind: 'space type', text: problem.message });
  }
  for (const { grant, reach } of reaching(people, person, engine.grantsOf(space).members))
    for (const { role, origin } of grant.roles) {
      const invalid = memberProblem(world, space, grant.principal, role);
      const place = grant.origin ?? origin;
      if (invalid !== undefined)
        shortfalls.push({
          kind: 'space type',
          text: `${role.title}: ${invalid.message}`,
          ...(place && { origin: place }),
        });
      else
        roles.push({
          ...reach,
          principal: grant.principal,
          column: role.id,
          title: role.title,
          ...(place && { origin: place }),
        });
    }
  if (roles.length === 0 && shortfalls.length === 0) return NOTHING;
  return { roles: tight(roles), shortfalls: tight(shortfalls) };
}

/** Whether the person owns the space. */
export function isSpaceOwner(person: Person, space: Space): boolean {
  return person.kind === 'user' && space.owner?.user === person.user.id;
}

function ownerHolding(matrix: Matrix, space: Space): Holding {
  const origin = space.owner?.origin;
  return {
    via: 'owner',
    principal: { kind: 'user', id: space.owner?.user ?? '' },
    column: 'owner',
    title: matrix.spaceRole('owner')?.role.title ?? 'Owner',
    ...(origin && { origin }),
  };
}

const NO_ROLES: readonly Holding[] = [];

const NOTHING: Holdings = { roles: NO_ROLES, shortfalls: [] };

/** Pairs of roles that the tables give a column of their own: held by whoever holds both by membership. */
export function joinedRoles(
  roles: readonly Holding[],
  columns: readonly JoinedColumn[],
): readonly Holding[] {
  if (roles.length < 2) return NO_ROLES;
  const joined: Holding[] = [];
  for (const { column, roles: single } of columns) {
    if (!holdsAll(roles, single)) continue;
    const held = single.flatMap((part) => strongest(roles, part) ?? []);
    const [first] = held;
    if (first === undefined) continue;
    const missing = held.find((part) => part.missing !== undefined)?.missing;
    joined.push({
      ...first,
      column,
      title: held.map(({ title }) => title).join(' and '),
      together: held.map(({ title, principal, origin }) => ({
        text: `${title} (${principalText(principal)})`,
        ...(origin && { origin }),
      })),
      ...(missing && { missing }),
    });
  }
  return joined;
}

/** What a person holds in a space by holding several roles there, as a table joins them. */
export function joinedIn(
  { columns }: Engine,
  held: HeldInSpace,
  { roles }: Holdings,
  table: TableId,
): readonly Holding[] {
  if (roles.length < 2) return NO_ROLES;
  held.joined ??= new Map<TableId, readonly Holding[]>();
  let joined = held.joined.get(table);
  if (joined === undefined)
    held.joined.set(table, (joined = joinedRoles(roles, columns.joined(table))));
  return joined;
}

function holdsAll(roles: readonly Holding[], columns: readonly string[]): boolean {
  for (const column of columns) if (!holdsOne(roles, column)) return false;
  return true;
}

function holdsOne(roles: readonly Holding[], column: string): boolean {
  for (const role of roles) if (role.column === column) return true;
  return false;
}

function strongest(roles: readonly Holding[], column: string): Holding | undefined {
  const held = roles.filter((role) => role.column === column);
  return held.find(({ missing }) => missing === undefined) ?? held[0];
}

/** Rows of apps that a share does not reach: notes and write tables (Sharing applications with users who are not space members). */
const BEYOND_SHARES: ReadonlySet<string> = new Set([
  'app.add-notes',
  'app.list-notes',
  'app.delete-notes',
  'app.configure-write-tables',
  'app.use-write-tables',
]);

/** Whether a share of an app counts for an action: it is asked of that app, or of seeing that the space exists. */
export function shareReaches(action: Action): boolean {
  return (
    action.id === 'space.see' ||
    (action.kind === 'app' && action.askedOf === 'item' && !BEYOND_SHARES.has(action.id))
  );
}

/** A share that reaches a person, for certain or maybe. */
export interface ReachingShare {
  readonly item: Item;
  readonly grant: Grant;
  readonly missing?: Missing;
}

/** The shares of a space that reach a person. */
export function sharesReaching(
  engine: Engine,
  person: Person,
  space: Space,
  held: HeldInSpace = heldIn(engine, person, space),
): readonly ReachingShare[] {
  return (held.shares ??= findShares(engine, person, space));
}

const NO_SHARES: readonly ReachingShare[] = [];

function findShares(engine: Engine, person: Person, space: Space): readonly ReachingShare[] {
  const reached = reaching(engine.people, person, engine.grantsOf(space).shares);
  if (reached.length === 0) return NO_SHARES;
  return reached.flatMap(({ grant, item, reach }) =>
    item === undefined ? [] : [{ item, grant, ...(reach.missing && { missing: reach.missing }) }],
  );
}

/** The roles that a person holds through shares of the item in question (for seeing the space: of any of its apps). */
export function shareRoles(
  engine: Engine,
  person: Person,
  space: Space,
  target: ItemTarget | undefined,
  action: Action,
  held?: HeldInSpace,
): Holdings {
  const shares = sharesReaching(engine, person, space, held);
  if (shares.length === 0) return NOTHING;
  const roles: Holding[] = [];
  const shortfalls: Shortfall[] = [];
  const isReached = shareReaches(action);
  for (const { item, grant, missing } of shares) {
    const asked = target?.kind === 'item' && target.item === item;
    const origin = grant.origin && { origin: grant.origin };
    if (!isReached || !(asked || action.id === 'space.see')) {
      if (missing === undefined)
        shortfalls.push({
          kind: 'share',
          via: 'share',
          text: beyond(item, asked, action),
          ...origin,
        });
      continue;
    }
    for (const { role } of grant.roles) {
      const invalid = shareProblem(engine.world, space, item, grant.principal, role);
      if (invalid !== undefined)
        shortfalls.push({ kind: 'share', via: 'share', text: invalid.message, ...origin });
      else
        roles.push({
          via: 'share',
          principal: grant.principal,
          column: role.id,
          title: role.title,
          ...(missing && { missing }),
          ...origin,
        });
    }
  }
  return { roles, shortfalls };
}

function beyond(item: Item, asked: boolean, action: Action): string {
  return asked
    ? `the share of ${item.name} does not reach "${action.title}"`
    : `the share of ${item.name} reaches that app only`;
}

/** The columns that a person's tenant roles give in a type of space. */
export function adminRoles(
  { matrix, people }: Engine,
  person: Person,
  type: Space['type'],
): readonly Holding[] {
  const all = people.rolesHeld(person);
  if (all.length === 0) return NO_ROLES;
  const table = adminTable(type);
  const { columns } = matrix.table(table);
  const roles: Holding[] = [];
  for (const { held, to, missing } of all) {
    const role = matrix.securityRole(held.role)?.role;
    if (role === undefined || !columns.some(({ id }) => id === role.id)) continue;
    roles.push({
      via: 'admin',
      principal: { kind: to.kind, id: to.id },
      column: role.id,
      title: role.title,
      origin: to.origin,
      table,
      ...(missing && { missing }),
    });
  }
  return roles;
}
