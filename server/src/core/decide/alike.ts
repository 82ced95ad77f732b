import type { Space } from '../model/world.js';
import type { Engine } from './engine.js';
import type { SpaceGrants } from './space-grants.js';
import type { Person } from './types.js';

/** What sentences tell people apart by, besides what the policy says of each. */
export interface Scope {
  /** Where something is asked. */
  readonly spaces: readonly Space[];
  /** Groups and users that are named. */
  readonly groups: readonly string[];
  readonly users: readonly string[];
}

/**
 * Tells which people no answer within a scope differs for: users of equal likeness whom no space there names, and who
 * are in the same ones of the groups that it names. So a question that is put of everybody is answered once for each
 * kind of people.
 */
export class Alike {
  private readonly grants: readonly SpaceGrants[];
  private readonly users: ReadonlySet<string>;
  private readonly groups: ReadonlySet<string>;
  private first: readonly Person[] | undefined;

  constructor(
    private readonly engine: Engine,
    scope: Scope,
  ) {
    this.grants = withElsewhere(engine, scope.spaces).map((space) => engine.grantsOf(space));
    this.users = new Set(scope.users);
    const groups = new Set(scope.groups);
    for (const grants of this.grants) for (const id of grants.groupIds()) groups.add(id);
    this.groups = groups;
  }

  /** Equal for people whom no answer tells apart. */
  keyOf(person: Person): string {
    const { likeness, memberships } = this.engine.people.factsOf(person);
    if (person.kind !== 'user') return likeness;
    const { id } = person.user;
    if (this.names(id)) return `user ${id}`;
    let key = likeness;
    for (const { group, missing } of memberships)
      if (missing === undefined && this.groups.has(group)) key += `\n${group}`;
    return key;
  }

  /** The first of each kind, in order. */
  firstOf(people: readonly Person[]): readonly Person[] {
    if (people.length < 2) return people;
    const seen = new Set<string>();
    return people.filter((person) => {
      const key = this.keyOf(person);
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  }

  /** The first of each kind of everybody, in order. */
  everybody(): readonly Person[] {
    return (this.first ??= this.findEverybody());
  }

  private findEverybody(): readonly Person[] {
    const { people, world } = this.engine;
    const first = new Map<string, Person>();
    const consider = (person: Person): void => {
      const key = this.keyOf(person);
      const known = first.get(key);
      if (known === undefined || this.place(person) < this.place(known)) first.set(key, person);
    };
    for (const id of this.namedUsers()) {
      const user = world.users.get(id);
      if (user !== undefined) consider({ kind: 'user', user });
    }
    for (const group of this.groups) people.membersOf(group).forEach(consider);
    for (const list of people.likenesses().values()) {
      const other = list.find((person) => !this.tells(person));
      if (other !== undefined) consider(other);
    }
    const users = [...first.values()]
      .filter(({ kind }) => kind === 'user')
      .sort((a, b) => this.place(a) - this.place(b));
    return [...users, ...people.everybody().slice(world.users.size)];
  }

  private place(person: Person): number {
    return person.kind === 'user' ? this.engine.people.placeOf(person.user) : -1;
  }

  /** Whether something here names the user, or a group with them. */
  private tells(person: Person): boolean {
    if (person.kind !== 'user' || this.names(person.user.id)) return true;
    return this.engine.people
      .memberships(person)
      .some(({ group, missing }) => missing === undefined && this.groups.has(group));
  }

  private names(user: string): boolean {
    return this.users.has(user) || this.grants.some((grants) => grants.names(user));
  }

  private *namedUsers(): Iterable<string> {
    yield* this.users;
    for (const grants of this.grants) yield* grants.userIds();
  }
}

/** The spaces, and those that decide about items in them. */
function withElsewhere(engine: Engine, spaces: readonly Space[]): readonly Space[] {
  const all = new Set(spaces);
  for (const space of all)
    for (const name of engine.grantsOf(space).elsewhere) {
      const other = engine.world.spaces.get(name);
      if (other !== undefined) all.add(other);
    }
  return [...all];
}
