import type { MemberRow } from '../../../server/src/lsp/members/protocol.js';

/** How somebody has access: as a member of the space, or through shared apps. */
export type Access = 'members' | 'shared apps';

/** Which rows of the members lists are shown. */
export interface Filter {
  /** The title of a role that they must have in the space or on an app. */
  readonly role?: string;
  readonly access?: Access;
}

export function isShown({ isOwner, roles, apps }: MemberRow, { role, access }: Filter): boolean {
  const isMember = isOwner || roles.length > 0;
  if (access === 'members' && !isMember) return false;
  if (access === 'shared apps' && apps.length === 0) return false;
  if (role === undefined) return true;
  if (role === OWNER) return isOwner;
  const held = [
    ...(access === 'shared apps' ? [] : roles),
    ...(access === 'members' ? [] : apps.flatMap((app) => app.roles)),
  ];
  return held.some(({ title }) => title === role);
}

/** What a filter is called where it is active; undefined where it leaves nothing out. */
export function filterText({ role, access }: Filter): string | undefined {
  const parts = [role, access].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : `Shown: ${parts.join(', ')}`;
}

export const OWNER = 'Owner';
