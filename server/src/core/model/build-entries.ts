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
): User {
  const groups = read.groups?.flatMap(({ text, origin }) => {
    const group = lookup.group(text, origin);
    return group === undefined ? [] : [{ group, origin }];
  });
  return {
    id,
    name: read.name?.text ?? read.key.text,
    entitlement: read.entitlement ?? entitlement,
    roles: tenantRoles(lookup, read.roles),
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

function tenantRoles(lookup: Lookup, roles: readonly Written[]): readonly RoleHeld[] {
  return roles.flatMap(({ text, origin }) => lookup.tenantRole(text, origin) ?? []);
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
  before?: Group['members'],
): Group {
  return {
    id,
    name: read.name?.text ?? read.key.text,
    members: membersOf(lookup, read, before),
    othersUnknown: read.othersUnknown,
    roles: tenantRoles(lookup, read.roles),
    origin: read.key.origin,
    ...(read.provider && { provider: read.provider }),
  };
}

function membersOf(
  lookup: Lookup,
  { members, memberParts }: ReadGroup,
  before: Group['members'] | undefined,
): Group['members'] {
  if (memberParts === undefined) return usersIn(lookup, members);
  const parts = memberParts.map((part) => lookup.ofPart(part, usersIn));
  lookup.take(parts);
  return PartsMap.of(
    parts.map(({ value }) => value),
    before,
  );
}

/** The users that members name, each with its first place. */
function usersIn(lookup: Lookup, members: readonly NamedUser[]): Group['members'] {
  const users = new Map<string, Origin>();
  for (const { name, origin } of members) {
    const user = lookup.user(name, origin);
    if (user !== undefined && !users.has(user)) users.set(user, origin);
  }
  return users;
}
