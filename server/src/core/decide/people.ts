import type { Grant, Group, RoleHeld, User, World } from '../model/world.js';
import type { Origin } from '../syntax/policy/access.js';
import type { Missing, Person } from './types.js';

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

/** Whether the policy states that the user is in the group, on either side. */
export function isMember(group: Group, user: User): boolean {
  return (
    group.members.has(user.id) ||
    (user.groups?.some((stated) => stated.group === group.id) ?? false)
  );
}

/** The people of one world, with their groups and tenant roles; each is worked out when first asked for. */
export class People {
  private readonly groupsOf = new Map<string, readonly Membership[]>();
  private readonly peopleIn = new Map<string, readonly Person[]>();
  private readonly rolesOf = new Map<string, readonly RoleHolding[]>();
  private all: readonly Person[] | undefined;

  constructor(private readonly world: World) {}

  /**
   * The people that `only`, `nobody` and `every` speak of: the policy's users, one unnamed member of each group whose
   * members aren't all stated, and one unnamed user where everyone (or anyone with the link) is granted something.
   */
  everybody(): readonly Person[] {
    this.all ??= everybodyIn(this.world);
    return this.all;
  }

  /** The groups that a person is in for certain or may be in; none while groups are switched off. */
  memberships(person: Person): readonly Membership[] {
    if (!this.world.tenant.groupsEnabled) return [];
    if (person.kind === 'group-member') return [{ group: person.group }];
    if (person.kind !== 'user') return [];
    return remember(this.groupsOf, person.user.id, () => this.membershipsOf(person.user));
  }

  /** The people who are in a group for certain. */
  membersOf(group: string): readonly Person[] {
    return remember(this.peopleIn, group, () =>
      this.everybody().filter((person) =>
        this.memberships(person).some(
          (membership) => membership.group.id === group && membership.missing === undefined,
        ),
      ),
    );
  }

  /** The tenant roles of a person, their own first, then those of their groups. */
  rolesHeld(person: Person): readonly RoleHolding[] {
    return person.kind === 'user'
      ? remember(this.rolesOf, person.user.id, () => this.rolesOfPerson(person))
      : this.rolesOfPerson(person);
  }

  private membershipsOf(user: User): readonly Membership[] {
    const found: Membership[] = [];
    for (const group of this.world.groups.values()) {
      if (isMember(group, user)) found.push({ group });
      else if (user.groups === undefined && group.othersUnknown && !user.notIn?.has(group.id))
        found.push({ group, missing: missingMembers(group) });
    }
    return found;
  }

  private rolesOfPerson(person: Person): readonly RoleHolding[] {
    const roles: RoleHolding[] = [];
    if (person.kind === 'user') {
      const { id, origin } = person.user;
      for (const held of person.user.roles) roles.push({ held, to: { kind: 'user', id, origin } });
    }
    for (const { group, missing } of this.memberships(person))
      for (const held of group.roles)
        roles.push({
          held,
          to: { kind: 'group', id: group.id, origin: group.origin },
          ...(missing && { missing }),
        });
    return roles;
  }
}

function remember<T>(known: Map<string, T>, key: string, make: () => T): T {
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = make()));
  return value;
}

function everybodyIn(world: World): readonly Person[] {
  const people: Person[] = [...world.users.values()].map((user) => ({ kind: 'user', user }));
  if (world.tenant.groupsEnabled)
    for (const group of world.groups.values())
      if (group.othersUnknown) people.push({ kind: 'group-member', group });
  if (grantsSomethingTo(world, 'everyone')) people.push({ kind: 'anyone' });
  if (grantsSomethingTo(world, 'link')) people.push({ kind: 'link-holder' });
  return people;
}

function grantsSomethingTo(world: World, kind: Grant['principal']['kind']): boolean {
  const names = (grants: readonly Grant[]): boolean =>
    grants.some(({ principal }) => principal.kind === kind);
  for (const { members, items } of world.spaces.values())
    if (names(members) || items.some(({ shares }) => names(shares))) return true;
  return false;
}
