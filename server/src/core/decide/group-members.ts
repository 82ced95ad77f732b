import type { Entitlement, Group, User } from '../model/world.js';
import type { Crowd } from './crowd.js';
import { isMember } from './facts.js';
import { addMembersOfOne } from './membership-index.js';
import type { Person } from './types.js';

/** The people in a group of whom the policy doesn't state that they are in one of others, too. */
interface Listed {
  readonly id: string;
  readonly others: readonly string[];
  readonly people: readonly Person[];
  /** Users who joined or left one of the groups since the list was made. */
  readonly moved: readonly User[];
}

/** How many members of a group are entitled to what, and how many are disabled. */
type Counts = Partial<Record<Entitlement | 'disabled', number>>;

const NONE: readonly string[] = [];

/** Of more people than these who joined or left a group, lists are made anew. */
const FEW = 50;

/** Who is in which groups of a crowd. */
export class GroupMembers {
  /** By the ids of the group and of the others. */
  private readonly listed = new Map<string, Listed>();
  private readonly entitled = new Map<string, Readonly<Counts>>();

  constructor(private readonly crowd: Crowd) {}

  /** The people who are in a group for certain. */
  of(id: string): readonly Person[] {
    return this.outside(id, NONE);
  }

  /** The people in a group, the unnamed one included, of whom the policy doesn't state that they are in one of others, too. */
  outside(id: string, others: readonly string[]): readonly Person[] {
    const key = [id, ...others].join('\n');
    let listed = this.listed.get(key);
    if (listed?.moved.length !== 0) {
      const people = listed === undefined ? this.find(id, others) : this.patched(listed);
      this.listed.set(key, (listed = { id, others, people, moved: [] }));
    }
    return listed.people;
  }

  /** What the users in a group are entitled to; null where one of them is disabled. */
  entitlementsIn(id: string): ReadonlySet<Entitlement> | null {
    const { disabled = 0, ...others } = this.countsOf(id);
    if (disabled > 0) return null;
    const held = Object.entries(others).filter(([, count]) => count > 0);
    return new Set(held.map(([entitlement]) => entitlement as Entitlement));
  }

  /** How many users in a group have an entitlement, but for those who are disabled. */
  countOf(id: string, entitlement: Entitlement): number {
    return this.countsOf(id)[entitlement] ?? 0;
  }

  private countsOf(id: string): Readonly<Counts> {
    let counts = this.entitled.get(id);
    if (counts === undefined) this.entitled.set(id, (counts = this.count(id)));
    return counts;
  }

  /** Takes over what is known of the same users in other groups; where a few joined or left, only those are looked at anew. */
  takeOver(before: GroupMembers): void {
    const known = new Map<string, readonly User[] | undefined>();
    const movedIn = (id: string): readonly User[] | undefined => {
      if (!known.has(id)) known.set(id, this.movedIn(id, before));
      return known.get(id);
    };
    for (const [id, counts] of before.entitled) {
      const users = movedIn(id);
      if (users !== undefined) this.entitled.set(id, this.counted(counts, users, id, before));
    }
    for (const [key, listed] of before.listed) {
      const moved = movedFor(listed, movedIn);
      if (moved === listed.moved) this.listed.set(key, listed);
      else if (moved !== undefined && moved.length <= FEW)
        this.listed.set(key, { ...listed, moved });
    }
  }

  /** The users who joined or left a group; undefined where that may not be all that makes a difference. */
  private movedIn(id: string, before: GroupMembers): readonly User[] | undefined {
    const [old, now] = [before.group(id), this.group(id)];
    if (old === now) return [];
    // Each world that is only supposed would look for what has changed anew.
    if (!this.crowd.isStated || old === undefined || now === undefined) return undefined;
    if (old.othersUnknown || now.othersUnknown) return undefined;
    const ids = new Set<string>();
    addMembersOfOne(old, now, ids);
    return [...ids].flatMap((user) => this.crowd.users.get(user) ?? []);
  }

