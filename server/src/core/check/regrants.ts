import type { Engine } from '../decide/engine.js';
import { type Grant, principalText, type Space, type User } from '../model/world.js';
import { commonEnds } from '../spliced-list.js';
import { meet } from '../meet.js';
import type { Reach } from '../tests/reach.js';
import type { TestResult } from '../tests/run-test.js';

/** To whom a space that isn't the same grants other things than it did, where nothing else in it is another. */
interface Regranted {
  readonly users: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  /** Whether shares are among those grants. */
  readonly shares: boolean;
}

/** Whether a space grants what it did, to everybody: what it says may stand elsewhere. */
function isNothing({ users, groups }: Regranted): boolean {
  return users.size + groups.size === 0;
}

/** Of groups with more members than these it isn't looked up who they are. */
const FEW = 100;

/**
 * Tells which results of tests spaces that changed make no difference to: the spaces say the same, or the tests say something of
 * single users and of members of small groups alone, and the spaces differ in what they grant others.
 */
export class Regrants {
  private readonly known = new Map<string, Regranted | undefined>();

  /** @param changed the names of the spaces that aren't the same in both */
  constructor(
    private readonly before: Engine,
    private readonly after: Engine,
    private readonly changed: ReadonlySet<string>,
  ) {}

  /**
   * Whether the spaces that changed leave a result as it is. What else has changed of the people whom it speaks of is not
   * looked at.
   */
  spares({ reach, test }: TestResult): boolean {
    if (!reach.silent || reach.all) return false;
    let people: readonly User[] | undefined;
    for (const name of reach.spaces) {
      if (!this.changed.has(name)) continue;
      const found = this.of(name);
      if (found === undefined) return false;
      if (isNothing(found)) continue;
      if (reach.wide) return false;
      // Of an app that moves, it is told whom it is shared with.
      if (found.shares && test.given.length > 0) return false;
      if (meet(found.groups, reach.groups) || meet(found.groups, reach.subjects)) return false;
      people ??= this.peopleOf(reach);
      if (people === undefined || this.isAboutOne(people, found)) return false;
    }
    return true;
  }

  /** The users of whom a result says something; undefined where they are many. */
  private peopleOf({ users, subjects }: Reach): readonly User[] | undefined {
    const { people, world } = this.after;
    const found = [...users].flatMap((id) => world.users.get(id) ?? []);
    for (const group of subjects) {
      if (people.crowd.sizeOf(group) > FEW) return undefined;
      for (const person of people.membersOf(group))
        if (person.kind === 'user') found.push(person.user);
    }
    return found;
  }

  /** Whether something else is granted to one of some users, or to a group that they are, or may be, in. */
  private isAboutOne(people: readonly User[], { users, groups }: Regranted): boolean {
    return people.some(
      (user) =>
        users.has(user.id) ||
        (groups.size > 0 &&
          this.after.people
            .memberships({ kind: 'user', user })
            .some(({ group }) => groups.has(group))),
    );
  }

  private of(name: string): Regranted | undefined {
    if (this.known.has(name)) return this.known.get(name);
    const [old, now] = [this.before, this.after].map(({ world }) => world.spaces.get(name));
    const found = old && now && regranted(old, now);
    this.known.set(name, found);
    return found;
  }
}

function regranted(old: Space, now: Space): Regranted | undefined {
  if (!saysSame({ ...old, members: [], items: [] }, { ...now, members: [], items: [] }))
    return undefined;
  const found = { users: new Set<string>(), groups: new Set<string>() };
  if (!addOthers(old.members, now.members, found)) return undefined;
  if (old.items.length !== now.items.length) return undefined;
  let shares = false;
  for (const [index, item] of old.items.entries()) {
    const next = now.items[index];
    if (next === undefined || saysSame(item, next)) continue;
    shares = true;
    if (!saysSame({ ...item, shares: [] }, { ...next, shares: [] })) return undefined;
    if (!addOthers(item.shares, next.shares, found)) return undefined;
  }
  return { ...found, shares };
}

/** Adds the users and groups that are granted other things; false where others are, too. */
function addOthers(
  old: readonly Grant[],
  now: readonly Grant[],
  { users, groups }: Readonly<Record<'users' | 'groups', Set<string>>>,
): boolean {
  const { start, end } = commonEnds(old, now);
  const granted = new Map<string, Grant>();
  for (const grant of old.slice(start, old.length - end)) {
    const key = principalText(grant.principal);
    if (granted.has(key)) return false;
    granted.set(key, grant);
  }
  const others: Grant[] = [];
  for (const grant of now.slice(start, now.length - end)) {
    const key = principalText(grant.principal);
    const before = granted.get(key);
    if (before !== undefined && saysSame(before, grant)) granted.delete(key);
    else others.push(grant);
  }
  for (const { principal } of [...granted.values(), ...others])
    if (principal.kind === 'user') users.add(principal.id);
    else if (principal.kind === 'group') groups.add(principal.id);
    else return false;
  return true;
}

/** Whether two things that were built of entries are the same, wherever they are written. */
function saysSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((each, index) => saysSame(each, b[index]));
  const [one, other] = [a, b] as Record<string, unknown>[];
  let more = 0;
  for (const key in one) {
    if (PLACES.has(key)) continue;
    if (!saysSame(one[key], other?.[key])) return false;
    more += 1;
  }
  for (const key in other) if (!PLACES.has(key)) more -= 1;
  return more === 0;
}

const PLACES: ReadonlySet<string> = new Set(['origin', 'spaceOrigin', 'itemOrigin']);
