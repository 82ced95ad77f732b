import type { Group, RoleHeld, Space, User, World } from '../model/world.js';
import type { Origin } from '../syntax/policy/access.js';
import { MembershipIndex } from './membership-index.js';
import type { SpaceGrants } from './space-grants.js';
import type { Missing, Person } from './types.js';

/** A group that a person is in, or may be in. */
export interface Membership {
  /** Id of the group. */
  readonly group: string;
  /** Set where the policy doesn't tell whether the person is in the group. */
  readonly missing?: Missing;
}

/** A tenant role that a person holds, or may hold. */
export interface RoleHolding {
  readonly held: RoleHeld;
  /** The user or group that the policy gives the role to. */
  readonly to: { readonly kind: 'user' | 'group'; readonly id: string; readonly origin: Origin };
  readonly missing?: Missing;
}

/**
 * What the policy says of one person, whatever the spaces grant. While it doesn't change, it is the same object in every
 * world: what is worked out from it is kept with it.
 */
export interface Facts {
  readonly person: Person;
  /** The groups that the person is in for certain or may be in; none while groups are switched off. */
  readonly memberships: readonly Membership[];
  /** The tenant roles of the person, their own first, then those of their groups. */
  readonly roles: readonly RoleHolding[];
  /** Equal for users of whom no answer differs in spaces that name none of them, nor a group with one of them. */
  readonly likeness: string;
  /** A number for the likeness. */
  readonly kind: number;
}

/** Facts that are kept from world to world, as long as the tenant and its roles are the same. */
export interface KnownFacts {
  readonly users: WeakMap<User, Facts>;
  readonly doubts: WeakMap<Group, Missing>;
  /** Numbers of likenesses. */
  readonly kinds: Map<string, number>;
}

/** Whether the policy states that the user is in the group, on either side. */
export function isMember(group: Group, user: User): boolean {
  return (
    group.members.has(user.id) ||
    (user.groups?.some((stated) => stated.group === group.id) ?? false)
  );
}

/** The people of one world; what is said of each is worked out when it is first asked for. */
export class People {
  private readonly facts = new Map<User, Facts>();
  private readonly unnamed = new Map<string, Facts>();
  private readonly peopleIn = new Map<string, readonly Person[]>();
  private readonly uncertain: readonly Group[];
  private readonly picked = new Map<string, readonly Person[]>();
  private all: readonly Person[] | undefined;
  private places: ReadonlyMap<User, number> | undefined;
  private alike: ReadonlyMap<number, readonly Person[]> | undefined;
  private readonly alikeIn = new Map<string, ReadonlyMap<number, readonly Person[]>>();
  private known: MembershipIndex | undefined;

  /**
   * @param isStated whether the world is what the policy states, not what a test supposes
   * @param before the people of a world that this one is much like
   */
  constructor(
    private readonly world: World,
    private readonly kept: KnownFacts,
    private readonly grantsOf: (space: Space) => SpaceGrants,
    private readonly isStated: boolean,
    private before?: People,
  ) {
    this.uncertain = world.tenant.groupsEnabled
      ? [...world.groups.values()].filter(({ othersUnknown }) => othersUnknown)
      : [];
  }

  /** Works out now what it needs other people for, so that it keeps no earlier state of the policy alive. */
  settle(): void {
    this.known = this.index;
  }

  /** Who is stated to be in which groups. */
  get index(): MembershipIndex {
    this.known ??=
      this.before?.index.next(this.before.world, this.world) ?? MembershipIndex.of(this.world);
    this.before = undefined;
    return this.known;
  }

  /**
   * The people that `only`, `nobody` and `every` speak of: the policy's users, one unnamed member of each group whose
   * members aren't all stated, and one unnamed user where everyone (or anyone with the link) is granted something.
   */
  everybody(): readonly Person[] {
    this.all ??= this.findEverybody();
    return this.all;
  }

  /**
   * Those of everybody who are picked.
   *
   * @param name what is picked: asked for again, it isn't picked again
   */
  filtered(name: string, pick: (person: Person) => boolean): readonly Person[] {
    let people = this.picked.get(name);
    if (people === undefined) this.picked.set(name, (people = this.everybody().filter(pick)));
    return people;
  }