  private counted(
    counts: Readonly<Counts>,
    moved: readonly User[],
    id: string,
    before: GroupMembers,
  ): Readonly<Counts> {
    if (moved.length === 0) return counts;
    const now = { ...counts };
    for (const user of moved)
      count(now, user, Number(this.states(user, id)) - Number(before.states(user, id)));
    return now;
  }

  private count(id: string): Readonly<Counts> {
    const counts: Counts = {};
    for (const user of this.stated(id)) count(counts, user, 1);
    return counts;
  }

  private find(id: string, others: readonly string[]): readonly Person[] {
    const { supposed } = this.crowd;
    if (supposed !== undefined && this.crowd.groupsEnabled) {
      const changed = this.crowd.changedPeople(supposed);
      return this.crowd.withOthers(
        supposed.base.membersOutside(id, others),
        changed.filter((person) => person.kind === 'user' && this.belongs(person.user, id, others)),
      );
    }
    if (others.length > 0) {
      const isOutside = (person: Person): boolean =>
        person.kind !== 'user' ||
        !this.crowd.index.groupsOf(person.user.id).some((group) => others.includes(group));
      return this.of(id).filter(isOutside);
    }
    const group = this.group(id);
    if (group === undefined || !this.crowd.groupsEnabled) return [];
    const people = Array.from(this.stated(id), (user): Person => ({ kind: 'user', user }));
    people.sort((a, b) => this.order(a) - this.order(b));
    return group.othersUnknown ? [...people, { kind: 'group-member', group }] : people;
  }

  /** The list with those of the users who moved in it, in order, who belong there now. */
  private patched({ id, others, people, moved }: Listed): readonly Person[] {
    const users = new Set(moved);
    const list = people.filter((person) => person.kind !== 'user' || !users.has(person.user));
    for (const user of this.crowd.groupsEnabled ? users : []) {
      if (!this.belongs(user, id, others)) continue;
      const place = this.crowd.placeOf(user);
      const after = list.findIndex((person) => this.order(person) > place);
      list.splice(after === -1 ? list.length : after, 0, { kind: 'user', user });
    }
    return list;
  }

  /** The users who are stated to be in a group, on either side. */
  private *stated(id: string): Iterable<User> {
    const { users } = this.crowd;
    const members = this.group(id)?.members;
    for (const member of members?.keys() ?? []) {
      const user = users.get(member);
      if (user !== undefined) yield user;
    }
    for (const user of members === undefined ? [] : this.crowd.stating(id))
      if (members?.has(user.id) !== true) yield user;
  }

  /** Whether a user is stated to be in a group, and in none of others. */
  private belongs(user: User, id: string, others: readonly string[]): boolean {
    return this.states(user, id) && !others.some((other) => this.states(user, other));
  }

  /** Whether a user is stated to be in a group, on either side. */
  private states(user: User, id: string): boolean {
    const group = this.group(id);
    return group !== undefined && isMember(group, user);
  }

  private group(id: string): Group | undefined {
    return this.crowd.groups.get(id);
  }

  private order(person: Person): number {
    return person.kind === 'user' ? this.crowd.placeOf(person.user) : Infinity;
  }
}

/** The users who moved since a list was made: the same list where there are no more; undefined where it isn't known. */
function movedFor(
  { id, others, moved }: Listed,
  movedIn: (group: string) => readonly User[] | undefined,
): readonly User[] | undefined {
  let all = moved;
  for (const group of others.length === 0 ? [id] : [id, ...others]) {
    const users = movedIn(group);
    if (users === undefined) return undefined;
    if (users.length > 0) all = [...new Set([...all, ...users])];
  }
  return all;
}

function count(counts: Counts, { status, entitlement }: User, more: number): void {
  const key = status === 'disabled' ? 'disabled' : entitlement;
  counts[key] = (counts[key] ?? 0) + more;
}
