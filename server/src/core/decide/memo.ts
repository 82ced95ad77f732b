import { Attached, type Store } from '../attached.js';
import { memberParts } from '../model/member-parts.js';
import type { Space, World } from '../model/world.js';
import type { BitSet } from '../matrix/bits.js';
import type { ColumnIndex } from '../matrix/columns.js';
import { Cells } from './cell-proof.js';
import type { Facts, KnownFacts, Membership } from './facts.js';
import { HeldInSpace } from './held-in-space.js';
import { SpaceGrants, type SpacesByName } from './space-grants.js';
import type { SpaceSets } from './space-sets.js';

/** A person, by what their memberships are kept in: the same while they are in the same groups. */
type ByMemberships<T> = WeakMap<readonly Membership[], T>;

/** Something worked out of people in spaces, and kept for when it is asked for again. */
interface Kept<T> {
  of(space: Space, facts: Facts, make: () => T): T;
}

/** Something worked out once for each person in each space, by the groups that they are in and what the space grants. */
export class PerPersonAndSpace<T> implements Kept<T> {
  constructor(private readonly known: Store<Space, ByMemberships<T>>) {}

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
  private readonly known: PerPersonAndSpace<{ kind: number; value: T }[]>;

  constructor(known: Store<Space, ByMemberships<{ kind: number; value: T }[]>>) {
    this.known = new PerPersonAndSpace(known);
  }

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

/** What is found of users in a space who hold nothing there but by the same groups: the same for all of them. */
class PerGroupsAndSpace<T> {
  constructor(
    private readonly known: Store<Space, Map<string, T>>,
    private readonly make: () => T,
  ) {}

  /** @param groups a name for the groups */
  of(space: Space, groups: string): T {
    let values = this.known.get(space);
    if (values === undefined) this.known.set(space, (values = new Map<string, T>()));
    let value = values.get(groups);
    if (value === undefined) values.set(groups, (value = this.make()));
    return value;
  }
}

/** Spaces by whom they name. */
export interface KnownNaming {
  readonly spaces: World['spaces'];
  readonly named: SpacesByName;
}

/** What depends on the tables, or on spaces alone. */
export class TableMemo {
  private readonly grants = new Attached<Space, SpaceGrants>();
  /** By the columns that are held: a few hundred, however many people hold them. */
  readonly sets = new Map<string, SpaceSets>();
  /** Of the spaces of a world, kept for others like them. */
  naming: KnownNaming | undefined;
  readonly cells: Cells;

  constructor(readonly columns: ColumnIndex) {
    this.cells = new Cells(columns);
  }

  grantsOf(space: Space): SpaceGrants {
    return this.grants.of(space, () => new SpaceGrants(space));
  }

  /** Works out now what a space with many members grants, as far as it is another than in an earlier state. */
  renew(before: Space, space: Space): void {
    const known = this.grants.get(before);
    if (before === space || known === undefined || this.grants.get(space) !== undefined) return;
    if (memberParts(space.members) === undefined) return;
    this.grants.set(space, new SpaceGrants(space, known));
  }
}

/** Makes a store. */
type MakeStore = <K extends object, V>() => Store<K, V>;

/** What is known of people, whatever the spaces grant, as it was when it was made. */
class PeopleMemo implements KnownFacts {
  readonly users: KnownFacts['users'];
  readonly memberships: KnownFacts['memberships'];
  readonly inOne: KnownFacts['inOne'] = new Map();
  readonly members: KnownFacts['members'];
  readonly doubts: KnownFacts['doubts'];
  readonly kinds = new Map<string, number>();

  constructor(make: MakeStore) {
    this.users = make();
    this.memberships = make();
    this.members = make();
    this.doubts = make();
  }
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
    /** The same of those whom their groups alone tell apart; undefined: it isn't kept. */
    readonly heldByGroups: PerGroupsAndSpace<HeldInSpace> | undefined,
    readonly sets: Kept<SpaceSets>,
  ) {}

  /** @param isStated whether it is of worlds that a policy states: what is of a world that is only supposed lives shortly itself */
  static empty(isStated: boolean): TenantMemo {
    const make: MakeStore = <K extends object, V>() =>
      isStated ? new Attached<K, V>() : new WeakMap<K, V>();
    return new TenantMemo(
      new PeopleMemo(make),
      new PerPersonAndSpace(make()),
      new PerGroupsAndSpace(make(), () => new HeldInSpace()),
      new PerLikenessAndSpace(make()),
    );
  }

  /** With the same facts about people, and nothing kept of people in spaces but the latest. */
  passing(): TenantMemo {
    return new TenantMemo(this.facts, new LatestOnly(), undefined, new LatestOnly());
  }
}
