import type { Entitlement, Group, User, World } from '../model/world.js';
import { ChosenUsers } from './chosen-users.js';
import { FactFinder } from './fact-finder.js';
import { type Facts, isMember, type KnownFacts } from './facts.js';
import { addMembersOfOne, MembershipIndex } from './membership-index.js';
import type { Person } from './types.js';

/** The people in a group of whom the policy doesn't state that they are in one of others, too. */
interface Listed {
  readonly id: string;
  readonly others: readonly string[];
  readonly people: readonly Person[];
  /** Users who joined or left one of the groups since the list was made. */
  readonly moved: readonly User[];
}

const NONE: readonly string[] = [];

/** Of more people than these who joined or left a group, lists are made anew. */
const FEW = 50;

/** People by the numbers of their likenesses. */
type Kinds = ReadonlyMap<number, readonly Person[]>;

/** What facts about people are read from. */
export type Sides = Pick<World, 'users' | 'groups' | 'tenant'>;

/** The users and groups of a world, whatever its spaces; what is said of each is worked out when it is first asked for. */
export class Crowd {
  /** Groups that may have members whom the policy doesn't state. */
  readonly uncertain: readonly Group[];
  /** Groups that give their members roles of the tenant. */
  readonly giving: readonly Group[];
  readonly users: World['users'];
  /** Users by what their own entries say. */
  readonly chosen: ChosenUsers;
  readonly groups: World['groups'];
  readonly groupsEnabled: boolean;
  private readonly people = new FactFinder(this);
  private everyUser: readonly Person[] | undefined;
  private places: ReadonlyMap<User, number> | undefined;
  private alike: Kinds | undefined;
  private readonly alikeIn = new Map<string, Kinds>();
  private readonly alikeOutside = new Map<string, Kinds>();
  private readonly entitled = new Map<string, ReadonlySet<Entitlement> | null>();
  private readonly holders = new Map<Entitlement, ReadonlyMap<string, readonly User[]>>();
  /** The members of groups who aren't in others, by the ids of the group and of the others. */
  private readonly listed = new Map<string, Listed>();
  private readonly picked = new Map<string, readonly Person[]>();
  private known: MembershipIndex | undefined;
  private stating: ReadonlyMap<string, readonly User[]> | undefined;

  /**
   * @param isStated whether the users and groups are what the policy states, not what a test supposes
   * @param before the users and groups of a world that this one is much like
   */
  constructor(
    { users, groups, tenant: { groupsEnabled } }: Sides,
    readonly kept: KnownFacts,
    readonly isStated: boolean,
    private before?: Crowd,
  ) {
    this.users = users;
    this.groups = groups;
    this.chosen = before?.chosen.next(users) ?? new ChosenUsers(users);
    this.groupsEnabled = groupsEnabled;
    if (before?.groups === groups && before.groupsEnabled === groupsEnabled)
      [this.uncertain, this.giving] = [before.uncertain, before.giving];
    else {
      const all = groupsEnabled ? [...groups.values()] : [];
      const uncertain = all.filter(({ othersUnknown }) => othersUnknown);
      const giving = all.filter(({ roles }) => roles.length > 0);
      this.uncertain = sameOr(before?.uncertain, uncertain);
      this.giving = sameOr(before?.giving, giving);
    }
    if (before?.users === users && before.groupsEnabled === groupsEnabled) this.takeOver(before);
  }

  /** Takes over what is known of the same users, as far as the groups are the same. */
  private takeOver(before: Crowd): void {
    this.everyUser = before.everyUser;
    this.places = before.places;
    this.stating = before.stating;
    const isSame = (id: string): boolean => before.groups.get(id) === this.groups.get(id);
    this.takeOverMembers(before);
    for (const [id, found] of before.entitled) if (isSame(id)) this.entitled.set(id, found);
    // Other groups make no difference to a user's likeness, nor to the roles of the tenant that they hold.
    const { kept, giving, uncertain } = this;
    if (before.kept !== kept || before.giving !== giving || before.uncertain !== uncertain) return;
    this.alike = before.alike;
    for (const [id, kinds] of before.alikeIn) if (isSame(id)) this.alikeIn.set(id, kinds);
    for (const [id, kinds] of before.alikeOutside) if (isSame(id)) this.alikeOutside.set(id, kinds);
    for (const [name, people] of before.picked) this.picked.set(name, people);
    if (before.groups !== this.groups) return;
    for (const [entitlement, found] of before.holders) this.holders.set(entitlement, found);
  }

