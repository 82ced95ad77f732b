import type { Entitlement, Group, User } from '../model/world.js';
import { PatchedMap } from '../patched-map.js';
import type { Crowd } from './crowd.js';
import { isMember } from './facts.js';
import { addMembersOfOne } from './membership-index.js';
import { placeAmong } from './place-among.js';
import type { Person } from './types.js';

/** Some of the people in a group. */
interface Wanted {
  readonly id: string;
  /** Who the policy states to be in one of these, too, isn't meant. */
  readonly others: readonly string[];
  /** Only users who have it are meant, but for those who are disabled. */
  readonly entitlement?: Entitlement;
}

interface Listed extends Wanted {
  readonly people: readonly Person[];
  /** The ids of users who joined or left one of the groups, or are written otherwise, since the list was made. */
  readonly moved: readonly string[];
}

/** How many members of a group are entitled to what, and how many are disabled. */
type Counts = Partial<Record<Entitlement | 'disabled', number>>;

const NONE: readonly string[] = [];
const NOBODY: readonly string[] = [];

/** Of more people than these who joined or left a group, lists are made anew. */
const FEW = 50;

/** Who is in which groups of a crowd. */
export class GroupMembers {
  /** By who is wanted. */
  private readonly listed = new Map<string, Listed>();
  /** The users of lists of people. */
  private users = new WeakMap<readonly Person[], readonly User[]>();
  private readonly entitled = new Map<string, Readonly<Counts>>();
  /** Of a crowd that is only supposed, with the users of the crowd that it was made of: what that one knows. */
  private base: GroupMembers | undefined;

  constructor(private readonly crowd: Crowd) {}

  /** The people who are in a group for certain. */
  of(id: string): readonly Person[] {
    return this.outside(id, NONE);
  }

  /** The people in a group, the unnamed one included, of whom the policy doesn't state that they are in one of others, too. */
  outside(id: string, others: readonly string[]): readonly Person[] {
    return this.list({ id, others });
  }

  /** The users in a group who have an entitlement, but for those who are disabled. */
  holders(id: string, entitlement: Entitlement): readonly User[] {
    const people = this.list({ id, others: NONE, entitlement });
    let users = this.users.get(people);
    if (users === undefined) {
      users = people.flatMap((person) => (person.kind === 'user' ? [person.user] : []));
      this.users.set(people, users);
    }
    return users;
  }

  private list(wanted: Wanted): readonly Person[] {
    const { id, others, entitlement = '' } = wanted;
    if (this.base !== undefined && [id, ...others].every((each) => this.isAsIn(this.base, each)))
      return this.base.list(wanted);
    const key = [entitlement, id, ...others].join('\n');
    let listed = this.listed.get(key);
    if (listed?.moved.length !== 0) {
      const people = listed === undefined ? this.find(wanted) : this.patched(listed);
      this.listed.set(key, (listed = { ...wanted, people, moved: [] }));
    }
    return listed.people;
  }

  private isAsIn(before: GroupMembers | undefined, id: string): boolean {
    return before?.group(id) === this.group(id);
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
    if (this.base !== undefined && this.isAsIn(this.base, id)) return this.base.countsOf(id);
    let counts = this.entitled.get(id);
    if (counts === undefined) this.entitled.set(id, (counts = this.count(id)));
    return counts;
  }

  /**
   * Takes over what is known of the same users in other groups; where a few joined or left, only those are looked at anew.
   *
   * @param rewritten the ids of users who are written otherwise
   */
  takeOver(before: GroupMembers, rewritten: ReadonlySet<string>): void {
    if (!this.crowd.isStated) {
      this.base = before;
      return;
    }
    this.users = before.users;
    const moved = new Map<string, readonly string[] | undefined>();
    for (const id of PatchedMap.differing(before.crowd.groups, this.crowd.groups))
      if (!this.isAsIn(before, id)) moved.set(id, this.movedIn(id, before));
    for (const [id, counts] of before.entitled) {
      const users = moved.has(id) ? moved.get(id) : NOBODY;
      if (users !== undefined) this.entitled.set(id, this.counted(counts, users, id, before));
    }
    for (const [key, listed] of before.listed) {
      const all = movedFor(listed, moved, rewritten);
      if (all === listed.moved) this.listed.set(key, listed);
      else if (all !== undefined && all.length <= FEW)
        this.listed.set(key, { ...listed, moved: all });
    }
  }

