import type { Entitlement, Group, User, World } from '../model/world.js';
import { PatchedMap } from '../patched-map.js';
import { sameList } from '../same-list.js';
import { ChosenUsers } from './chosen-users.js';
import { FactFinder } from './fact-finder.js';
import type { Facts, KnownFacts } from './facts.js';
import { GroupMembers } from './group-members.js';
import { addMembersOfOne, MembershipIndex } from './membership-index.js';
import { placeAmong } from './place-among.js';
import { rewrittenUsers } from './rewritten.js';
import { type Supposed, supposedOf } from './supposed.js';
import type { Person } from './types.js';

/** The ids of users by the numbers of their likenesses. */
type Kinds = ReadonlyMap<number, readonly string[]>;

/**
 * The same `of` stands for states of a policy in which the same is certain of everybody, whatever the spaces: what they are entitled to,
 * their roles of the tenant, and the groups that they are stated to be in; but for groups of users who joined or left some since the
 * first of these states (`but`).
 */
export interface Sameness {
  readonly of: object;
  readonly but: ReadonlySet<string>;
}

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
  readonly sameness: Sameness;
  private readonly people = new FactFinder(this);
  private readonly members = new GroupMembers(this);
  /** Of a world that is only supposed: the users and groups of the world that it was made of. */
  private readonly base: Crowd | undefined;
  private supposition: Supposed | null | undefined;
  private everyUser: readonly Person[] | undefined;
  private places: ReadonlyMap<string, number> | undefined;
  private alike: Kinds | undefined;
  private readonly alikeIn = new Map<string, Kinds>();
  private readonly alikeOutside = new Map<string, Kinds>();
  private readonly picked = new Map<string, readonly Person[]>();
  private known: MembershipIndex | undefined;
  /** The ids of users by the groups that they state to be in. */
  private statingGroups: ReadonlyMap<string, readonly string[]> | undefined;
  /** The users who are written otherwise than before, where that is all that differs of the users. */
  private readonly rewritten: ReadonlySet<string> | undefined;

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
    this.rewritten = before && this.rewrittenSince(before);
    if (before !== undefined && this.rewritten !== undefined) this.takeOver(before, this.rewritten);
    this.sameness = (before && this.samenessAfter(before)) ?? { of: {}, but: NOBODY };
  }

  /** How much of what is certain of everybody is the same as in another crowd; undefined where it isn't told. */
  private samenessAfter(before: Crowd): Sameness | undefined {
    if (!this.isStated || this.rewritten === undefined || !this.givesAsIn(before)) return undefined;
    const { groups, sameness } = before;
    const moved = new Set<string>();
    for (const id of PatchedMap.differing(groups, this.groups)) {
      const [old, now] = [groups.get(id), this.groups.get(id)];
      if (old === now) continue;
      if (old === undefined || now === undefined) return undefined;
      addMembersOfOne(old, now, moved);
    }
    if (moved.size === 0) return sameness;
    const but = new Set([...sameness.but, ...moved]);
    return but.size > MANY ? undefined : { of: sameness.of, but };
  }

  /** The users who are written otherwise than in another crowd, where that is all that differs of the users. */
  private rewrittenSince({ users, groupsEnabled }: Crowd): ReadonlySet<string> | undefined {
    if (groupsEnabled !== this.groupsEnabled) return undefined;
    return this.isStated || users === this.users ? rewrittenUsers(users, this.users) : undefined;
  }

  /** Takes over what is known of the same users, as far as the groups are the same. */
  private takeOver(before: Crowd, rewritten: ReadonlySet<string>): void {
    this.places = before.places;
    const renewed = (people: readonly Person[]): readonly Person[] =>
      this.renewed(people, rewritten);
    this.everyUser = before.everyUser && renewed(before.everyUser);
    this.statingGroups = before.statingGroups;
    const isSame = (id: string): boolean => before.groups.get(id) === this.groups.get(id);
    this.members.takeOver(before.members, rewritten);
    // Groups that give no roles make no difference to a user's likeness, nor to the roles of the tenant that they hold.
    if (!this.givesAsIn(before)) return;
    this.alike = before.alike;
    for (const [id, kinds] of before.alikeIn) if (isSame(id)) this.alikeIn.set(id, kinds);
    for (const [id, kinds] of before.alikeOutside) if (isSame(id)) this.alikeOutside.set(id, kinds);
    for (const [name, people] of before.picked) this.picked.set(name, renewed(people));
  }

  /** The same users, in order, with what is written of them now. */
  private renewed(people: readonly Person[], rewritten: ReadonlySet<string>): readonly Person[] {
    let list: Person[] | undefined;
    for (const id of rewritten) {
      const user = this.users.get(id);
      const at = placeAmong(people, this.placeOf(id), (each) => this.placeOf(each));
      const found = people[at];
      if (user === undefined || found?.kind !== 'user' || found.user.id !== id) continue;
      list ??= [...people];
      list[at] = { kind: 'user', user };
    }
    return list ?? people;
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
      person.kind === 'user' ? this.placeOf(person.user.id) : Infinity;
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
    if (before === undefined || this.rewritten === undefined || !this.givesAsIn(before)) return;
    if (before.uncertain !== this.uncertain) return;
    for (const id of this.rewritten) renewed.add(id);
    this.people.takeOver(before.people, renewed);
  }

  /** Whether the groups that give roles are those of others. */
  private givesAsIn({ kept, giving, groupsEnabled }: Crowd): boolean {
    return this.kept === kept && this.giving === giving && this.groupsEnabled === groupsEnabled;
  }

  /** Who is stated to be in which groups. */
  get index(): MembershipIndex {
    this.known ??= this.before?.index.next(this.before, this) ?? MembershipIndex.of(this);
    this.before = undefined;
    return this.known;
  }

  /** Where a user stands among the users, by their id, counted from 0; in a world that is only supposed, some places may be nobody's. */
  placeOf(user: string): number {
    const base = this.supposed?.base;
    if (base?.users.has(user)) return base.placeOf(user);
    this.places ??= new Map([...this.users.keys()].map((id, index) => [id, index]));
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
    const alike = new Map<number, string[]>();
    for (const person of people) {
      if (person.kind !== 'user') continue;
      const { kind } = this.people.ofUser(person.user);
      const list = alike.get(kind);
      if (list === undefined) alike.set(kind, [person.user.id]);
      else list.push(person.user.id);
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
    return this.members.holders(id, entitlement);
  }

  /** How many users are stated to be in a group, those counted twice who are on both sides. */
  sizeOf(id: string): number {
    const members = this.groups.get(id)?.members.size ?? 0;
    return members + this.stating(id).length;
  }

  /** The ids of the users who state to be in a group, in order. */
  stating(id: string): readonly string[] {
    const { supposed } = this;
    if (supposed !== undefined) return this.statingNow(id, supposed);
    if (this.statingGroups === undefined) {
      const stating = new Map<string, string[]>();
      for (const user of this.users.values())
        for (const { group } of user.groups ?? []) {
          const list = stating.get(group);
          if (list === undefined) stating.set(group, [user.id]);
          else if (list.at(-1) !== user.id) list.push(user.id);
        }
      this.statingGroups = stating;
    }
    return this.statingGroups.get(id) ?? [];
  }

  /** The same in a world that is only supposed. */
  private statingNow(id: string, supposed: Supposed): readonly string[] {
    const { base, users } = supposed;
    const before = base.stating(id);
    const others = this.changedUsers(supposed).filter(({ groups }) =>
      groups?.some(({ group }) => group === id),
    );
    if (others.length === 0 && !before.some((user) => users.has(user))) return before;
    const all = [...before.filter((user) => !users.has(user)), ...others.map((user) => user.id)];
    return all.sort((a, b) => this.placeOf(a) - this.placeOf(b));
  }
}

/** Beyond so many users who joined or left groups, it isn't told who is the same. */
const MANY = 50;

const NOBODY: ReadonlySet<string> = new Set();

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
  return before !== undefined && sameList(before, now) ? before : now;
}
