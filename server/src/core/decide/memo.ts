import type { Group, Space } from '../model/world.js';
import type { BitSet } from '../matrix/bits.js';
import type { ColumnIndex } from '../matrix/columns.js';
import type { Facts, KnownFacts, Membership } from './facts.js';
import type { Holdings, ReachingShare } from './holdings.js';
import { SpaceGrants } from './space-grants.js';
import type { SpaceSets } from './space-sets.js';
import type { Missing } from './types.js';

/** A person, by what their memberships are kept in: the same while they are in the same groups. */
type ByMemberships<T> = WeakMap<readonly Membership[], T>;

/** Something worked out once for each person in each space, by the groups that they are in and what the space grants. */
export class PerPersonAndSpace<T> {
  private readonly known = new WeakMap<Space, ByMemberships<T>>();

  of(space: Space, { memberships }: Facts, make: () => T): T {
    let people = this.known.get(space);
    if (people === undefined) this.known.set(space, (people = new WeakMap<never, T>()));
    let value = people.get(memberships);
    if (value === undefined) people.set(memberships, (value = make()));
    return value;
  }
}

/** The same of what also depends on their likeness: on what they are entitled to, and on their roles of the tenant. */
export class PerLikenessAndSpace<T> {
  private readonly known = new PerPersonAndSpace<{ kind: number; value: T }[]>();

  of(space: Space, facts: Facts, make: () => T): T {
    const { kind } = facts;
    // Hardly anybody was ever of more than two kinds.
    const values = this.known.of(space, facts, () => []);
    let found = values.find((each) => each.kind === kind);
    if (found === undefined) values.push((found = { kind, value: make() }));
    return found.value;
  }
}

/** What depends on the tables, or on one space alone. */
export class TableMemo {
  private readonly grants = new WeakMap<Space, SpaceGrants>();
  /** By the columns that are held: a few hundred, however many people hold them. */
  readonly sets = new Map<string, SpaceSets>();

  constructor(readonly columns: ColumnIndex) {}

  grantsOf(space: Space): SpaceGrants {
    let grants = this.grants.get(space);
    if (grants === undefined) this.grants.set(space, (grants = new SpaceGrants(space)));
    return grants;
  }
}

/**
 * What is worked out of people and spaces, kept by the objects that it depends on. It holds in every world whose
 * tenant says the same.
 */
export class TenantMemo implements KnownFacts {
  readonly users: KnownFacts['users'] = new WeakMap();
  readonly memberships: KnownFacts['memberships'] = new WeakMap();
  readonly inOne: KnownFacts['inOne'] = new Map();
  readonly members: KnownFacts['members'] = new WeakMap();
  readonly doubts = new WeakMap<Group, Missing>();
  readonly kinds = new Map<string, number>();
  readonly memberRoles = new PerPersonAndSpace<Holdings>();
  readonly shares = new PerPersonAndSpace<readonly ReachingShare[]>();
  readonly sets = new PerLikenessAndSpace<SpaceSets>();
  /** The actions that need the whole decision; it depends on the tables alone. */
  specials: BitSet | undefined;
}
