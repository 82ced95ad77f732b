import type { ContentKind, SpaceRole, SpaceType } from '../matrix/types.js';
import type { Origin } from '../syntax/policy/access.js';

/**
 * What a policy says of a tenant, with every name resolved: the world that questions are asked of.
 * A world is never changed; a change (`given`) makes another one that shares what stays.
 */
export interface World {
  readonly tenant: Tenant;
  /** Custom roles and User Default, by lower-case name. */
  readonly roles: ReadonlyMap<string, TenantRole>;
  readonly users: ReadonlyMap<string, User>;
  /** Ids of users by address in lower case. Those of users who left may be among them. */
  readonly emails: ReadonlyMap<string, string>;
  readonly groups: ReadonlyMap<string, Group>;
  readonly spaces: ReadonlyMap<string, Space>;
  /** Names of spaces whose type isn't stated: they are there, but nothing can be said of them. */
  readonly untyped: ReadonlySet<string>;
}

export type Entitlement = 'full' | 'basic' | 'professional' | 'analyzer' | 'none' | 'unknown';

export type Subscription =
  'standard' | 'premium' | 'enterprise' | 'qlik-sense-enterprise-saas' | 'qlik-sense-business';

export interface Tenant {
  readonly name?: string;
  readonly subscription?: Subscription;
  readonly groupsEnabled: boolean;
  /** Of users who state none; `unknown` where the tenant states none either. */
  readonly entitlement: Entitlement;
  readonly origin?: Origin;
}

/** A value of a permission with the line that states it. */
export interface StatedPermission {
  /** Id of the permission. */
  readonly permission: string;
  /** In lower case. */
  readonly value: string;
  readonly origin: Origin;
}

/** User Default or a custom role, and what it says of permissions. */
export interface TenantRole {
  readonly name: string;
  readonly isDefault: boolean;
  readonly permissions: readonly StatedPermission[];
  /** What holds of permissions that are not stated; absent: not known. */
  readonly otherwise?: 'allowed' | 'not allowed';
  readonly origin: Origin;
}

/** A built-in or custom role held, with the line that gives it. */
export interface RoleHeld {
  /** Id of a built-in security role, or lower-case name of a custom role. */
  readonly role: string;
  readonly title: string;
  readonly origin?: Origin;
}

export interface User {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  readonly entitlement: Entitlement;
  readonly roles: readonly RoleHeld[];
  readonly status: 'active' | 'invited' | 'disabled';
  readonly bot: boolean;
  /** Set when the user's groups are stated: then they are complete. */
  readonly groups?: readonly { readonly group: string; readonly origin: Origin }[];
  /** Groups that the user is known not to be in, whoever their other members are. */
  readonly notIn?: ReadonlySet<string>;
  readonly origin: Origin;
}

export interface Group {
  readonly id: string;
  readonly name: string;
  /** User ids with the lines that state them. */
  readonly members: ReadonlyMap<string, Origin>;
  /** Whether the group has members that the policy doesn't state. */
  readonly othersUnknown: boolean;
  readonly provider?: 'idp' | 'custom';
  readonly roles: readonly RoleHeld[];
  readonly origin: Origin;
}

/** Who is granted something. */
export type Principal =
  | { readonly kind: 'user'; readonly id: string }
  | { readonly kind: 'group'; readonly id: string }
  | { readonly kind: 'everyone' }
  | { readonly kind: 'link' };

/** One principal's roles in a space, or on an item. */
export interface Grant {
  readonly principal: Principal;
  readonly roles: readonly GrantedRole[];
  /** Where the principal stands. Absent for a grant that a change makes. */
  readonly origin?: Origin;
}

export interface GrantedRole {
  readonly role: SpaceRole;
  readonly origin?: Origin;
}

/** A user named as owner or creator. */
export interface OwnerName {
  /** A user's id; undefined when the name is no user of the policy. */
  readonly user: string | undefined;
  readonly origin?: Origin;
}

/** A reference as the policy writes it. */
export interface Reference {
  readonly space: string;
  readonly kind?: ContentKind;
  readonly item?: string;
  readonly origin: Origin;
  readonly spaceOrigin: Origin;
  readonly itemOrigin?: Origin;
}

export interface Item {
  readonly kind: ContentKind;
  readonly name: string;
  /** Absent: not stated. `gone`: the owner left the tenant. */
  readonly owner?: OwnerName | 'gone';
  readonly shares: readonly Grant[];
  readonly appKind: 'qlik-sense' | 'qlikview' | 'direct-query';
  readonly features: readonly string[];
  readonly sectionAccess: boolean;
  readonly publishedFrom?: Reference;
  readonly from?: Reference;
  readonly uses: readonly Reference[];
  readonly origin?: Origin;
}

export interface Space {
  readonly name: string;
  readonly type: SpaceType;
  /** Absent: the space has no owner. */
  readonly owner?: OwnerName;
  readonly createdBy?: OwnerName;
  readonly members: readonly Grant[];
  readonly items: readonly Item[];
  readonly origin: Origin;
}

/** How names are compared: composed (NFC), else exactly. */
export function nameKey(name: string): string {
  return name.normalize('NFC');
}

/** How a principal is written in the policy. */
export function principalText(principal: Principal): string {
  switch (principal.kind) {
    case 'user':
      return principal.id;
    case 'group':
      return `group ${principal.id}`;
    case 'everyone':
      return 'everyone';
    case 'link':
      return 'anyone with the link';
  }
}

/** Whether the id of a user would be read as somebody else where the word `user` doesn't stand before it. */
export function readsAsOther(id: string): boolean {
  return READ_OTHERWISE.test(id);
}

const READ_OTHERWISE = /^(?:everyone|anyone with the link|(?:user|group)(?:\s.*)?)$/isu;

/** Names a principal, and no other: a user may be called as a group is written. */
export function principalKey(principal: Principal): string {
  return `${principal.kind} ${principalText(principal)}`;
}

export function samePrincipal(a: Principal, b: Principal): boolean {
  if (a.kind === 'user' || a.kind === 'group') return a.kind === b.kind && a.id === b.id;
  return a.kind === b.kind;
}