  /** Takes over who is in which groups; where a few joined or left, only those will be looked at anew. */
  private takeOverMembers(before: Crowd): void {
    const moved = new Map<string, readonly User[] | undefined>();
    const movedIn = (id: string): readonly User[] | undefined => {
      if (!moved.has(id)) moved.set(id, this.movedIn(id, before));
      return moved.get(id);
    };
    for (const [key, listed] of before.listed) {
      const lists = [listed.id, ...listed.others].map(movedIn);
      if (lists.some((users) => users === undefined)) continue;
      const users = new Set([...listed.moved, ...lists.flatMap((each) => each ?? [])]);
      if (users.size <= FEW)
        this.listed.set(key, users.size === 0 ? listed : { ...listed, moved: [...users] });
    }
  }

  /** The users who joined or left a group; undefined where that may not be all that makes a difference. */
  private movedIn(id: string, before: Crowd): readonly User[] | undefined {
    const [old, now] = [before.groups.get(id), this.groups.get(id)];
    if (old === now) return [];
    // Each world that is only supposed would look for what has changed anew.
    if (!this.isStated || old === undefined || now === undefined) return undefined;
    if (old.othersUnknown || now.othersUnknown) return undefined;
    const ids = new Set<string>();
    addMembersOfOne(old, now, ids);
    return [...ids].flatMap((user) => this.users.get(user) ?? []);
  }

  /** The people in a group, the unnamed one included, of whom the policy doesn't state that they are in one of others, too. */
  membersOutside(id: string, others: readonly string[]): readonly Person[] {
    const key = [id, ...others].join('\n');
    let listed = this.listed.get(key);
    if (listed?.moved.length !== 0) {
      const people = listed === undefined ? this.findOutside(id, others) : this.patched(listed);
      this.listed.set(key, (listed = { id, others, people, moved: [] }));
    }
    return listed.people;
  }

  private findOutside(id: string, others: readonly string[]): readonly Person[] {
    if (others.length === 0) return this.findMembers(id);
    const isOutside = (person: Person): boolean =>
      person.kind !== 'user' ||
      !this.index.groupsOf(person.user.id).some((group) => others.includes(group));
    return this.membersOf(id).filter(isOutside);
  }

  /** The list with those users in it, in order, who belong there now. */
  private patched({ id, others, people, moved }: Listed): readonly Person[] {
    const users = new Set(moved);
    const list = people.filter((person) => person.kind !== 'user' || !users.has(person.user));
    for (const user of users) {
      if (!this.isStatedIn(user, id) || others.some((other) => this.isStatedIn(user, other)))
        continue;
      const place = this.placeOf(user);
      const after = list.findIndex((person) => this.order(person) > place);
      list.splice(after === -1 ? list.length : after, 0, { kind: 'user', user });
    }
    return list;
  }

  /** Whether the policy states, on either side, that a user is in a group; nobody is while groups are switched off. */
  private isStatedIn(user: User, id: string): boolean {
    const group = this.groups.get(id);
    return this.groupsEnabled && group !== undefined && isMember(group, user);
  }

  /** All users, in order. */
  everybody(): readonly Person[] {
    this.everyUser ??= Array.from(this.users.values(), (user) => ({ kind: 'user', user }));
    return this.everyUser;
  }

  /** The users who hold, or may hold, one of some roles of the tenant: ids of built-in roles. */
  holdersOf(roles: readonly string[]): readonly Person[] {
    if (this.giving.some(givenOneOf(roles)))
      return this.filtered(`holders of ${roles.join(' ')}`, (person) =>
        this.factsOf(person).roles.some(({ held }) => roles.includes(held.role)),
      );
    return this.chosen
      .of(`with ${roles.join(' ')}`, givenOneOf(roles))
      .map((user) => ({ kind: 'user', user }));
  }

  /** The users who have an entitlement, but for those who are disabled. */
  entitledTo(entitlement: Entitlement): readonly User[] {
    return this.chosen.of(
      `entitled to ${entitlement}`,
      (user) => user.entitlement === entitlement && user.status !== 'disabled',
    );
  }

  /**
   * The users who are picked by the roles of the tenant that they hold.
   *
   * @param name what is picked: asked for again, it isn't picked again
   */
  filtered(name: string, pick: (person: Person) => boolean): readonly Person[] {
    let people = this.picked.get(name);
    if (people === undefined) this.picked.set(name, (people = this.everybody().filter(pick)));
    return people;
  }

  /** Whether these are the users and groups of a world, with the same facts kept. */
  isOf({ users, groups, tenant: { groupsEnabled } }: Sides, kept: KnownFacts): boolean {
    return (
      this.users === users &&
      this.groups === groups &&
      this.groupsEnabled === groupsEnabled &&
      this.kept === kept
    );
  }

  /** Works out now what it needs other people for, so that it keeps no earlier state of the policy alive. */
  settle(): void {
    this.known = this.index;
  }

  /** Who is stated to be in which groups. */
  get index(): MembershipIndex {
    this.known ??= this.before?.index.next(this.before, this) ?? MembershipIndex.of(this);
    this.before = undefined;
    return this.known;
  }