  /** The place of a user among everybody. */
  placeOf(user: User): number {
    this.places ??= new Map([...this.world.users.values()].map((each, index) => [each, index]));
    return this.places.get(user) ?? -1;
  }

  /** The users by likeness, in order. */
  likenesses(): ReadonlyMap<number, readonly Person[]> {
    this.alike ??= this.byLikeness(this.everybody());
    return this.alike;
  }

  /** The users who are in a group for certain, by likeness, in order. */
  likenessesIn(group: string): ReadonlyMap<number, readonly Person[]> {
    let alike = this.alikeIn.get(group);
    if (alike === undefined)
      this.alikeIn.set(group, (alike = this.byLikeness(this.membersOf(group))));
    return alike;
  }

  private byLikeness(people: readonly Person[]): ReadonlyMap<number, readonly Person[]> {
    const alike = new Map<number, Person[]>();
    for (const person of people) {
      if (person.kind !== 'user') continue;
      const { kind } = this.factsOf(person);
      const list = alike.get(kind);
      if (list === undefined) alike.set(kind, [person]);
      else list.push(person);
    }
    return alike;
  }

  factsOf(person: Person): Facts {
    if (person.kind !== 'user') return this.factsOfUnnamed(person);
    const { user } = person;
    let facts = this.facts.get(user);
    if (facts === undefined) this.facts.set(user, (facts = this.findFacts(user)));
    return facts;
  }

  memberships(person: Person): readonly Membership[] {
    return this.factsOf(person).memberships;
  }

  rolesHeld(person: Person): readonly RoleHolding[] {
    return this.factsOf(person).roles;
  }

  /** The people who are in a group for certain. */
  membersOf(group: string): readonly Person[] {
    let people = this.peopleIn.get(group);
    if (people === undefined) this.peopleIn.set(group, (people = this.findMembers(group)));
    return people;
  }

  private findMembers(id: string): readonly Person[] {
    const group = this.world.groups.get(id);
    if (group === undefined || !this.world.tenant.groupsEnabled) return [];
    const people: Person[] = [];
    for (const user of this.statedMembers(group)) people.push({ kind: 'user', user });
    people.sort((a, b) => this.order(a) - this.order(b));
    return group.othersUnknown ? [...people, { kind: 'group-member', group }] : people;
  }

  private *statedMembers(group: Group): Iterable<User> {
    for (const id of group.members.keys()) {
      const user = this.world.users.get(id);
      if (user !== undefined) yield user;
    }
    for (const user of this.statingUsers().get(group.id) ?? [])
      if (!group.members.has(user.id)) yield user;
  }

  private stating: ReadonlyMap<string, readonly User[]> | undefined;

  /** The users who state their groups, by group. */
  private statingUsers(): ReadonlyMap<string, readonly User[]> {
    if (this.stating === undefined) {
      const stating = new Map<string, User[]>();
      for (const user of this.world.users.values())
        for (const { group } of user.groups ?? []) {
          const list = stating.get(group);
          if (list === undefined) stating.set(group, [user]);
          else if (list.at(-1) !== user) list.push(user);
        }
      this.stating = stating;
    }
    return this.stating;
  }

  private order(person: Person): number {
    return person.kind === 'user' ? this.placeOf(person.user) : this.world.users.size;
  }

  private findFacts(user: User): Facts {
    const found = this.makeFacts(user);
    const known = this.kept.users.get(user);
    if (known !== undefined && sameFacts(known, found)) return known;
    // What a test supposes (`given`) is asked for once: what holds of the policy itself stays.
    if (known === undefined || this.isStated) this.kept.users.set(user, found);
    return found;
  }

  private makeFacts(user: User): Facts {
    const memberships = this.membershipsOf(user);
    const roles: RoleHolding[] = [];
    const { id, origin } = user;
    for (const held of user.roles) roles.push({ held, to: { kind: 'user', id, origin } });
    for (const { group, missing } of memberships) this.addRoles(roles, group, missing);
    const likeness = likenessOf(user, roles);
    return {
      person: { kind: 'user', user },
      memberships,
      roles,
      likeness,
      kind: this.kindOf(likeness),
    };
  }

