import type { Random } from './random.js';
import { DEPARTMENTS, FIRST_NAMES, GROUP_KINDS, LAST_NAMES } from './vocabulary.js';

export interface Person {
  readonly id: string;
  readonly name: string;
  /** Indexes of the groups that they are in. */
  readonly groups: ReadonlySet<number>;
  readonly kind: 'admin' | 'disabled' | 'invited' | 'person';
}

export interface Group {
  readonly name: string;
  /** Whether the group's own entry lists its members; else the users' entries name the group. */
  readonly listsMembers: boolean;
  readonly members: readonly number[];
  readonly others: boolean;
  /** Whether all of its members are in the largest group too. */
  readonly isOfLargest: boolean;
}

export interface Staff {
  readonly people: readonly Person[];
  readonly groups: readonly Group[];
  /** Indexes of the people whom spaces and sentences may speak of. */
  readonly usual: readonly number[];
}

/** The group of nearly everybody. */
export const LARGEST_GROUP = 0;
/** A group of middle size, used all over. */
export const BUSIEST_GROUP = 1;
/** The person who owns items all over. */
export const BUSIEST_PERSON = 0;
/** As many as the largest group of a real tenant may have. */
const MOST_MEMBERS = 20_000;

/** Those after the busiest person: so many. */
export const ADMINS = 3;

export function inventStaff(random: Random, personCount: number, groupCount: number): Staff {
  const members: number[][] = Array.from({ length: groupCount }, () => []);
  const people = Array.from({ length: personCount }, (_, index): Person => {
    const kind = kindOf(index, random);
    const isStaff = kind === 'person' || kind === 'invited';
    const groups = isStaff ? groupsOf(random, groupCount, members) : new Set<number>();
    for (const group of groups) members[group]?.push(index);
    const first = random.pick(FIRST_NAMES);
    const last = random.pick(LAST_NAMES);
    return { id: idOf(first, last, index, random), name: `${first} ${last}`, groups, kind };
  });
  const groups = members.map((list, index): Group => {
    const listsMembers = index <= BUSIEST_GROUP || random.chance(0.5);
    const others = index > BUSIEST_GROUP && random.chance(0.1);
    const isOfLargest = !others && list.every((each) => people[each]?.groups.has(LARGEST_GROUP));
    return { name: groupName(index, random), listsMembers, members: list, others, isOfLargest };
  });
  const usual = [...people.keys()].filter((index) => people[index]?.kind === 'person');
  return { people, groups, usual };
}

function kindOf(index: number, random: Random): Person['kind'] {
  if (index > BUSIEST_PERSON && index <= ADMINS) return 'admin';
  if (index <= ADMINS) return 'person';
  const draw = random.next();
  return draw < 0.01 ? 'disabled' : draw < 0.04 ? 'invited' : 'person';
}

function groupsOf(
  random: Random,
  groupCount: number,
  members: readonly (readonly number[])[],
): ReadonlySet<number> {
  const groups = new Set<number>();
  if ((members[LARGEST_GROUP]?.length ?? 0) < MOST_MEMBERS) groups.add(LARGEST_GROUP);
  if (random.chance(0.03)) groups.add(BUSIEST_GROUP);
  const first = BUSIEST_GROUP + 1;
  for (let count = random.below(4); count > 0; count -= 1)
    groups.add(first + random.skewed(groupCount - first));
  return groups;
}

/** Ids as tenants have them: names, numbers, email addresses, whole names with spaces. */
function idOf(first: string, last: string, index: number, random: Random): string {
  const word = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}]/gu, '');
  const kind = random.next();
  if (kind < 0.5) return `${word(first)}.${word(last)}${index}`;
  if (kind < 0.7) return `${word(last).slice(0, 3)}${String(index).padStart(6, '0')}`;
  if (kind < 0.8) return `${word(first)}${index}@acme.example`;
  if (kind < 0.9) return String(index).padStart(7, '0');
  return `${first} ${last} ${index}`;
}

function groupName(index: number, random: Random): string {
  if (index === LARGEST_GROUP) return 'All Staff';
  if (index === BUSIEST_GROUP) return 'analysts';
  const department = random.pick(DEPARTMENTS);
  return random.chance(0.3)
    ? `${department.toLowerCase().replaceAll(/[^\p{L}]/gu, '-')}-${index}`
    : `${department} ${random.pick(GROUP_KINDS)} ${index}`;
}