  /** The place of a user among the users. */
  placeOf(user: User): number {
    this.places ??= new Map([...this.users.values()].map((each, index) => [each, index]));
    return this.places.get(user) ?? -1;
  }

  /** The users by likeness, in order. */
  likenesses(): Kinds {
    return (this.alike ??= this.byLikeness(this.everybody()));
  }

  /** The users who are in a group for certain, by likeness, in order. */
  likenessesIn(group: string): Kinds {
    let alike = this.alikeIn.get(group);
    if (alike === undefined)
      this.alikeIn.set(group, (alike = this.byLikeness(this.membersOf(group))));
    return alike;
  }

  /** The users who are not in a group for certain, by likeness, in order. */
  likenessesOutside(group: string): Kinds {
    let alike = this.alikeOutside.get(group);
    if (alike === undefined) {
      const members = new Set(
        this.membersOf(group).map((person) => person.kind === 'user' && person.user),
      );
      const others = this.everybody().filter(
        (person) => person.kind === 'user' && !members.has(person.user),
      );
      this.alikeOutside.set(group, (alike = this.byLikeness(others)));
    }
    return alike;
  }

  private byLikeness(people: readonly Person[]): Kinds {
    const alike = new Map<number, Person[]>();
    for (const person of people) {
      if (person.kind !== 'user') continue;
      const { kind } = this.people.ofUser(person.user);
      const list = alike.get(kind);
      if (list === undefined) alike.set(kind, [person]);
      else list.push(person);
    }
    return alike;
  }

  factsOf(person: Person): Facts {
    return this.people.of(person);
  }

  /** The people who are in a group for certain. */
  membersOf(group: string): readonly Person[] {
    return this.membersOutside(group, NONE);
  }

  /** What the users in a group are entitled to; null where one of them is disabled. */
  entitlementsIn(id: string): ReadonlySet<Entitlement> | null {
    let found = this.entitled.get(id);
    if (found === undefined) this.entitled.set(id, (found = this.findEntitlements(id)));
    return found;
  }

  /** The users who are stated to be in a group and have an entitlement, but for those who are disabled. */
  holdersIn(id: string, entitlement: Entitlement): readonly User[] {
    let holders = this.holders.get(entitlement);
    if (holders === undefined)
      this.holders.set(entitlement, (holders = this.findHolders(entitlement)));
    return holders.get(id) ?? [];
  }

  private findHolders(entitlement: Entitlement): ReadonlyMap<string, readonly User[]> {
    const holders = new Map<string, User[]>();
    if (!this.groupsEnabled) return holders;
    for (const user of this.entitledTo(entitlement))
      for (const group of this.index.groupsOf(user.id)) {
        const list = holders.get(group);
        if (list === undefined) holders.set(group, [user]);
        else list.push(user);
      }
    return holders;
  }

  private findEntitlements(id: string): ReadonlySet<Entitlement> | null {
    const group = this.groups.get(id);
    const found = new Set<Entitlement>();
    for (const { status, entitlement } of group ? this.statedMembers(group) : []) {
      if (status === 'disabled') return null;
      found.add(entitlement);
    }
    return found;
  }

  /** How many users are stated to be in a group, those counted twice who are on both sides. */
  sizeOf(id: string): number {
    const members = this.groups.get(id)?.members.size ?? 0;
    return members + (this.statingUsers().get(id)?.length ?? 0);
  }

  private findMembers(id: string): readonly Person[] {
    const group = this.groups.get(id);
    if (group === undefined || !this.groupsEnabled) return [];
    const people: Person[] = [];
    for (const user of this.statedMembers(group)) people.push({ kind: 'user', user });
    people.sort((a, b) => this.order(a) - this.order(b));
    return group.othersUnknown ? [...people, { kind: 'group-member', group }] : people;
  }

  private *statedMembers(group: Group): Iterable<User> {
    for (const id of group.members.keys()) {
      const user = this.users.get(id);
      if (user !== undefined) yield user;
    }
    for (const user of this.statingUsers().get(group.id) ?? [])
      if (!group.members.has(user.id)) yield user;
  }

  /** The users who state their groups, by group. */
  private statingUsers(): ReadonlyMap<string, readonly User[]> {
    if (this.stating === undefined) {
      const stating = new Map<string, User[]>();
      for (const user of this.users.values())
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
    return person.kind === 'user' ? this.placeOf(person.user) : this.users.size;
  }
}

/** Whether somebody, or a group, is given one of some roles. Made apart from a crowd, which it would keep alive. */
function givenOneOf(roles: readonly string[]): (to: Pick<User | Group, 'roles'>) => boolean {
  return (to) => to.roles.some(({ role }) => roles.includes(role));
}

/** The list of before, where it holds the same. */
function sameOr<T>(before: readonly T[] | undefined, now: readonly T[]): readonly T[] {
  return before?.length === now.length && before.every((each, index) => each === now[index])
    ? before
    : now;
}