  /** The ids of users who joined or left a group; undefined where that may not be all that makes a difference. */
  private movedIn(id: string, before: GroupMembers): readonly string[] | undefined {
    const [old, now] = [before.group(id), this.group(id)];
    if (old === undefined || now === undefined) return undefined;
    if (old.othersUnknown || now.othersUnknown) return undefined;
    const ids = new Set<string>();
    addMembersOfOne(old, now, ids);
    return [...ids];
  }

  private counted(
    counts: Readonly<Counts>,
    moved: readonly string[],
    id: string,
    before: GroupMembers,
  ): Readonly<Counts> {
    if (moved.length === 0) return counts;
    const now = { ...counts };
    for (const user of this.usersOf(moved))
      count(now, user, Number(this.states(user, id)) - Number(before.states(user, id)));
    return now;
  }

  private usersOf(ids: readonly string[]): readonly User[] {
    return ids.flatMap((id) => this.crowd.users.get(id) ?? []);
  }

  private count(id: string): Readonly<Counts> {
    const counts: Counts = {};
    for (const user of this.stated(id)) count(counts, user, 1);
    return counts;
  }

  private find(wanted: Wanted): readonly Person[] {
    const { id, others, entitlement } = wanted;
    if (entitlement !== undefined)
      return this.outside(id, others).filter(
        (person) => person.kind === 'user' && hasEntitlement(person.user, entitlement),
      );
    const { supposed } = this.crowd;
    if (supposed !== undefined && this.crowd.groupsEnabled) {
      const changed = this.crowd.changedPeople(supposed);
      return this.crowd.withOthers(
        supposed.base.membersOutside(id, others),
        changed.filter((person) => person.kind === 'user' && this.belongs(person.user, wanted)),
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

  /**
   * The list with those of the users who moved in it, in order, who belong there now, as they are written now; the same list where
   * they are the same.
   */
  private patched({ people, moved, ...wanted }: Listed): readonly Person[] {
    let list: Person[] | undefined;
    for (const user of this.usersOf(moved)) {
      const now = list ?? people;
      const place = (id: string): number => this.crowd.placeOf(id);
      const at = placeAmong(now, place(user.id), place);
      const found = now[at];
      const old = found?.kind === 'user' && found.user.id === user.id ? found.user : undefined;
      const is = this.crowd.groupsEnabled && this.belongs(user, wanted);
      if (old === (is ? user : undefined)) continue;
      list ??= [...people];
      list.splice(at, old === undefined ? 0 : 1, ...(is ? [{ kind: 'user', user } as const] : []));
    }
    return list ?? people;
  }

  /** The users who are stated to be in a group, on either side. */
  private *stated(id: string): Iterable<User> {
    const { users } = this.crowd;
    const members = this.group(id)?.members;
    for (const member of members?.keys() ?? []) {
      const user = users.get(member);
      if (user !== undefined) yield user;
    }
    if (members === undefined) return;
    for (const user of this.usersOf(this.crowd.stating(id))) if (!members.has(user.id)) yield user;
  }

  /** Whether a user is wanted. */
  private belongs(user: User, { id, others, entitlement }: Wanted): boolean {
    return (
      (entitlement === undefined || hasEntitlement(user, entitlement)) &&
      this.states(user, id) &&
      !others.some((other) => this.states(user, other))
    );
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
    return person.kind === 'user' ? this.crowd.placeOf(person.user.id) : Infinity;
  }
}

/**
 * The users who moved, or are written otherwise, since a list was made: the same list where there are no more; undefined where it isn't known.
 *
 * @param movedIn who joined or left the groups that aren't the same
 * @param rewritten who is written otherwise
 */
function movedFor(
  { id, others, moved }: Listed,
  movedIn: ReadonlyMap<string, readonly string[] | undefined>,
  rewritten: ReadonlySet<string>,
): readonly string[] | undefined {
  let all = rewritten.size === 0 ? moved : [...new Set([...moved, ...rewritten])];
  for (const [group, users] of movedIn) {
    if (group !== id && !others.includes(group)) continue;
    if (users === undefined) return undefined;
    if (users.length > 0) all = [...new Set([...all, ...users])];
  }
  return all;
}

function hasEntitlement({ status, entitlement }: User, wanted: Entitlement): boolean {
  return entitlement === wanted && status !== 'disabled';
}

function count(counts: Counts, { status, entitlement }: User, more: number): void {
  const key = status === 'disabled' ? 'disabled' : entitlement;
  counts[key] = (counts[key] ?? 0) + more;
}
