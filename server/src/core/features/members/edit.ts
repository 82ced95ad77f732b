import type { OpenPolicy } from '../../check.js';
import { applyChange, type Change, type Place } from '../../model/change.js';
import {
  type Grant,
  type Item,
  type Principal,
  principalText,
  samePrincipal,
  type Space,
  type World,
} from '../../model/world.js';
import type { SpaceRole } from '../../matrix/types.js';
import { afterEdits, changesOnly, saySame } from '../after-edits.js';
import type { FileEdit } from '../apply.js';
import { changeEdits, rolesEdit } from '../code-actions/grant-edits.js';

/** A change of who has access to a space. */
export type MemberEdit =
  | { readonly kind: 'add' | 'set-roles'; readonly roles: readonly SpaceRole[]; readonly of: Place }
  /** From the members, or from the users of an app. */
  | { readonly kind: 'remove'; readonly of: Place }
  /** A membership in the place of all shares, with these roles. */
  | { readonly kind: 'to-member'; readonly roles: readonly SpaceRole[] }
  /** Shares of apps, all with these roles, in the place of the membership. */
  | {
      readonly kind: 'to-shares';
      readonly roles: readonly SpaceRole[];
      readonly apps: readonly string[];
    };

export type MemberEdited =
  | { readonly kind: 'edits'; readonly edits: readonly FileEdit[] }
  | { readonly kind: 'problem'; readonly message: string };

/**
 * States a change of somebody's access to a space in the policy's text. What the edits make of the policy is read before they
 * are given: they change the grants that are meant, and nothing else.
 */
export function memberEdits(
  policy: OpenPolicy,
  space: Space,
  principal: Principal,
  edit: MemberEdit,
): MemberEdited {
  const changes = changesOf(space, principal, edit);
  const edits =
    edit.kind === 'set-roles'
      ? rolesEdit(policy, { to: edit.of, principal, roles: edit.roles })
      : changeEdits(policy, changes);
  const wanted = wantedSpace(policy.policy.world, space, principal, edit, changes);
  if (edits !== undefined && wanted !== undefined && makes(policy, edits, wanted))
    return { kind: 'edits', edits };
  return {
    kind: 'problem',
    message: `the text of ${space.name} cannot be changed safely for ${principalText(principal)}: change it by hand`,
  };
}

function changesOf(
  { name, members, items }: Space,
  principal: Principal,
  edit: MemberEdit,
): readonly Change[] {
  const own: Place = { space: name };
  const appOf = ({ kind, name: item }: Item): Place => ({
    space: name,
    item: { kind, name: item },
  });
  const isIn = (grants: readonly Grant[]): boolean =>
    grants.some((grant) => samePrincipal(grant.principal, principal));
  switch (edit.kind) {
    case 'add':
      return [{ kind: 'add', principal, to: edit.of, roles: edit.roles }];
    case 'set-roles':
      return [];
    case 'remove':
      return [{ kind: 'remove', principal, from: edit.of }];
    case 'to-member':
      return [
        ...(isIn(members)
          ? []
          : [{ kind: 'add', principal, to: own, roles: edit.roles } satisfies Change]),
        ...items
          .filter(({ shares }) => isIn(shares))
          .map((item): Change => ({ kind: 'remove', principal, from: appOf(item) })),
      ];
    case 'to-shares':
      return [
        ...(isIn(members) ? [{ kind: 'remove', principal, from: own } satisfies Change] : []),
        ...items
          .filter(
            (item) => item.kind === 'app' && edit.apps.includes(item.name) && !isIn(item.shares),
          )
          .map((item): Change => ({ kind: 'add', principal, to: appOf(item), roles: edit.roles })),
      ];
  }
}

/** The space as it is to be after the change. */
function wantedSpace(
  world: World,
  { name }: Space,
  principal: Principal,
  edit: MemberEdit,
  changes: readonly Change[],
): Space | undefined {
  const after = changes.reduce((now, change) => applyChange(now, change), world);
  const space = after.spaces.get(name);
  if (space === undefined || edit.kind !== 'set-roles') return space;
  const { of, roles } = edit;
  const withRoles = (grants: readonly Grant[]): readonly Grant[] =>
    grants.map((grant) =>
      samePrincipal(grant.principal, principal)
        ? { ...grant, roles: roles.map((role) => ({ role })) }
        : grant,
    );
  if (of.item === undefined) return { ...space, members: withRoles(space.members) };
  return {
    ...space,
    items: space.items.map((item) =>
      item.kind === of.item?.kind && item.name === of.item.name
        ? { ...item, shares: withRoles(item.shares) }
        : item,
    ),
  };
}

/** Whether a policy with edits has a space as it is wanted, nothing else has changed, and its text has no more mistakes than before. */
function makes(policy: OpenPolicy, edits: readonly FileEdit[], wanted: Space): boolean {
  const after = afterEdits(policy, edits);
  const made = after.policy.world.spaces.get(wanted.name);
  return (
    made !== undefined &&
    saySame(made, wanted) &&
    changesOnly(policy, after, new Set([wanted.name]))
  );
}
