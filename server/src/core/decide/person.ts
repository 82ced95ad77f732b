import type { Matrix } from '../matrix/matrix.js';
import type { Condition } from '../matrix/types.js';
import {
  type Entitlement,
  type Principal,
  principalText,
  readsAsOther,
  type TenantRole,
  type World,
} from '../model/world.js';
import type { Engine } from './engine.js';
import type { RoleHolding } from './facts.js';
import type { Reader } from './space-tables.js';
import type { HeldProof, Missing, Person } from './types.js';

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

/** A person as a question names them. */
export function wordsFor(person: Person): string {
  switch (person.kind) {
    case 'user':
      return readsAsOther(person.user.id) ? `user ${person.user.id}` : person.user.id;
    case 'group-member':
      return principalText({ kind: 'group', id: person.group.id });
    case 'anyone':
      return principalText({ kind: 'everyone' });
    case 'link-holder':
      return principalText({ kind: 'link' });
  }
}

/** The person whom a principal's grants are judged by: the user, or the group's or everyone's unnamed member. */
export function personOf(world: World, principal: Principal): Person | undefined {
  switch (principal.kind) {
    case 'user': {
      const user = world.users.get(principal.id);
      return user && { kind: 'user', user };
    }
    case 'group': {
      const group = world.groups.get(principal.id);
      return group && { kind: 'group-member', group };
    }
    case 'everyone':
      return { kind: 'anyone' };
    case 'link':
      return { kind: 'link-holder' };
  }
}

/** What a person holds of a condition: it is met (and by which line), not met, or not known. */
export type Held =
  | { readonly state: 'held'; readonly proof: HeldProof }
  | { readonly state: 'not held'; readonly text: string }
  | { readonly state: 'unknown'; readonly missing: readonly Missing[] };

/** Whether a person holds a security role or a permission with one of the values that suffice. */
export function holds(
  { matrix, world, people, consulted }: Engine,
  person: Person,
  condition: Condition,
): Held {
  consulted.permissions = true;
  const roles = people.rolesHeld(person);
  return 'securityRole' in condition
    ? holdsRole(matrix, roles, condition.securityRole)
    : holdsPermission(matrix, world, roles, condition);
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
  { permission: id, values, broadly = NO_VALUES }: Extract<Condition, { permission: string }>,
): Held {
  const permission = matrix.permission(id)?.permission;
  const title = permission?.title ?? id;
  const wanted = `${title} = ${values.join(' or ')}`;
  const missing: Missing[] = [];
  let withCaveat: Held | undefined;
  const sources: { readonly role: TenantRole | undefined; readonly doubt?: Missing }[] = [];
  // Administrators' permissions are given by custom roles only.
  if (permission?.level !== 'admin') sources.push({ role: world.roles.get(USER_DEFAULT) });
  for (const { held, missing: doubt } of roles) {
    // A built-in role may state permissions too, under its name.
    const role = world.roles.get(held.role) ?? world.roles.get(held.title.toLowerCase());
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
      const proof = {
        text: `${title}: ${value} (${name})`,
        ...(role && { origin: stated?.origin ?? role.origin }),
      };
      if (doubt !== undefined) missing.push(doubt);
      else if (!broadly.includes(value)) return { state: 'held', proof };
      else withCaveat ??= { state: 'held', proof: { ...proof, caveat: broadlyText(title, value) } };
    }
  }
  if (withCaveat !== undefined) return withCaveat;
  return missing.length > 0
    ? { state: 'unknown', missing }
    : { state: 'not held', text: `the permission ${wanted}` };
}

const NO_VALUES: readonly string[] = [];

function broadlyText(title: string, value: string): string {
  return `${title}: ${value} is one of the values that are asked for; which actions it is for, no document at hand tells`;
}

/** Key of the role that every user has. */
export const USER_DEFAULT = 'user default';

/** Whose tables count for a person, by entitlement. */
export function readerFor(person: Person): Reader {
  const entitlement =
    person.kind === 'user' ? person.user.entitlement : (person.entitlement ?? 'unknown');
  return READERS[entitlement];
}

const READERS: Readonly<Record<Entitlement, Reader>> = {
  full: 'professional',
  basic: 'professional',
  professional: 'professional',
  analyzer: 'analyzer',
  unknown: 'either',
  none: 'nobody',
};
