import type { Grant, World } from '../model/world.js';
import { rolesHeld } from './person.js';
import type { Person } from './types.js';

/**
 * The people that `only`, `nobody` and `every` speak of: the policy's users, one unnamed member of each group whose
 * members aren't all stated, and one unnamed user where everyone (or anyone with the link) is granted something.
 */
export function everybody(world: World): readonly Person[] {
  const people: Person[] = [...world.users.values()].map((user) => ({ kind: 'user', user }));
  if (world.tenant.groupsEnabled)
    for (const group of world.groups.values())
      if (group.othersUnknown) people.push({ kind: 'group-member', group });
  if (grants(world).some(({ principal }) => principal.kind === 'everyone'))
    people.push({ kind: 'anyone' });
  if (grants(world).some(({ principal }) => principal.kind === 'link'))
    people.push({ kind: 'link-holder' });
  return people;
}

function grants(world: World): readonly Grant[] {
  return [...world.spaces.values()].flatMap(({ members, items }) => [
    ...members,
    ...items.flatMap(({ shares }) => shares),
  ]);
}

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

export function isAdmin(world: World, person: Person): boolean {
  return rolesHeld(world, person).some(
    ({ held, missing }) => missing === undefined && ADMINS.has(held.role),
  );
}
