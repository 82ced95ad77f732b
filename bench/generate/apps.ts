import { BUSIEST_PERSON, type Staff } from './people.js';
import type { Random } from './random.js';
import { ROLES, type SpaceType } from './roles.js';
import type { Circle, Grant, Quotas } from './space.js';
import { APP_NAMES } from './vocabulary.js';

export interface App {
  readonly name: string;
  readonly owner: number;
  readonly kind: 'direct-query' | 'qlik-sense' | 'qlikview';
  readonly shares: readonly Grant[];
}

/** What matters of a space for its apps. */
interface Home {
  readonly type: SpaceType;
  readonly owner: number;
  readonly isOpen: boolean;
}

export function inventApps(
  staff: Staff,
  home: Home,
  quotas: Quotas,
  circle: Circle,
  random: Random,
): readonly App[] {
  if (home.type === 'data') return [];
  const owners = Array.from({ length: 1 + random.skewed(9) }, () => {
    const owner = ownerOf(staff, home, quotas, random);
    circle.people.add(owner);
    return owner;
  });
  // Owners first: what is shared with somebody should add to what they have.
  return owners.map((owner, index): App => {
    const name = `${random.pick(APP_NAMES)}${index > 0 ? ` ${index + 1}` : ''}`;
    const kind = random.chance(0.06)
      ? random.pick(['qlikview', 'direct-query'] as const)
      : 'qlik-sense';
    const isShared = kind === 'qlik-sense' && !home.isOpen && random.chance(0.4);
    return { name, owner, kind, shares: isShared ? sharesOf(staff, home, circle, random) : [] };
  });
}

function ownerOf(staff: Staff, home: Home, quotas: Quotas, random: Random): number {
  if (home.type === 'personal') return home.owner;
  if (quotas.personUses > 0 && random.chance(0.4)) {
    quotas.personUses -= 1;
    return BUSIEST_PERSON;
  }
  return random.chance(0.4) ? home.owner : (random.pick(staff.usual) ?? home.owner);
}

/** With groups that have nothing here, then with people who have nothing either, nor one of the groups. */
function sharesOf(staff: Staff, home: Home, circle: Circle, random: Random): readonly Grant[] {
  const roles = ROLES[home.type].share;
  if (roles.length === 0) return [];
  const shares: Grant[] = [];
  const share = (to: Grant['to']): void => {
    shares.push({ to, roles: random.pick(roles) ?? '' });
  };
  for (let count = random.below(2); count > 0; count -= 1) {
    const group = random.skewed(staff.groups.length);
    if (circle.groups.has(group)) continue;
    circle.groups.add(group);
    share({ kind: 'group', index: group });
  }
  for (let count = 1 + random.skewed(6); count > 0; count -= 1) {
    const person = circle.outsider(random);
    if (person === undefined) break;
    circle.people.add(person);
    share({ kind: 'person', index: person });
  }
  return shares;
}
