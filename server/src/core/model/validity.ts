import type { SpaceRole } from '../matrix/types.js';
import type { Item, Principal, Space, Subscription, World } from './world.js';

/** Why a grant gives nothing: the rule that reports it, and the reason in words. */
export interface Invalid {
  readonly rule:
    | 'role-not-in-space-type'
    | 'owner-as-role'
    | 'share-in-personal-space'
    | 'share-role'
    | 'share-of-app-kind'
    | 'members-of-personal-space'
    | 'groups-off'
    | 'subscription-feature';
  readonly message: string;
}

const WITHOUT_MANAGED: readonly Subscription[] = ['standard', 'qlik-sense-business'];

/** Why a space gives nothing to its members: its type is not in the tenant's subscription. */
export function spaceProblem(world: World, space: Space): Invalid | undefined {
  return space.type === 'managed' && lacksManagedSpaces(world)
    ? {
        rule: 'subscription-feature',
        message: `managed spaces are not available with the subscription ${world.tenant.subscription ?? ''}: nobody has access through this one`,
      }
    : undefined;
}

/** Whether the subscription has neither managed spaces nor sharing of single apps. */
export function lacksManagedSpaces({ tenant }: World): boolean {
  return tenant.subscription !== undefined && WITHOUT_MANAGED.includes(tenant.subscription);
}

function groupsProblem(world: World, principal: Principal): Invalid | undefined {
  return principal.kind === 'group' && !world.tenant.groupsEnabled
    ? {
        rule: 'groups-off',
        message: `user groups are switched off in the tenant (tenant: groups: disabled): this gives group ${principal.id} nothing`,
      }
    : undefined;
}

function ownerProblem(role: SpaceRole): Invalid | undefined {
  return role.id === 'owner'
    ? {
        rule: 'owner-as-role',
        message:
          'Owner is not a role that can be given to a member: state it as the owner of the space',
      }
    : undefined;
}

/** Why one role of a member gives nothing, if it does. */
export function memberProblem(
  world: World,
  space: Space,
  principal: Principal,
  role: SpaceRole,
): Invalid | undefined {
  if (space.type === 'personal')
    return {
      rule: 'members-of-personal-space',
      message: 'a personal space is the area of its owner alone and has no members',
    };
  return (
    spaceProblem(world, space) ??
    groupsProblem(world, principal) ??
    ownerProblem(role) ??
    (role.spaceTypes.includes(space.type)
      ? undefined
      : {
          rule: 'role-not-in-space-type',
          message: `the role ${role.title} does not exist in ${space.type} spaces`,
        })
  );
}

/** Why one role of a share gives nothing, if it does. What documents say of sharing is about apps; notes are shared otherwise. */
export function shareProblem(
  world: World,
  space: Space,
  item: Item,
  principal: Principal,
  role: SpaceRole,
): Invalid | undefined {
  if (item.kind !== 'app') return groupsProblem(world, principal) ?? ownerProblem(role);
  if (space.type === 'personal')
    return {
      rule: 'share-in-personal-space',
      message: 'nothing can be shared from a personal space: move the app to a shared space first',
    };
  if (lacksManagedSpaces(world))
    return {
      rule: 'subscription-feature',
      message: `sharing single apps is not available with the subscription ${world.tenant.subscription ?? ''}`,
    };
  if (item.appKind !== 'qlik-sense')
    return {
      rule: 'share-of-app-kind',
      message:
        item.appKind === 'qlikview'
          ? 'QlikView apps cannot be shared'
          : 'a Direct Query app is shared only by making users members of its space and of the spaces of its data connections',
    };
  return (
    groupsProblem(world, principal) ??
    ownerProblem(role) ??
    (role.shareTypes.includes(space.type)
      ? undefined
      : {
          rule: 'share-role',
          message:
            space.type === 'data'
              ? `apps are shared from shared and managed spaces, and ${space.name} is a data space: this share gives nothing`
              : `an app of a ${space.type} space cannot be shared as ${role.title}`,
        })
  );
}
