import type { Group, Space, World } from '../model/world.js';
import type { BitSet } from '../matrix/bits.js';
import type { ColumnIndex } from '../matrix/columns.js';
import type { Facts, KnownFacts, Membership } from './facts.js';
import type { HeldInSpace } from './holdings.js';
import { SpaceGrants, type SpacesByName } from './space-grants.js';
import type { SpaceSets } from './space-sets.js';
import type { Missing } from './types.js';

/** A person, by what their memberships are kept in: the same while they are in the same groups. */
type ByMemberships<T> = WeakMap<readonly Membership[], T>;

/** Something worked out of people in spaces, and kept for when it is asked for again. */
interface Kept<T> {
  of(space: Space, facts: Facts, make: () => T): T;
}

/** Something worked out once for each person in each space, by the groups that they are in and what the space grants. */
export class PerPersonAndSpace<T> implements Kept<T> {
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
export class PerLikenessAndSpace<T> implements Kept<T> {
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

/** The same of the latest person in the latest space alone: for who looks at everybody in every space, one after the other. */
class LatestOnly<T> implements Kept<T> {
  private latest: { readonly space: Space; readonly facts: Facts; readonly value: T } | undefined;

  of(space: Space, facts: Facts, make: () => T): T {
    if (this.latest?.space !== space || this.latest.facts !== facts)
      this.latest = { space, facts, value: make() };
    return this.latest.value;
  }
}

/** Spaces by whom they name. */
export interface KnownNaming {
  readonly spaces: World['spaces'];
  readonly named: SpacesByName;
}

/** What depends on the tables, or on spaces alone. */
export class TableMemo {
  private readonly grants = new WeakMap<Space, SpaceGrants>();
  /** By the columns that are held: a few hundred, however many people hold them. */
  readonly sets = new Map<string, SpaceSets>();
  /** Of the spaces of a world, kept for others like them. */
  naming: KnownNaming | undefined;

  constructor(readonly columns: ColumnIndex) {}

  grantsOf(space: Space): SpaceGrants {
    let grants = this.grants.get(space);
    if (grants === undefined) this.grants.set(space, (grants = new SpaceGrants(space)));
    return grants;
  }
}

/** What is known of people, whatever the spaces grant, as it was when it was made. */
class PeopleMemo implements KnownFacts {
  readonly users: KnownFacts['users'] = new WeakMap();
  readonly memberships: KnownFacts['memberships'] = new WeakMap();
  readonly inOne: KnownFacts['inOne'] = new Map();
  readonly members: KnownFacts['members'] = new WeakMap();
  readonly doubts = new WeakMap<Group, Missing>();
  readonly kinds = new Map<string, number>();
}

/**
 * What is worked out of people and spaces, kept by the objects that it depends on. It holds in every world whose
 * tenant says the same.
 */
export class TenantMemo {
  /** The actions that need the whole decision; it depends on the tables alone. */
  specials: BitSet | undefined;

  private constructor(
    readonly facts: KnownFacts,
    readonly held: Kept<HeldInSpace>,
    readonly sets: Kept<SpaceSets>,
  ) {}

  static empty(): TenantMemo {
    return new TenantMemo(new PeopleMemo(), new PerPersonAndSpace(), new PerLikenessAndSpace());
  }

  /** With the same facts about people, and nothing kept of people in spaces but the latest. */
  passing(): TenantMemo {
    return new TenantMemo(this.facts, new LatestOnly(), new LatestOnly());
  }
}
