import type { SpaceRole } from '../matrix/types.js';
import { PatchedMap } from '../patched-map.js';
import {
  type Entitlement,
  type Grant,
  type Group,
  type Item,
  type OwnerName,
  type Principal,
  type RoleHeld,
  samePrincipal,
  type Space,
  type User,
  type World,
} from './world.js';

/** A place of content: a space, or an item in it. */
export interface Place {
  readonly space: string;
  readonly item?: { readonly kind: Item['kind']; readonly name: string };
}

/** A change to a tenant, with every name looked up. */
export type Change =
  | { readonly kind: 'leave'; readonly principal: Principal }
  | { readonly kind: 'leave-group'; readonly user: string; readonly group: string }
  | { readonly kind: 'join-group'; readonly user: string; readonly group: string }
  | { readonly kind: 'remove'; readonly principal: Principal; readonly from: Place }
  | {
      readonly kind: 'add';
      readonly principal: Principal;
      readonly to: Place;
      readonly roles: readonly SpaceRole[];
    }
  | { readonly kind: 'delete'; readonly what: Place }
  | { readonly kind: 'move'; readonly what: Place; readonly to: string }
  | { readonly kind: 'give'; readonly principal: Principal; readonly role: RoleHeld }
  | { readonly kind: 'take'; readonly principal: Principal; readonly role: RoleHeld }
  | { readonly kind: 'make-owner'; readonly user: string; readonly of: Place }
  | { readonly kind: 'entitle'; readonly user: string; readonly entitlement: Entitlement };

/** Where a user or a group may stand in a world: what tells it sooner than all that there is being looked through. */
export interface Naming {
  /** The spaces that may name a user or a group. */
  spaces(world: World, principal: Principal): Iterable<Space>;
  /** The ids of the groups that may state a user to be a member. */
  groupsWith(world: World, user: string): Iterable<string>;
  /** The ids of the users who may state to be in a group. */
  usersStating(world: World, group: string): Iterable<string>;
}

const ANYWHERE: Naming = {
  spaces: ({ spaces }) => spaces.values(),
  groupsWith: ({ groups }) => groups.keys(),
  usersStating: ({ users }) => users.keys(),
};

/**
 * The world after a change. What a change names but the world no longer has stays as it is.
 *
 * @param naming where names may stand: elsewhere isn't looked
 */
export function applyChange(world: World, change: Change, naming: Naming = ANYWHERE): World {
  switch (change.kind) {
    case 'leave':
      return leave(world, change.principal, naming);
    case 'leave-group':
      return leaveGroup(world, change.user, change.group);
    case 'join-group':
      return joinGroup(world, change.user, change.group);
    case 'remove':
      return updatePlace(world, change.from, (grants) =>
        grants.filter((grant) => !samePrincipal(grant.principal, change.principal)),
      );
    case 'add':
      return updatePlace(world, change.to, (grants) =>
        addRoles(grants, change.principal, change.roles),
      );
    case 'delete':
      return remove(world, change.what);
    case 'move':
      return move(world, change.what, change.to);
    case 'give':
      return updateRoles(world, change.principal, (roles) => [
        ...roles.filter(({ role }) => role !== change.role.role),
        change.role,
      ]);
    case 'take':
      return updateRoles(world, change.principal, (roles) =>
        roles.filter(({ role }) => role !== change.role.role),
      );
    case 'make-owner':
      return makeOwner(world, change.user, change.of);
    case 'entitle':
      return updateUser(world, change.user, (user) => ({
        ...user,
        entitlement: change.entitlement,
      }));
  }
}

function replace<T>(
  map: ReadonlyMap<string, T>,
  key: string,
  update: (value: T) => T,
): ReadonlyMap<string, T> {
  const value = map.get(key);
  return value === undefined ? map : PatchedMap.with(map, [[key, update(value)]]);
}

function updateUser(world: World, id: string, update: (user: User) => User): World {
  return { ...world, users: replace(world.users, id, update) };
}

function updateGroup(world: World, id: string, update: (group: Group) => Group): World {
  return { ...world, groups: replace(world.groups, id, update) };
}

function updateSpace(world: World, name: string, update: (space: Space) => Space): World {
  return { ...world, spaces: replace(world.spaces, name, update) };
}

function isItem(item: Item, { item: wanted }: Place): boolean {
  return item.kind === wanted?.kind && item.name === wanted.name;
}

/** Changes the members of a space, or the shares of an item. */
function updatePlace(
  world: World,
  place: Place,
  update: (grants: readonly Grant[]) => readonly Grant[],
): World {
  return updateSpace(world, place.space, (space) =>
    place.item === undefined
      ? { ...space, members: update(space.members) }
      : {
          ...space,
          items: space.items.map((item) =>
            isItem(item, place) ? { ...item, shares: update(item.shares) } : item,
          ),
        },
  );
}

function addRoles(
  grants: readonly Grant[],
  principal: Principal,
  roles: readonly SpaceRole[],
): readonly Grant[] {
  const existing = grants.find((grant) => samePrincipal(grant.principal, principal));
  const added = roles
    .filter((role) => !existing?.roles.some((granted) => granted.role.id === role.id))
    .map((role) => ({ role }));
  if (existing === undefined) return [...grants, { principal, roles: added }];
  return grants.map((grant) =>
    grant === existing ? { ...grant, roles: [...grant.roles, ...added] } : grant,
  );
}

