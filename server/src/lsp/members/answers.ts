import type { Location } from 'vscode-languageserver';
import { readPrincipal } from '../../../../grammar/src/index.js';
import type { OpenPolicy } from '../../core/check.js';
import {
  type MemberEdit,
  type MemberEdited,
  memberEdits,
} from '../../core/features/members/edit.js';
import { type HeldRole, membersOf } from '../../core/features/members/list.js';
import { writtenPrincipal } from '../../core/features/written-principal.js';
import type { SpaceRole } from '../../core/matrix/types.js';
import type { Place } from '../../core/model/change.js';
import { nameKey, type Principal, type Space } from '../../core/model/world.js';
import type { Origin } from '../../core/syntax/policy/access.js';
import type { LocationOf } from '../locations.js';
import type {
  EditMembersParams,
  MembersChange,
  MembersList,
  RoleRow,
  SpaceSummary,
} from './protocol.js';

/** The spaces of one policy, in their order. */
export function spacesOf(
  policy: OpenPolicy,
  uri: string,
  locate: LocationOf,
): readonly SpaceSummary[] {
  return [...policy.engine.world.spaces.values()].flatMap((space) => {
    const location = locate(space.origin);
    return location === undefined
      ? []
      : [
          {
            uri,
            space: space.name,
            type: space.type,
            location,
          },
        ];
  });
}

/** The members list of a space. */
export function membersList(policy: OpenPolicy, space: Space, locate: LocationOf): MembersList {
  const placed = (origin: Origin | undefined): { readonly location?: Location } => {
    const location = locate(origin);
    return location === undefined ? {} : { location };
  };
  const rolesOf = (held: readonly HeldRole[]): readonly RoleRow[] =>
    held.map(({ role, origin }) => ({ title: role.title, ...placed(origin) }));
  const titles = (isShare: boolean): readonly string[] =>
    policy.engine.matrix.rolesIn(space.type, isShare).map(({ title }) => title);
  return {
    rows: membersOf(policy, space).map(({ principal, detail, isOwner, roles, shares, origin }) => ({
      who: writtenPrincipal(principal),
      kind: principal.kind,
      ...(detail !== undefined && { detail }),
      isOwner,
      roles: rolesOf(roles),
      apps: shares.map((share) => ({
        name: share.item.name,
        roles: rolesOf(share.roles),
        ...placed(share.origin),
      })),
      ...placed(origin),
    })),
    memberRoles: titles(false),
    shareRoles: titles(true),
    apps: space.items.filter(({ kind }) => kind === 'app').map(({ name }) => name),
  };
}

/** The edits for a change of the members list. */
export function editMembers(
  policy: OpenPolicy,
  space: Space,
  params: EditMembersParams,
): MemberEdited {
  const { who, change } = params;
  const principal = principalOf(policy, who);
  if (principal === undefined)
    return { kind: 'problem', message: `the policy has neither a user nor a group ${who}` };
  const edit = editOf(policy, space, change);
  return edit === undefined
    ? { kind: 'problem', message: `${space.name} no longer has what was chosen: try again` }
    : memberEdits(policy, space, principal, edit);
}

function principalOf({ engine: { world } }: OpenPolicy, who: string): Principal | undefined {
  const { tree, problems } = readPrincipal(who, { link: true });
  if (tree === undefined || problems.length > 0) return undefined;
  if (!('name' in tree)) return { kind: tree.kind };
  const id = nameKey(tree.name.text);
  const isThere = tree.kind === 'group' ? world.groups.has(id) : world.users.has(id);
  return isThere ? { kind: tree.kind, id } : undefined;
}

function editOf(
  { engine }: OpenPolicy,
  space: Space,
  change: MembersChange,
): MemberEdit | undefined {
  const roles = (titles: readonly string[]): readonly SpaceRole[] | undefined => {
    const found = titles.flatMap((title) => engine.matrix.spaceRole(title)?.role ?? []);
    return found.length === titles.length && found.length > 0 ? found : undefined;
  };
  const place = (app: string | undefined): Place | undefined => {
    if (app === undefined) return { space: space.name };
    const isThere = space.items.some(({ kind, name }) => kind === 'app' && name === app);
    return isThere ? { space: space.name, item: { kind: 'app', name: app } } : undefined;
  };
  if (change.kind === 'remove') {
    const of = place(change.app);
    return of && { kind: 'remove', of };
  }
  const found = roles(change.roles);
  if (found === undefined) return undefined;
  switch (change.kind) {
    case 'add':
    case 'set-roles': {
      const of = place(change.app);
      return of && { kind: change.kind, roles: found, of };
    }
    case 'to-member':
      return { kind: 'to-member', roles: found };
    case 'to-shares':
      return { kind: 'to-shares', roles: found, apps: change.apps };
  }
}
