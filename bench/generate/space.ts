import { inventApps, type App } from './apps.js';
import { BUSIEST_GROUP, BUSIEST_PERSON, LARGEST_GROUP, type Staff } from './people.js';
import type { Random } from './random.js';
import { ROLES, type SpaceType } from './roles.js';
import { DEPARTMENTS, SPACE_KINDS } from './vocabulary.js';

/** A person or a group by index, or a word for all of them. */
export type Principal =
  | { readonly kind: 'person' | 'group'; readonly index: number }
  | { readonly kind: 'everyone' | 'anyone with the link' };

export interface Grant {
  readonly to: Principal;
  readonly roles: string;
}

export interface Space {
  readonly name: string;
  readonly type: SpaceType;
  readonly owner: number;
  readonly members: readonly Grant[];
  readonly apps: readonly App[];
  /** Names of data files. */
  readonly files: readonly string[];
  readonly circle: Circle;
  /** Whether everyone is a member. */
  readonly isOpen: boolean;
}

/** Who holds or owns anything in a space. */
export class Circle {
  readonly people = new Set<number>();
  readonly groups = new Set<number>();

  constructor(private readonly staff: Staff) {}

  has(person: number): boolean {
    return this.people.has(person) || this.hasThroughGroup(person);
  }

  hasThroughGroup(person: number): boolean {
    for (const group of this.staff.people[person]?.groups ?? [])
      if (this.groups.has(group)) return true;
    return false;
  }

  /** Somebody whom nothing here is granted to; undefined where that is hard to find. */
  outsider(random: Random): number | undefined {
    for (let tries = 0; tries < 40; tries += 1) {
      const person = random.pick(this.staff.usual);
      if (person !== undefined && !this.has(person)) return person;
    }
    return undefined;
  }
}

/** How often the busiest person and group are still to be used, and how many members the largest space has. */
export interface Quotas {
  personUses: number;
  groupUses: number;
  readonly largestSpace: number;
}

/** The space with the most members. */
export const LARGEST_SPACE = 0;

export function inventSpace(staff: Staff, index: number, quotas: Quotas, random: Random): Space {
  const type = index === LARGEST_SPACE ? 'shared' : typeOf(random);
  const owner = random.pick(staff.usual) ?? BUSIEST_PERSON;
  const isOpen = type !== 'personal' && type !== 'data' && random.chance(0.03);
  const circle = new Circle(staff);
  circle.people.add(owner);
  const groups =
    index === LARGEST_SPACE || isOpen ? [] : groupMembers(staff, type, quotas, circle, random);
  const count = index === LARGEST_SPACE ? quotas.largestSpace : random.skewed(25);
  const direct =
    type === 'personal' ? [] : directMembers(staff, type, count, circle, isOpen, random);
  const everyone: Grant = {
    to: { kind: 'everyone' },
    roles: type === 'managed' ? 'has restricted view' : 'can view',
  };
  const apps = inventApps(staff, { type, owner, isOpen }, quotas, circle, random);
  const files =
    type === 'data'
      ? Array.from({ length: random.between(2, 8) }, (_, file) => `facts_${index}_${file}.qvd`)
      : [];
  const members = [...(isOpen ? [everyone] : []), ...groups, ...direct];
  return { name: nameOf(index, random), type, owner, members, apps, files, circle, isOpen };
}

function typeOf(random: Random): SpaceType {
  const kind = random.next();
  if (kind < 0.45) return 'shared';
  if (kind < 0.82) return 'managed';
  return kind < 0.95 ? 'data' : 'personal';
}

function groupMembers(
  staff: Staff,
  type: SpaceType,
  quotas: Quotas,
  circle: Circle,
  random: Random,
): readonly Grant[] {
  const { ordinary } = ROLES[type];
  if (ordinary.length === 0) return [];
  if (quotas.groupUses > 0 && random.chance(0.45)) {
    circle.groups.add(BUSIEST_GROUP);
    quotas.groupUses -= 1;
  }
  for (let count = random.below(4); count > 0; count -= 1) {
    const group = random.skewed(staff.groups.length);
    if (group !== BUSIEST_GROUP) circle.groups.add(group);
  }
  if (type === 'data') circle.groups.add(LARGEST_GROUP);
  return [...circle.groups].map((group) => ({
    to: { kind: 'group', index: group },
    roles:
      type === 'data' && group === LARGEST_GROUP
        ? 'can consume data'
        : (random.pick(ordinary) ?? ''),
  }));
}

/** People who are members themselves. Who may be one through a group is given more than the group has. */
function directMembers(
  staff: Staff,
  type: SpaceType,
  count: number,
  circle: Circle,
  isOpen: boolean,
  random: Random,
): readonly Grant[] {
  const { ordinary, strong } = ROLES[type];
  const start = random.below(staff.usual.length);
  const step = count > staff.usual.length / 20 ? 1 : random.between(1, 7);
  const grants: Grant[] = [];
  for (let taken = 0; taken < Math.min(count, staff.usual.length / 2); taken += 1) {
    const index = staff.usual[(start + taken * step) % staff.usual.length] ?? 0;
    if (circle.people.has(index)) continue;
    const holdsMore = isOpen || circle.hasThroughGroup(index);
    const roles = random.pick(holdsMore || random.chance(0.3) ? strong : ordinary) ?? '';
    circle.people.add(index);
    grants.push({ to: { kind: 'person', index }, roles });
  }
  return grants;
}

function nameOf(index: number, random: Random): string {
  return `${random.pick(DEPARTMENTS)} ${random.pick(SPACE_KINDS)} ${index}`;
}