  private kindOf(likeness: string): number {
    let kind = this.kept.kinds.get(likeness);
    if (kind === undefined) this.kept.kinds.set(likeness, (kind = this.kept.kinds.size));
    return kind;
  }

  private addRoles(roles: RoleHolding[], id: string, missing: Missing | undefined): void {
    const group = this.world.groups.get(id);
    for (const held of group?.roles ?? [])
      if (group !== undefined)
        roles.push({
          held,
          to: { kind: 'group', id, origin: group.origin },
          ...(missing && { missing }),
        });
  }

  private membershipsOf(user: User): readonly Membership[] {
    if (!this.world.tenant.groupsEnabled) return NO_MEMBERSHIPS;
    const stated = this.index.groupsOf(user.id);
    const doubted =
      user.groups === undefined
        ? this.uncertain.filter(({ id }) => !stated.includes(id) && user.notIn?.has(id) !== true)
        : [];
    if (doubted.length === 0) return stated.map((group) => ({ group }));
    const ids = new Map<string, Group | undefined>(stated.map((id) => [id, undefined]));
    for (const group of doubted) ids.set(group.id, group);
    return this.index.sorted([...ids.keys()]).map((id) => {
      const group = ids.get(id);
      return { group: id, ...(group && { missing: this.doubt(group) }) };
    });
  }

  private doubt(group: Group): Missing {
    let missing = this.kept.doubts.get(group);
    if (missing === undefined) this.kept.doubts.set(group, (missing = missingMembers(group)));
    return missing;
  }

  private factsOfUnnamed(person: Exclude<Person, { kind: 'user' }>): Facts {
    const key = `${person.kind} ${person.kind === 'group-member' ? person.group.id : ''} ${person.entitlement ?? ''}`;
    let facts = this.unnamed.get(key);
    if (facts === undefined) {
      const memberships =
        person.kind === 'group-member' && this.world.tenant.groupsEnabled
          ? [{ group: person.group.id }]
          : NO_MEMBERSHIPS;
      const roles: RoleHolding[] = [];
      for (const { group } of memberships) this.addRoles(roles, group, undefined);
      this.unnamed.set(
        key,
        (facts = { person, memberships, roles, likeness: key, kind: this.kindOf(key) }),
      );
    }
    return facts;
  }

  private findEverybody(): readonly Person[] {
    const { world } = this;
    const people: Person[] = [];
    for (const user of world.users.values()) people.push({ kind: 'user', user });
    for (const group of this.uncertain) people.push({ kind: 'group-member', group });
    let [everyone, link] = [false, false];
    for (const space of world.spaces.values()) {
      const grants = this.grantsOf(space);
      everyone ||= grants.grants('everyone');
      link ||= grants.grants('link');
    }
    if (everyone) people.push({ kind: 'anyone' });
    if (link) people.push({ kind: 'link-holder' });
    return people;
  }
}

const NO_MEMBERSHIPS: readonly Membership[] = [];

/** The fact that the policy lacks about a group's members. */
function missingMembers(group: Group): Missing {
  return {
    kind: 'group members',
    key: `members of ${group.id}`,
    text: `the members of group ${group.id}: the policy says that it has others (others: unknown)`,
    close: `state the user's groups (users: … groups: […]), or all members of ${group.id} without others: unknown`,
    origin: group.origin,
  };
}

function likenessOf(
  { entitlement, status, groups, notIn }: User,
  roles: readonly RoleHolding[],
): string {
  const held = roles.map(
    ({ held: { role, title }, missing }) => `${role}=${title}${missing === undefined ? '' : '?'}`,
  );
  return [
    entitlement,
    status,
    groups === undefined ? 'open' : 'stated',
    [...(notIn ?? [])].sort().join('\n'),
    held.join('\n'),
  ].join('\t');
}

function sameFacts(a: Facts, b: Facts): boolean {
  return (
    a.memberships.length === b.memberships.length &&
    a.roles.length === b.roles.length &&
    a.memberships.every((one, index) => {
      const other = b.memberships[index];
      return one.group === other?.group && one.missing === other.missing;
    }) &&
    a.roles.every((one, index) => {
      const other = b.roles[index];
      return (
        one.held === other?.held &&
        one.missing === other.missing &&
        one.to.origin === other.to.origin
      );
    })
  );
}
