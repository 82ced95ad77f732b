import type { Matrix } from '../matrix/matrix.js';
import type { Condition } from '../matrix/types.js';
import type { Group, RoleHeld, TenantRole, User, World } from '../model/world.js';
import type { Origin } from '../syntax/policy/access.js';
import type { HeldProof, Missing, Person } from './types.js';

/** A group that a person is in, or may be in. */
export interface Membership {
  readonly group: Group;
  /** Set where the policy doesn't tell whether the person is in the group. */
  readonly missing?: Missing;
}

/** A tenant role that a person holds, or may hold. */
export interface RoleHolding {
  readonly held: RoleHeld;
  /** The user or group that the policy gives the role to. */
  readonly to: { readonly kind: 'user' | 'group'; readonly id: string; readonly origin: Origin };
  readonly missing?: Missing;
}

/** How a person is named in messages. */
export function personText(person: Person): string {
  switch (person.kind) {
    case 'user':
      return person.user.id;
    case 'group-member':
      return `an unnamed member of group ${person.group.id}`;
    case 'anyone':
      return 'any other user of the tenant';
    case 'link-holder':
      return 'anyone with the link';
  }
}

/** The fact that the policy lacks about a group's members. */
export function missingMembers(group: Group): Missing {
  return {
    kind: 'group members',
    key: `members of ${group.id}`,
    text: `the members of group ${group.id}: the policy says that it has others (others: unknown)`,
    close: `state the user's groups (users: … groups: […]), or all members of ${group.id} without others: unknown`,
    origin: group.origin,
  };
}

/** The groups that a person is in for certain or may be in; none while groups are switched off. */
export function memberships(world: World, person: Person): readonly Membership[] {
  if (!world.tenant.groupsEnabled) return [];
  if (person.kind === 'group-member') return [{ group: person.group }];
  if (person.kind !== 'user') return [];
  const found: Membership[] = [];
  for (const group of world.groups.values()) {
    if (isMember(group, person.user)) found.push({ group });
    else if (person.user.groups === undefined && group.othersUnknown)
      found.push({ group, missing: missingMembers(group) });
  }
  return found;
}

/** Whether the policy states that the user is in the group, on either side. */
export function isMember(group: Group, user: User): boolean {
  return (
    group.members.has(user.id) ||
    (user.groups?.some((stated) => stated.group === group.id) ?? false)
  );
}

/** The tenant roles of a person, their own first, then those of their groups. */
export function rolesHeld(world: World, person: Person): readonly RoleHolding[] {
  const roles: RoleHolding[] = [];
  if (person.kind === 'user')
    for (const held of person.user.roles)
      roles.push({
        held,
        to: { kind: 'user', id: person.user.id, origin: person.user.origin },
      });
  for (const { group, missing } of memberships(world, person))
    for (const held of group.roles)
      roles.push({
        held,
        to: { kind: 'group', id: group.id, origin: group.origin },
        ...(missing && { missing }),
      });
  return roles;
}

/** What a person holds of a condition: it is met (and by which line), not met, or not known. */
export type Held =
  | { readonly state: 'held'; readonly proof: HeldProof }
  | { readonly state: 'not held'; readonly text: string }
  | { readonly state: 'unknown'; readonly missing: readonly Missing[] };

/** Whether a person holds a security role or a permission with one of the values that suffice. */
export function holds(matrix: Matrix, world: World, person: Person, condition: Condition): Held {
  const roles = rolesHeld(world, person);
  return 'securityRole' in condition
    ? holdsRole(matrix, roles, condition.securityRole)
    : holdsPermission(matrix, world, roles, condition.permission, condition.values);
}

function holdsRole(matrix: Matrix, roles: readonly RoleHolding[], id: string): Held {
  const title = matrix.securityRole(id)?.role.title ?? id;
  const holding = roles.filter(({ held }) => held.role === id);
  const certain = holding.find(({ missing }) => missing === undefined);
  if (certain !== undefined)
    return {
      state: 'held',
      proof: { text: `the role ${title}`, origin: certain.held.origin ?? certain.to.origin },
    };
  const missing = holding.flatMap((holding) => holding.missing ?? []);
  return missing.length > 0
    ? { state: 'unknown', missing }
    : { state: 'not held', text: `the role ${title}` };
}

function holdsPermission(
  matrix: Matrix,
  world: World,
  roles: readonly RoleHolding[],
  id: string,
  values: readonly string[],
): Held {
  const permission = matrix.permission(id)?.permission;
  const title = permission?.title ?? id;
  const wanted = `${title} = ${values.join(' or ')}`;
  const missing: Missing[] = [];
  const sources: { readonly role: TenantRole | undefined; readonly doubt?: Missing }[] = [];
  if (permission?.level !== 'admin' || statesIt(world.roles.get(USER_DEFAULT), id))
    sources.push({ role: world.roles.get(USER_DEFAULT) });
  for (const { held, missing: doubt } of roles) {
    const role = world.roles.get(held.role);
    if (role !== undefined) sources.push({ role, ...(doubt && { doubt }) });
  }
  for (const { role, doubt } of sources) {
    const stated = role?.permissions.find((stated) => stated.permission === id);
    const value = stated?.value ?? role?.otherwise;
    const name = role?.name ?? 'User Default';
    if (value === undefined)
      missing.push({
        kind: 'permission',
        key: `${name} ${id}`,
        text: `whether ${name} allows ${title}`,
        close: `roles: { ${name}: { permissions: { ${title.toLowerCase()}: ${values[0] ?? 'allowed'} } } }, or permissions-otherwise: not allowed`,
        ...(role && { origin: role.origin }),
      });
    else if (values.includes(value)) {
      if (doubt === undefined)
        return {
          state: 'held',
          proof: {
            text: `${title}: ${value} (${name})`,
            ...(role && { origin: stated?.origin ?? role.origin }),
          },
        };
      missing.push(doubt);
    }
  }
  return missing.length > 0
    ? { state: 'unknown', missing }
    : { state: 'not held', text: `the permission ${wanted}` };
}

function statesIt(role: TenantRole | undefined, permission: string): boolean {
  return role?.permissions.some((stated) => stated.permission === permission) ?? false;
}

/** Key of the role that every user has. */
export const USER_DEFAULT = 'user default';

/** The tables whose answer counts for a person, by entitlement. More than one: they must agree. */
export function entitlementTables(person: Person): readonly ('professional' | 'analyzer')[] {
  const entitlement =
    person.kind === 'user' ? person.user.entitlement : (person.entitlement ?? 'unknown');
  switch (entitlement) {
    case 'full':
    case 'basic':
    case 'professional':
      return ['professional'];
    case 'analyzer':
      return ['analyzer'];
    case 'unknown':
      return ['professional', 'analyzer'];
    case 'none':
      return [];
  }
}