/** A user or group leaves the tenant, and with it every membership, share and ownership. What doesn't change stays the same object. */
function leave(world: World, principal: Principal, naming: Naming): World {
  const left: [string, Space][] = [];
  for (const space of naming.spaces(world, principal)) {
    const next = leaveSpace(space, principal);
    if (next !== space) left.push([space.name, next]);
  }
  const spaces = PatchedMap.with(world.spaces, left);
  if (principal.kind === 'group')
    return {
      ...world,
      spaces,
      groups: PatchedMap.without(world.groups, principal.id),
      users: mapChanged(world.users, naming.usersStating(world, principal.id), (user) =>
        user.groups?.some(({ group }) => group === principal.id) === true
          ? { ...user, groups: user.groups.filter(({ group }) => group !== principal.id) }
          : user,
      ),
    };
  if (principal.kind !== 'user') return { ...world, spaces };
  const groups = mapChanged(world.groups, naming.groupsWith(world, principal.id), (group) =>
    group.members.has(principal.id)
      ? { ...group, members: PatchedMap.without(group.members, principal.id) }
      : group,
  );
  return { ...world, spaces, groups, users: PatchedMap.without(world.users, principal.id) };
}

function leaveSpace(space: Space, principal: Principal): Space {
  const drop = (grants: readonly Grant[]): readonly Grant[] =>
    grants.some((grant) => samePrincipal(grant.principal, principal))
      ? grants.filter((grant) => !samePrincipal(grant.principal, principal))
      : grants;
  const owns = (owner: OwnerName | 'gone' | undefined): boolean =>
    principal.kind === 'user' && owner !== 'gone' && owner?.user === principal.id;
  const members = drop(space.members);
  const items = space.items.map((item) => {
    const shares = drop(item.shares);
    if (owns(item.owner)) return { ...item, shares, owner: 'gone' as const };
    return shares === item.shares ? item : { ...item, shares };
  });
  const sameItems = items.every((item, index) => item === space.items[index]);
  if (!owns(space.owner) && members === space.members && sameItems) return space;
  const { owner, ...rest } = space;
  const kept = owner === undefined || owns(owner) ? {} : { owner };
  return { ...rest, ...kept, members, items: sameItems ? space.items : items };
}

/** The map with the values of some keys changed; the same map where none is. */
function mapChanged<T>(
  map: ReadonlyMap<string, T>,
  keys: Iterable<string>,
  change: (value: T) => T,
): ReadonlyMap<string, T> {
  const changed: [string, T][] = [];
  for (const key of keys) {
    const value = map.get(key);
    const next = value && change(value);
    if (next !== undefined && next !== value) changed.push([key, next]);
  }
  return PatchedMap.with(map, changed);
}

/** After it, the user is known not to be in the group, even where its others are unknown. */
function leaveGroup(world: World, id: string, groupId: string): World {
  const left = updateGroup(world, groupId, (group) => ({
    ...group,
    members: PatchedMap.without(group.members, id),
  }));
  return updateUser(left, id, (user) => ({
    ...user,
    notIn: new Set([...(user.notIn ?? []), groupId]),
    ...(user.groups && { groups: user.groups.filter(({ group }) => group !== groupId) }),
  }));
}

function joinGroup(world: World, id: string, groupId: string): World {
  const user = world.users.get(id);
  if (user === undefined) return world;
  const joined = updateGroup(world, groupId, (group) => ({
    ...group,
    members: PatchedMap.with(group.members, [[id, group.members.get(id) ?? group.origin]]),
  }));
  return updateUser(joined, id, (current) => ({
    ...current,
    notIn: new Set([...(current.notIn ?? [])].filter((group) => group !== groupId)),
    ...(current.groups && {
      groups: [
        ...current.groups.filter(({ group }) => group !== groupId),
        { group: groupId, origin: current.origin },
      ],
    }),
  }));
}

function remove(world: World, what: Place): World {
  if (what.item === undefined)
    return { ...world, spaces: PatchedMap.without(world.spaces, what.space) };
  return updateSpace(world, what.space, (space) => ({
    ...space,
    items: space.items.filter((item) => !isItem(item, what)),
  }));
}

/** Shares don't follow a move: they belong to the space that the app was in. */
function move(world: World, what: Place, to: string): World {
  const item = world.spaces.get(what.space)?.items.find((candidate) => isItem(candidate, what));
  if (item === undefined || !world.spaces.has(to) || what.space === to) return world;
  return updateSpace(remove(world, what), to, (space) => ({
    ...space,
    items: [...space.items, { ...item, shares: [] }],
  }));
}

function updateRoles(
  world: World,
  principal: Principal,
  update: (roles: readonly RoleHeld[]) => readonly RoleHeld[],
): World {
  if (principal.kind === 'group')
    return updateGroup(world, principal.id, (group) => ({ ...group, roles: update(group.roles) }));
  if (principal.kind === 'user')
    return updateUser(world, principal.id, (user) => ({ ...user, roles: update(user.roles) }));
  return world;
}

function makeOwner(world: World, user: string, of: Place): World {
  return updateSpace(world, of.space, (space) =>
    of.item === undefined
      ? { ...space, owner: { user } }
      : {
          ...space,
          items: space.items.map((item) =>
            isItem(item, of) ? { ...item, owner: { user } } : item,
          ),
        },
  );
}
