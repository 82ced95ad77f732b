import { tablesOf } from '../../decide/entitlement.js';
import { adminRoles, type Holding, memberRoles } from '../../decide/holdings.js';
import { personText } from '../../decide/person.js';
import type { Person } from '../../decide/types.js';
import { type Principal, principalText, type Space, type User } from '../../model/world.js';
import type { HoverContext } from './context.js';
import { bold, name, plain } from './markdown.js';

/** A person as a headline begins: `**anna** (Anna Lind)`. */
export function personTitle(person: Person): string {
  if (person.kind === 'group-member')
    return `${bold(`group ${person.group.id}`)} (a member of whom nothing else is known)`;
  if (person.kind !== 'user') return bold(personText(person));
  const { id, name: shown } = person.user;
  return shown === id ? bold(id) : `${bold(id)} (${name(shown)})`;
}

/** What the entitlement means for the tables that are read. */
export function entitlementText(person: Person, space?: Space): string {
  if (person.kind !== 'user')
    return person.entitlement === undefined
      ? 'entitlement not known: the tables for Full Users and for Analyzers must agree'
      : `entitlement **${person.entitlement}**`;
  return `entitlement **${person.user.entitlement}**${entitlementNote(person.user, space)}`;
}

function entitlementNote(user: User, space: Space | undefined): string {
  switch (user.entitlement) {
    case 'none':
      return ': roles in spaces give nothing without one';
    case 'unknown':
      return ': the tables for Full Users and for Analyzers must agree';
    case 'basic':
      return ': counts as full once more than Has restricted view is held';
    case 'analyzer':
    case 'full':
    case 'professional': {
      const [table] =
        space === undefined ? [] : tablesOf({ person: { kind: 'user', user }, space });
      return table === undefined ? '' : ` (table ${table})`;
    }
  }
}

/** What a person holds in a space: owner, roles and tenant roles, strongest first. */
export function heldIn(
  { engine }: Pick<HoverContext, 'engine'>,
  person: Person,
  space: Space,
): readonly Holding[] {
  const { roles } = memberRoles(engine, person, space);
  // In a personal space only its owner and tenant administrators have access.
  const member = space.type === 'personal' ? roles.filter(({ via }) => via === 'owner') : roles;
  return [...member, ...adminRoles(engine, person, space.type)];
}

/** How something is held: `group finance: Can view`. */
export function holdingText({ via, title, principal, missing }: Holding, person: Person): string {
  const doubt = missing === undefined ? '' : ' (not known whether)';
  switch (via) {
    case 'owner':
      return `${title}${doubt}`;
    case 'group':
    case 'everyone':
    case 'share':
      return `${plain(title)}${throughText(principal, person)}${doubt}`;
    case 'admin':
      return `${plain(title)} of the tenant${principal.kind === 'group' ? ` through group ${name(principal.id)}` : ''}${doubt}`;
    case 'member':
    case 'item owner':
      return `${plain(title)}${doubt}`;
  }
}

/** ` through group finance`; nothing where it is the person's own grant. */
export function throughText(principal: Principal, person: Person): string {
  const isOwn =
    principal.kind === 'user' ||
    (person.kind === 'group-member' &&
      principal.kind === 'group' &&
      person.group.id === principal.id) ||
    (principal.kind === 'everyone' && person.kind === 'anyone');
  return isOwn ? '' : ` through ${name(principalText(principal))}`;
}

/** `a shared space`. */
export function typeText(type: Space['type']): string {
  return `a ${type} space`;
}
