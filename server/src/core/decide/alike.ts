import type { Space, User } from '../model/world.js';
import type { Crowd } from './crowd.js';
import type { Engine } from './engine.js';
import type { SpaceGrants } from './space-grants.js';
import type { Person } from './types.js';

/** What sentences tell people apart by, besides what the policy says of each. */
export interface Scope {
  /** Where something is asked. */
  readonly spaces: readonly Space[];
  /** Groups that are named. */
  readonly groups: readonly string[];
}

/** Numbers of kinds that are told apart within a scope begin here; below are the likenesses. */
const FIRST_KIND = 2 ** 20;

/** A group with more than one of so many users is large: few are, so that of each it may be kept who is outside. */
const LARGE = 20;

/** So many of each kind are found at once: whoever asks in a world where some of them are gone needs the next. */
const SOME = 2;

/**
 * Tells which people no answer within a scope differs for: users of equal likeness whom no space there names, and who
 * are in the same ones of the groups that it names. So a question that is put of everybody is answered once for each
 * kind of people.
 */
export class Alike {
  private readonly grants: readonly SpaceGrants[];
  /** The groups that tell people apart, numbered. */
  private readonly groups = new Map<string, number>();
  /** Kinds by the kind before and the group that makes the difference. */
  private readonly kinds = new Map<number, number>();
  private firsts: Firsts | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly scope: Scope,
  ) {
    const { spaces, groups } = scope;
    this.grants = withElsewhere(engine, spaces).map((space) => engine.grantsOf(space));
    for (const id of groups) this.number(id);
    for (const grants of this.grants) for (const id of grants.groupIds()) this.number(id);
  }

  private number(group: string): void {
    if (!this.groups.has(group)) this.groups.set(group, this.groups.size);
  }

  /** Equal for people whom no answer tells apart. */
  keyOf(person: Person): number {
    const { people } = this.engine;
    const facts = people.factsOf(person);
    let key = facts.kind;
    if (person.kind !== 'user') return key;
    if (this.names(person.user.id)) return -1 - people.crowd.placeOf(person.user.id);
    for (const { group, missing } of facts.memberships) {
      const number = missing === undefined ? this.groups.get(group) : undefined;
      if (number !== undefined) key = this.kindWithin(key, number);
    }
    return key;
  }

  private kindWithin(kind: number, group: number): number {
    const key = kind * this.groups.size + group;
    let found = this.kinds.get(key);
    if (found === undefined) this.kinds.set(key, (found = FIRST_KIND + this.kinds.size));
    return found;
  }

  /** The first of each kind, in order. */
  firstOf(people: readonly Person[]): readonly Person[] {
    if (people.length < 2) return people;
    const seen = new Set<number>();
    return people.filter((person) => {
      const key = this.keyOf(person);
      return !seen.has(key) && seen.add(key);
    });
  }

  /**
   * The first of each kind of everybody, in order.
   *
   * @param named users who are told apart from everybody else
   */
  everybody(named: readonly string[]): readonly Person[] {
    const { people, world } = this.engine;
    const users = new Set(named.flatMap((id) => world.users.get(id) ?? []));
    const found = new Set<User>(users);
    for (const kind of this.firstUsers(users.size + 1)) {
      const first = kind.find((user) => !users.has(user));
      if (first !== undefined) found.add(first);
    }
    const sorted = [...found].sort(
      (a, b) => people.crowd.placeOf(a.id) - people.crowd.placeOf(b.id),
    );
    return [...sorted.map((user): Person => ({ kind: 'user', user })), ...people.unnamed];
  }

  /** The first users of each kind, in order: of each so many, or all. */
  private firstUsers(enough: number): Firsts['kinds'] {
    if (this.firsts === undefined || this.firsts.enough < enough)
      this.firsts = this.firstsByBase(enough) ?? this.findFirsts(Math.max(enough, SOME));
    return this.firsts.kinds;
  }

  /**
   * The first users in a world that is only supposed, by those in the world that it was made of. Undefined where kinds of people
   * may be others there.
   */
  private firstsByBase(enough: number): Firsts | undefined {
    const { engine } = this;
    const supposed = engine.people.crowd.supposed;
    const base = engine.base && this.within(engine.base);
    const named = base && this.namedOtherwise(base);
    if (supposed === undefined || base === undefined || named === undefined) return undefined;
    const others = new Set([...supposed.users, ...named]);
    if (others.size > SOME) return undefined;
    const kinds = new Map<number, User[]>();
    for (const users of base.firstUsers(enough + others.size)) {
      const same = users.filter(({ id }) => !others.has(id));
      const [first] = same;
      if (first !== undefined) kinds.set(this.keyOf({ kind: 'user', user: first }), same);
    }
    for (const id of others) {
      const user = engine.world.users.get(id);
      if (user !== undefined) this.consider(kinds, user, enough);
    }
    return { enough, kinds: [...kinds.values()] };
  }

  /** What tells people apart by the same scope in the world that this one was made of; undefined where a space wasn't there. */
  private within(base: Engine): Alike | undefined {
    const spaces = this.scope.spaces.flatMap(({ name }) => base.world.spaces.get(name) ?? []);
    return spaces.length === this.scope.spaces.length
      ? base.alike(spaces, this.scope.groups)
      : undefined;
  }

  /** The ids of users whom only one of two scopes names; undefined where other groups tell people apart. */
  private namedOtherwise(base: Alike): readonly string[] | undefined {
    if (base.groups.size !== this.groups.size) return undefined;
    for (const group of this.groups.keys()) if (!base.groups.has(group)) return undefined;
    const found: string[] = [];
    for (const [one, other] of [
      [this, base],
      [base, this],
    ] as const)
      for (const grants of one.grants) {
        if (other.grants.includes(grants)) continue;
        for (const id of grants.named) if (!other.names(id)) found.push(id);
      }
    return found;
  }

  private consider(kinds: Map<number, User[]>, user: User, enough: number): void {
    const key = this.keyOf({ kind: 'user', user });
    const list = kinds.get(key);
    if (list === undefined) kinds.set(key, [user]);
    else this.insert(list, user, enough);
  }

  private findFirsts(enough: number): Firsts {
    const { people, world } = this.engine;
    const kinds = new Map<number, User[]>();
    const consider = (user: User | undefined): void => {
      if (user !== undefined) this.consider(kinds, user, enough);
    };
    for (const grants of this.grants) for (const id of grants.named) consider(world.users.get(id));
    // Of the largest group, only those are looked at one by one who are in another one too.
    const largest = this.largestGroup();
    for (const group of this.groups.keys())
      if (group !== largest)
        for (const person of people.membersOf(group))
          if (person.kind === 'user') consider(person.user);
    if (largest !== undefined)
      for (const list of people.crowd.likenessesIn(largest).values())
        this.firstUntold(list, enough, largest).forEach(consider);
    for (const list of this.outside(largest).values())
      this.firstUntold(list, enough).forEach(consider);
    return { enough, kinds: [...kinds.values()] };
  }

  /** Users by likeness, with all who are not in a group: of a large one, whose members may come first, few others are passed over. */
  private outside(group: string | undefined): ReturnType<Crowd['likenesses']> {
    const { crowd } = this.engine.people;
    const isLarge = group !== undefined && crowd.sizeOf(group) * LARGE > crowd.users.size;
    return isLarge ? crowd.likenessesOutside(group) : crowd.likenesses();
  }

  /** Keeps the first of a kind, in order. */
  private insert(list: User[], user: User, most: number): void {
    const { crowd } = this.engine.people;
    const place = crowd.placeOf(user.id);
    let at = list.length;
    while (at > 0 && crowd.placeOf((list[at - 1] ?? user).id) > place) at -= 1;
    if (list[at - 1] === user || at === most) return;
    list.splice(at, 0, user);
    if (list.length > most) list.pop();
  }

  private largestGroup(): string | undefined {
    const size = (id: string): number => this.engine.people.crowd.sizeOf(id);
    return [...this.groups.keys()].sort((a, b) => size(b) - size(a))[0];
  }

  /** The first of some users whom nothing here names, nor a group with them other than one. */
  private firstUntold(ids: readonly string[], most: number, besides?: string): readonly User[] {
    const { users } = this.engine.world;
    const found: User[] = [];
    for (const id of ids) {
      if (found.length === most) break;
      if (this.tells(id, besides)) continue;
      const user = users.get(id);
      if (user !== undefined) found.push(user);
    }
    return found;
  }

  /** Whether something here names the user, or a group with them other than one. */
  private tells(user: string, besides?: string): boolean {
    if (this.names(user)) return true;
    const { index, groupsEnabled } = this.engine.people.crowd;
    if (!groupsEnabled || this.groups.size === 0) return false;
    for (const group of index.groupsOf(user))
      if (group !== besides && this.groups.has(group)) return true;
    return false;
  }

  private names(user: string): boolean {
    for (const { named } of this.grants) if (named.has(user)) return true;
    return false;
  }
}

/** The first users of each kind. */
interface Firsts {
  /** How many of each, where there are so many. */
  readonly enough: number;
  readonly kinds: readonly (readonly User[])[];
}

/** The spaces, and those that decide about items in them. */
export function withElsewhere(engine: Engine, spaces: readonly Space[]): readonly Space[] {
  const all = new Set(spaces);
  for (const space of all)
    for (const name of engine.grantsOf(space).elsewhere) {
      const other = engine.world.spaces.get(name);
      if (other !== undefined) all.add(other);
    }
  return [...all];
}
