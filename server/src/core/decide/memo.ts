import type { Group, Space } from '../model/world.js';
import type { BitSet } from '../matrix/bits.js';
import type { ColumnIndex } from '../matrix/columns.js';
import type { Facts, KnownFacts } from './facts.js';
import type { Holdings, ReachingShare } from './holdings.js';
import { SpaceGrants } from './space-grants.js';
import type { SpaceSets } from './space-sets.js';
import type { Missing } from './types.js';

/** Something worked out once for each person in each space. */
export class PerPersonAndSpace<T> {
  private readonly known = new WeakMap<Space, WeakMap<Facts, T>>();

  of(space: Space, facts: Facts, make: () => T): T {
    let people = this.known.get(space);
    if (people === undefined) this.known.set(space, (people = new WeakMap<Facts, T>()));
    let value = people.get(facts);
    if (value === undefined) people.set(facts, (value = make()));
    return value;
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
  readonly doubts = new WeakMap<Group, Missing>();
  readonly kinds = new Map<string, number>();
  readonly memberRoles = new PerPersonAndSpace<Holdings>();
  readonly shares = new PerPersonAndSpace<readonly ReachingShare[]>();
  readonly sets = new PerPersonAndSpace<SpaceSets>();
  /** The actions that need the whole decision; it depends on the tables alone. */
  specials: BitSet | undefined;
}
