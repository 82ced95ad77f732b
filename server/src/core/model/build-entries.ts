import type { Matrix } from '../matrix/matrix.js';
import { PartsMap } from '../parts-map.js';
import type { Origin, Written } from '../syntax/policy/access.js';
import type { ReadingProblem } from '../syntax/policy/problem.js';
import type {
  NamedUser,
  ReadGroup,
  ReadRole,
  ReadTenant,
  ReadUser,
} from '../syntax/policy/reading.js';
import { nearestWord } from '../text/nearest-word.js';
import { tight } from '../tight.js';
import { roleKey } from './file-reading.js';
import type { Lookup } from './lookup.js';
import type { Duplicate } from './names.js';
import {
  type Group,
  nameKey,
  type RoleHeld,
  type Tenant,
  type TenantRole,
  type User,
} from './world.js';

export function buildTenant(read: ReadTenant | undefined): Tenant {
  return {
    groupsEnabled: read?.groupsEnabled ?? true,
    entitlement: read?.entitlement ?? 'unknown',
    ...(read?.name && { name: read.name.text }),
    ...(read?.subscription && { subscription: read.subscription }),
    ...(read && { origin: read.key.origin }),
  };
}

/** User Default or a custom role, with its permissions looked up. */
export function buildRole(
  lookup: Lookup,
  read: ReadRole,
  problems: ReadingProblem[],
  duplicates: Duplicate[],
): TenantRole {
  const seen = new Map<string, Origin>();
  return {
    name: read.key.text,
    isDefault: roleKey(nameKey(read.key.text)) === 'user default',
    permissions: read.permissions.flatMap(({ name, value }) => {
      const permission = lookup.permission(name.text, name.origin);
      const wrong =
        permission === undefined
          ? undefined
          : permissionValueProblem(lookup.matrix, permission, value);
      if (wrong !== undefined) problems.push(wrong);
      const first = permission === undefined ? undefined : seen.get(permission);
      if (permission !== undefined) seen.set(permission, first ?? name.origin);
      if (first !== undefined) {
        // A key that is repeated to the letter is reported where it stands.
        if (!sameText(first, name.origin))
          duplicates.push({ what: 'permission', name: name.text, origin: name.origin, first });
        return [];
      }
      return permission === undefined
        ? []
        : [{ permission, value: value.text.trim().toLowerCase(), origin: name.origin }];
    }),
    ...(read.otherwise && { otherwise: read.otherwise }),
    origin: read.key.origin,
  };
}

function sameText(a: Origin, b: Origin): boolean {
  const text = ({ block, span }: Origin): string => block.text.slice(span.start, span.end);
  return text(a) === text(b);
}

/** A value that is likely misspelt. Documents don't name every value, so others may be right. */
function permissionValueProblem(
  matrix: Matrix,
  id: string,
  { text, origin }: Written,
): ReadingProblem | undefined {
  const permission = matrix.permission(id)?.permission;
  if (permission === undefined) return undefined;
  const values = [
    ...new Set(['allowed', 'not allowed', ...permission.values.map((v) => v.toLowerCase())]),
  ];
  const word = text.trim().toLowerCase();
  const near = values.includes(word) ? undefined : nearestWord(word, values);
  if (near === undefined) return undefined;
  return {
    rule: 'invalid-value',
    message: `${permission.title} is one of ${values.join(', ')}; found "${text}"; did you mean ${near}?`,
    origin,
    fix: { title: `Change to ${near}`, edits: [{ origin, text: near }], safe: false },
  };
}

/**
 * A user with their names looked up.
 *
 * @param entitlement the tenant's, for who states none
 */
export function buildUser(
  lookup: Lookup,
  read: ReadUser,
  id: string,
  entitlement: Tenant['entitlement'],
  duplicates: Duplicate[],
): User {
  const groups = read.groups && groupsIn(lookup, read.groups, duplicates);
  return {
    id,
    name: read.name?.text ?? read.key.text,
    entitlement: read.entitlement ?? entitlement,
    roles: tenantRoles(lookup, read.roles, duplicates),
    status: read.status ?? 'active',
    bot: read.bot,
    origin: read.key.origin,
    ...(read.email && { email: read.email.text }),
    ...(groups && { groups }),
  };
}

