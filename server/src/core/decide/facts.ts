import type { Store } from '../attached.js';
import type { Entitlement, Group, RoleHeld, User } from '../model/world.js';
import type { Origin } from '../syntax/policy/access.js';
import type { Missing, Person } from './types.js';

/** A group that a person is in, or may be in. */
export interface Membership {
  /** Id of the group. */
  readonly group: string;
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

/**
 * What the policy says of one person, whatever the spaces grant. While it doesn't change, it is the same object in every
 * world: what is worked out from it is kept with it.
 */
export interface Facts {
  readonly person: Person;
  /**
   * The groups that the person is in for certain or may be in; none while groups are switched off. No two people have the same
   * list, and what else is known of somebody leaves it as it is: what spaces grant a person is kept with it.
   */
  readonly memberships: readonly Membership[];
  /** The tenant roles of the person, their own first, then those of their groups. */
  readonly roles: readonly RoleHolding[];
  /** Equal for users of whom no answer differs in spaces that name none of them, nor a group with one of them. */
  readonly likeness: string;
  /** A number for the likeness. */
  readonly kind: number;
}

/** Facts with what they were made from: while that stays, so do they. */
export interface FactsFrom {
  readonly facts: Facts;
  readonly stated: readonly string[];
  readonly uncertain: readonly Group[];
  readonly giving: readonly Group[];
}

/** Facts that are kept from world to world, as long as the tenant and its roles are the same. */
export interface KnownFacts {
  readonly users: Store<User, FactsFrom>;
  /** The memberships of users, by the list of groups that they are stated to be in. */
  readonly memberships: Store<readonly string[], readonly Membership[]>;
  /** The memberships of the unnamed members of a group, by its id. */
  readonly inOne: Map<string, readonly Membership[]>;
  /** What is known of the unnamed members of a group, by what they are entitled to. */
  readonly members: Store<Group, Map<Entitlement | undefined, Facts>>;
  readonly doubts: Store<Group, Missing>;
  /** Numbers of likenesses. */
  readonly kinds: Map<string, number>;
}

/** Whether the policy states that the user is in the group, on either side. */
export function isMember(group: Group, user: User): boolean {
  return (
    group.members.has(user.id) ||
    (user.groups?.some((stated) => stated.group === group.id) ?? false)
  );
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

/** Equal for users of whom no answer differs in spaces that name none of them. */
export function likenessOf(
  { entitlement, status, groups, notIn }: User,
  roles: readonly RoleHolding[],
): string {
  const held = roles.map(
    ({ held: { role, title }, missing }) => `${role}=${title}${missing === undefined ? '' : '?'}`,
  );
  return [
    entitlement,
    status,
    groups === undefined ? 'open' : 'stated',
    [...(notIn ?? [])].sort().join('\n'),
    held.join('\n'),
  ].join('\t');
}

export function sameMemberships(a: readonly Membership[], b: readonly Membership[]): boolean {
  return (
    a.length === b.length &&
    a.every((one, index) => {
      const other = b[index];
      return one.group === other?.group && one.missing === other.missing;
    })
  );
}

/** Whether two facts of one user say the same. */
export function sameFacts(a: Facts, b: Facts): boolean {
  return (
    sameMemberships(a.memberships, b.memberships) &&
    a.roles.length === b.roles.length &&
    a.roles.every((one, index) => {
      const other = b.roles[index];
      return (
        one.held === other?.held &&
        one.missing === other.missing &&
        one.to.origin === other.to.origin
      );
    })
  );
}
