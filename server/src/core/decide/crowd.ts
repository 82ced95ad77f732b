import type { Entitlement, Group, User, World } from '../model/world.js';
import { PatchedMap } from '../patched-map.js';
import { ChosenUsers } from './chosen-users.js';
import { FactFinder } from './fact-finder.js';
import type { Facts, KnownFacts } from './facts.js';
import { GroupMembers } from './group-members.js';
import { MembershipIndex } from './membership-index.js';
import { type Supposed, supposedOf } from './supposed.js';
import type { Person } from './types.js';

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
  private readonly members = new GroupMembers(this);
  /** Of a world that is only supposed: the users and groups of the world that it was made of. */
  private readonly base: Crowd | undefined;
  private supposition: Supposed | null | undefined;
  private everyUser: readonly Person[] | undefined;
  private places: ReadonlyMap<User, number> | undefined;
  private alike: Kinds | undefined;
  private readonly alikeIn = new Map<string, Kinds>();
  private readonly alikeOutside = new Map<string, Kinds>();
  private readonly holders = new Map<Entitlement, Map<string, readonly User[]>>();
  private readonly picked = new Map<string, readonly Person[]>();
  private known: MembershipIndex | undefined;
  private statingGroups: ReadonlyMap<string, readonly User[]> | undefined;

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
    this.base = isStated ? undefined : before;
    if (before?.groupsEnabled === groupsEnabled && !differsInGifts(before.groups, groups))
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
    this.statingGroups = before.statingGroups;
    const isSame = (id: string): boolean => before.groups.get(id) === this.groups.get(id);
    this.members.takeOver(before.members);
    for (const [entitlement, groups] of before.holders)
      this.holders.set(entitlement, new Map([...groups].filter(([id]) => isSame(id))));
    // Other groups make no difference to a user's likeness, nor to the roles of the tenant that they hold.
    if (!this.isGivenAsIn(before)) return;
    this.alike = before.alike;
    for (const [id, kinds] of before.alikeIn) if (isSame(id)) this.alikeIn.set(id, kinds);
    for (const [id, kinds] of before.alikeOutside) if (isSame(id)) this.alikeOutside.set(id, kinds);
    for (const [name, people] of before.picked) this.picked.set(name, people);
  }

  /** How they differ from those of the world that this one was made of; undefined where that isn't told. */
  get supposed(): Supposed | undefined {
    this.supposition ??= (this.base && supposedOf(this.base, this)) ?? null;
    return this.supposition ?? undefined;
  }

  /** All users, in order. */
  everybody(): readonly Person[] {
    this.everyUser ??= this.findEverybody();
    return this.everyUser;
  }

  private findEverybody(): readonly Person[] {
    const { supposed } = this;
    return supposed === undefined
      ? Array.from(this.users.values(), personOf)
      : this.withOthers(supposed.base.everybody(), this.changedPeople(supposed));
  }

  /** The users who hold, or may hold, one of some roles of the tenant: ids of built-in roles. */
  holdersOf(roles: readonly string[]): readonly Person[] {
    if (this.giving.some(givenOneOf(roles)))
      return this.filtered(`holders of ${roles.join(' ')}`, (facts) =>
        facts.roles.some(({ held }) => roles.includes(held.role)),
      );
    return this.chosen.of(`with ${roles.join(' ')}`, givenOneOf(roles)).map(personOf);
  }

  /** The users who have an entitlement, but for those who are disabled. */
  entitledTo(entitlement: Entitlement): readonly User[] {
    return this.chosen.of(
      `entitled to ${entitlement}`,
      (user) => user.entitlement === entitlement && user.status !== 'disabled',
    );
  }

  /**
   * The users who are picked by what is known of them: by the roles of the tenant that they hold.
   *
   * @param name what is picked: asked for again, it isn't picked again
   */
  filtered(name: string, pick: (facts: Facts) => boolean): readonly Person[] {
    let people = this.picked.get(name);
    if (people === undefined) this.picked.set(name, (people = this.pick(name, pick)));
    return people;
  }

  private pick(name: string, pick: (facts: Facts) => boolean): readonly Person[] {
    const { supposed } = this;
    const isPicked = (person: Person): boolean => pick(this.factsOf(person));
    return supposed === undefined
      ? this.everybody().filter(isPicked)
      : this.withOthers(
          supposed.base.filtered(name, pick),
          this.changedPeople(supposed).filter(isPicked),
        );
  }

  /** Those who aren't the same in the world that this one was made of, and are here. */
  changedPeople(supposed: Supposed): readonly Person[] {
    return this.changedUsers(supposed).map(personOf);
  }

  private changedUsers({ users }: Supposed): readonly User[] {
    return [...users].flatMap((id) => this.users.get(id) ?? []);
  }

  /** People of the world that this one was made of, but for those who aren't the same, with others, in order. */
  withOthers(people: readonly Person[], others: readonly Person[]): readonly Person[] {
    const users = this.supposed?.users;
    const isSame = (person: Person): boolean =>
      person.kind !== 'user' || users?.has(person.user.id) !== true;
    if (others.length === 0 && people.every(isSame)) return people;
    const same = people.filter(isSame);
    if (others.length === 0) return same;
    const place = (person: Person): number =>
      person.kind === 'user' ? this.placeOf(person.user) : Infinity;
    return [...same, ...others].sort((a, b) => place(a) - place(b));
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
    const { before } = this;
    const renewed = new Set<string>();
    this.known ??= before?.index.next(before, this, renewed) ?? MembershipIndex.of(this);
    this.before = undefined;
    if (before?.users === this.users && this.isGivenAsIn(before))
      this.people.takeOver(before.people, renewed);
  }

  /** Whether what groups give, and whom they may have as members, is what it is in others. */
  private isGivenAsIn({ kept, giving, uncertain, groupsEnabled }: Crowd): boolean {
    return (
      this.kept === kept &&
      this.giving === giving &&
      this.uncertain === uncertain &&
      this.groupsEnabled === groupsEnabled
    );
  }

  /** Who is stated to be in which groups. */
  get index(): MembershipIndex {
    this.known ??= this.before?.index.next(this.before, this) ?? MembershipIndex.of(this);
    this.before = undefined;
    return this.known;
  }

  /** Where a user stands among the users, counted from 0; in a world that is only supposed, some places may be nobody's. */
  placeOf(user: User): number {
    const { supposed } = this;
    const before = supposed?.base.users.get(user.id);
    if (before !== undefined) return supposed?.base.placeOf(before) ?? -1;
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
  membersOf(id: string): readonly Person[] {
    return this.members.of(id);
  }

  /** The people in a group, the unnamed one included, of whom the policy doesn't state that they are in one of others, too. */
  membersOutside(id: string, others: readonly string[]): readonly Person[] {
    return this.members.outside(id, others);
  }

  /** What the users in a group are entitled to; null where one of them is disabled. */
  entitlementsIn(id: string): ReadonlySet<Entitlement> | null {
    return this.members.entitlementsIn(id);
  }

  /** The users who are stated to be in a group and have an entitlement, but for those who are disabled. */
  holdersIn(id: string, entitlement: Entitlement): readonly User[] {
    if (!this.groupsEnabled || this.members.countOf(id, entitlement) === 0) return [];
    let groups = this.holders.get(entitlement);
    if (groups === undefined)
      this.holders.set(entitlement, (groups = new Map<string, readonly User[]>()));
    let holders = groups.get(id);
    if (holders === undefined) groups.set(id, (holders = this.findHolders(id, entitlement)));
    return holders;
  }

  private findHolders(id: string, entitlement: Entitlement): readonly User[] {
    return this.membersOf(id).flatMap((person) =>
      person.kind === 'user' &&
      person.user.entitlement === entitlement &&
      person.user.status !== 'disabled'
        ? [person.user]
        : [],
    );
  }

  /** How many users are stated to be in a group, those counted twice who are on both sides. */
  sizeOf(id: string): number {
    const members = this.groups.get(id)?.members.size ?? 0;
    return members + this.stating(id).length;
  }

  /** The users who state to be in a group. */
  stating(id: string): readonly User[] {
    const { supposed } = this;
    if (supposed !== undefined) return this.statingNow(id, supposed);
    if (this.statingGroups === undefined) {
      const stating = new Map<string, User[]>();
      for (const user of this.users.values())
        for (const { group } of user.groups ?? []) {
          const list = stating.get(group);
          if (list === undefined) stating.set(group, [user]);
          else if (list.at(-1) !== user) list.push(user);
        }
      this.statingGroups = stating;
    }
    return this.statingGroups.get(id) ?? [];
  }

  /** The same in a world that is only supposed. */
  private statingNow(id: string, supposed: Supposed): readonly User[] {
    const { base, users } = supposed;
    const before = base.stating(id);
    const others = this.changedUsers(supposed).filter(({ groups }) =>
      groups?.some(({ group }) => group === id),
    );
    if (others.length === 0 && !before.some((user) => users.has(user.id))) return before;
    return [...before.filter((user) => !users.has(user.id)), ...others].sort(
      (a, b) => this.placeOf(a) - this.placeOf(b),
    );
  }
}

function personOf(user: User): Person {
  return { kind: 'user', user };
}

/** Whether groups differ that may have members whom the policy doesn't state, or that give roles of the tenant. */
function differsInGifts(before: World['groups'], groups: World['groups']): boolean {
  if (before === groups) return false;
  if (!PatchedMap.areOfOne(before, groups)) return true;
  const matters = (group: Group | undefined): boolean =>
    group !== undefined && (group.othersUnknown || group.roles.length > 0);
  return [...PatchedMap.differing(before, groups)].some(
    (id) => matters(before.get(id)) || matters(groups.get(id)),
  );
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