/**
 * A user who was built before, as they are with another entitlement of the tenant: the same one where that makes no difference.
 *
 * @param before who they were in the state before, who may be the same already
 */
export function entitledUser(
  user: User,
  read: ReadUser,
  entitlement: Tenant['entitlement'],
  before: User | undefined,
): User {
  if (read.entitlement !== undefined || user.entitlement === entitlement) return user;
  const entitled = { ...user, entitlement };
  return before !== undefined && isSameUser(before, entitled) ? before : entitled;
}

/** Whether two objects say the same of a user, in the same places. */
function isSameUser(a: User, b: User): boolean {
  const keys = Object.keys(b) as (keyof User)[];
  return keys.length === Object.keys(a).length && keys.every((key) => a[key] === b[key]);
}

/** The groups that a user states to be in, each with its first place. */
function groupsIn(
  lookup: Lookup,
  named: readonly Written[],
  duplicates: Duplicate[],
): NonNullable<User['groups']> {
  if (named.length === 0) return tight([]);
  const groups = new Map<string, Origin>();
  for (const { text, origin } of named) {
    const group = lookup.group(text, origin);
    const first = group === undefined ? undefined : groups.get(group);
    if (first !== undefined) duplicates.push({ what: 'group', name: text, origin, first });
    else if (group !== undefined) groups.set(group, origin);
  }
  return Array.from(groups, ([group, origin]) => ({ group, origin }));
}

/** The roles of the tenant that are listed, each with its first place. */
function tenantRoles(
  lookup: Lookup,
  named: readonly Written[],
  duplicates: Duplicate[],
): readonly RoleHeld[] {
  if (named.length === 0) return tight([]);
  const roles = new Map<string, RoleHeld>();
  for (const { text, origin } of named) {
    const held = lookup.tenantRole(text, origin);
    if (held === undefined) continue;
    const first = roles.get(held.role)?.origin;
    if (first !== undefined) duplicates.push({ what: 'role', name: text, origin, first });
    else roles.set(held.role, held);
  }
  return [...roles.values()];
}

/**
 * A group with its members and roles looked up.
 *
 * @param before the members that it had in an earlier state
 */
export function buildGroup(
  lookup: Lookup,
  read: ReadGroup,
  id: string,
  duplicates: Duplicate[],
  before?: Group['members'],
): Group {
  return {
    id,
    name: read.name?.text ?? read.key.text,
    members: membersOf(lookup, read, duplicates, before),
    othersUnknown: read.othersUnknown,
    roles: tenantRoles(lookup, read.roles, duplicates),
    origin: read.key.origin,
    ...(read.provider && { provider: read.provider }),
  };
}

function membersOf(
  lookup: Lookup,
  { members, memberParts }: ReadGroup,
  duplicates: Duplicate[],
  before: Group['members'] | undefined,
): Group['members'] {
  const whole = (): Group['members'] => usersIn(lookup, members, duplicates);
  if (memberParts === undefined) return whole();
  const parts = memberParts.map((part) => lookup.ofPart(part, buildPart));
  if (parts.some(({ value }) => value.isRepeating)) return whole();
  const users = PartsMap.of(
    parts.map(({ value }) => value.users),
    before,
  );
  if (!PartsMap.isDistinct(users)) return whole();
  lookup.take(parts);
  return users;
}

/** Some of the members of a group. */
interface MembersPart {
  readonly users: Group['members'];
  /** Whether one of them is stated twice. */
  readonly isRepeating: boolean;
}

function buildPart(lookup: Lookup, members: readonly NamedUser[]): MembersPart {
  const duplicates: Duplicate[] = [];
  const users = usersIn(lookup, members, duplicates);
  return { users, isRepeating: duplicates.length > 0 };
}

/** The users that members name, each with its first place. */
function usersIn(
  lookup: Lookup,
  members: readonly NamedUser[],
  duplicates: Duplicate[],
): Group['members'] {
  const users = new Map<string, Origin>();
  for (const { name, origin } of members) {
    const user = lookup.user(name, origin);
    if (user === undefined) continue;
    const first = users.get(user);
    if (first === undefined) users.set(user, origin);
    else duplicates.push({ what: 'member', name, origin, first });
  }
  return users;
}
