import type { World } from '../model/world.js';
import type { Facts } from './facts.js';
import type { Person } from './types.js';

/** The same person in any world. */
export function personKey(person: Person): string {
  const key = nameKeyOf(person);
  return person.kind === 'user' || person.entitlement === undefined
    ? key
    : `${key} ${person.entitlement}`;
}

function nameKeyOf(person: Person): string {
  switch (person.kind) {
    case 'user':
      return `user ${person.user.id}`;
    case 'group-member':
      return `group ${person.group.id}`;
    case 'anyone':
    case 'link-holder':
      return person.kind;
  }
}

/** The person as another world has them; undefined when they left it. */
export function personIn(world: World, person: Person): Person | undefined {
  if (person.kind === 'user') {
    const user = world.users.get(person.user.id);
    return user && { kind: 'user', user };
  }
  if (person.kind === 'group-member') {
    const group = world.groups.get(person.group.id);
    return group && { ...person, group };
  }
  return person;
}

/** `admins` of a sentence: Tenant and Analytics Admins. */
const ADMINS: ReadonlySet<string> = new Set(['TenantAdmin', 'AnalyticsAdmin']);

/** Whether a person is a Tenant or Analytics Admin for certain. */
export function isAdmin({ roles }: Facts): boolean {
  return roles.some(({ held, missing }) => missing === undefined && ADMINS.has(held.role));
}
