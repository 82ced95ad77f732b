import { BitSet } from '../matrix/bits.js';
import type { ColumnSets } from '../matrix/columns.js';
import type { TableId } from '../matrix/types.js';
import { memberProblem, spaceProblem } from '../model/validity.js';
import type { Space } from '../model/world.js';
import type { Engine } from './engine.js';
import { tablesOf } from './entitlement.js';
import { adminRoles, type Holding, isSpaceOwner, joinedRoles, memberRoles } from './holdings.js';
import type { GrantInSpace } from './space-grants.js';
import type { Person } from './types.js';

/** What a person may do in a space by being a member or an administrator, as far as the columns alone tell. */
export interface SpaceSets {
  readonly allowed: BitSet;
  /** Where the person is asked about nothing that they own. */
  readonly foreign: Settled;
  /** Where they own the item, or may own it. */
  readonly own: Settled;
  /** What is held, for each table that must be read. */
  readonly held: readonly (readonly HeldColumn[])[];
}

/** What isn't allowed for certain. */
export interface Settled {
  readonly denied: BitSet;
  /** Allowed if what isn't known is so. */
  readonly depends: BitSet;
}

/** A column that is held, or may be. */
export interface HeldColumn {
  readonly table: TableId;
  readonly column: string;
  readonly isCertain: boolean;
  readonly sets: ColumnSets;
  /**
   * Of a column that joins several roles (see `joinedRoles`): the actions that it may let do, though the table doesn't tell; of all others
   * nothing comes unless it says yes.
   */
  readonly perhaps?: BitSet;
}

/** Reads the columns of all that a person holds in a space. */
export function spaceSets(engine: Engine, person: Person, space: Space): SpaceSets {
  const columns = certainColumns(engine, person, space);
  if (columns === undefined) return readSets(engine, person, space);
  const name = [...tablesOf({ person, space }), '', ...columns].join(' ');
  return engine.setsOf(name, () => readSets(engine, person, space));
}

/**
 * The columns that a person holds in a space, each once, in the order of their names, where they are told at a glance: nothing
 * of it is doubtful, nothing gives nothing, and no role of the tenant adds to it.
 */
function certainColumns(
  engine: Engine,
  person: Person,
  space: Space,
): readonly string[] | undefined {
  const { people, world } = engine;
  const { memberships, roles } = people.factsOf(person);
  const { members } = engine.grantsOf(space);
  if (roles.length > 0 || members.link.length > 0 || spaceProblem(world, space) !== undefined)
    return undefined;
  const columns = new Set<string>();
  if (isSpaceOwner(person, space)) columns.add('owner');
  /** Whether all of some grants count. */
  const take = (grants: readonly GrantInSpace[]): boolean =>
    grants.every(({ grant: { principal, roles: given } }) =>
      given.every(({ role }) => {
        columns.add(role.id);
        return memberProblem(world, space, principal, role) === undefined;
      }),
    );
  if (person.kind === 'user' && !take(members.user(person.user.id))) return undefined;
  for (const { group, missing } of memberships) {
    const grants = members.group(group);
    if (grants.length > 0 && (missing !== undefined || !take(grants))) return undefined;
  }
  if (person.kind !== 'link-holder' && !take(members.everyone)) return undefined;
  return columns.size < 2 ? [...columns] : [...columns].sort();
}

function readSets(engine: Engine, person: Person, space: Space): SpaceSets {
  const admin = adminRoles(engine, person, space.type).map((role) =>
    columnOf(engine, role, role.table ?? 'personal'),
  );
  const member = memberRoles(engine, person, space).roles;
  const perTable = (table: TableId): readonly HeldColumn[] => {
    const joined = joinedRoles(member, engine.columns.joined(table));
    return [
      ...admin,
      ...member.map((role) => columnOf(engine, role, table)),
      ...joined.map((role) => ({
        ...columnOf(engine, role, table),
        perhaps: engine.columns.perhaps(table, role.column),
      })),
    ];
  };
  const tables = tablesOf({ person, space });
  const held = tables.length === 0 ? [admin] : tables.map(perTable);
  return engine.setsOf(held.map(nameOf).join('\n'), () => setsOfAll(engine, held));
}

/** A name for columns that are held. */
function nameOf(held: readonly HeldColumn[]): string {
  return held
    .map(
      ({ table, column, isCertain, perhaps }) =>
        `${table} ${column}${isCertain ? '' : '?'}${perhaps === undefined ? '' : '&'}`,
    )
    .join(', ');
}

function setsOfAll(engine: Engine, held: readonly (readonly HeldColumn[])[]): SpaceSets {
  return held
    .map((columns) => setsOf(engine, columns))
    .reduce((all, sets) => ({
      allowed: all.allowed.and(sets.allowed),
      foreign: agreed(all.foreign, sets.foreign),
      own: agreed(all.own, sets.own),
      held: [...all.held, ...sets.held],
    }));
}

function columnOf({ columns }: Engine, { column, missing }: Holding, table: TableId): HeldColumn {
  return {
    table,
    column,
    isCertain: missing === undefined,
    sets: columns.sets(table, column),
  };
}

function agreed(a: Settled, b: Settled): Settled {
  return { denied: a.denied.and(b.denied), depends: a.depends.and(b.depends) };
}

function setsOf({ columns, matrix }: Engine, held: readonly HeldColumn[]): SpaceSets {
  const none = BitSet.empty(matrix.actions.length);
  return {
    allowed: held.reduce((all, { isCertain, sets }) => (isCertain ? all.or(sets.yes) : all), none),
    foreign: settled(columns.everything, held, ({ no, own }) => no.or(own)),
    own: settled(columns.everything, held, ({ no }) => no),
    held: [held],
  };
}

function settled(
  everything: BitSet,
  held: readonly HeldColumn[],
  noOf: (sets: ColumnSets) => BitSet,
): Settled {
  let denied = everything;
  let ungranted = everything;
  let doubtful = BitSet.empty(everything.size);
  for (const { isCertain, sets, perhaps } of held) {
    const nothing = perhaps && sets.unknown.without(perhaps);
    const no = nothing === undefined ? noOf(sets) : noOf(sets).or(nothing);
    denied = denied.and(no);
    if (isCertain) ungranted = ungranted.and(no.or(sets.absent));
    else doubtful = doubtful.or(sets.yes);
    doubtful = doubtful.or(nothing === undefined ? sets.absent : sets.absent.without(nothing));
  }
  return { denied, depends: ungranted.and(doubtful) };
}
