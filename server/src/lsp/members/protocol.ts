import type { Location, WorkspaceEdit } from 'vscode-languageserver';

/** The spaces of every policy of the workspace. Answered by `SpaceSummary[]`. */
export const SPACES_REQUEST = 'spaceward/spaces';
/** Who has access to a space, as its members list shows them. Answered by `MembersList`, or null where it is gone. */
export const MEMBERS_REQUEST = 'spaceward/members';
/** Changes who has access to a space, by edits of the policy's text. Answered by `MembersEdited`. */
export const EDIT_MEMBERS_REQUEST = 'spaceward/editMembers';
/** Tells a client that has asked for spaces that they, or their members, may be others. */
export const MEMBERS_CHANGED = 'spaceward/membersChanged';

export interface SpaceId {
  /** A document of its policy. */
  readonly uri: string;
  readonly space: string;
}

export interface SpaceSummary extends SpaceId {
  readonly type: string;
  /** Its name in the policy. */
  readonly location: Location;
}

export interface MembersList {
  readonly rows: readonly MemberRow[];
  /** Titles of the roles that a membership can have, and a share. */
  readonly memberRoles: readonly string[];
  readonly shareRoles: readonly string[];
  /** Names of the apps. */
  readonly apps: readonly string[];
}

export interface MemberRow {
  /** As the policy writes who it is: tells rows apart. */
  readonly who: string;
  readonly kind: 'user' | 'group' | 'everyone' | 'link';
  /** A user's name, or how many a group is known to have. */
  readonly detail?: string;
  readonly isOwner: boolean;
  /** Of the membership, the highest first; empty for users of shared apps alone. */
  readonly roles: readonly RoleRow[];
  readonly apps: readonly AppRow[];
  readonly location?: Location;
}

export interface RoleRow {
  readonly title: string;
  readonly location?: Location;
}

/** An app that is shared with somebody. */
export interface AppRow {
  readonly name: string;
  readonly roles: readonly RoleRow[];
  readonly location?: Location;
}

/** Roles are their titles, `app` is the name of an app of the space. */
export type MembersChange =
  | { readonly kind: 'add' | 'set-roles'; readonly roles: readonly string[]; readonly app?: string }
  | { readonly kind: 'remove'; readonly app?: string }
  | { readonly kind: 'to-member'; readonly roles: readonly string[] }
  | {
      readonly kind: 'to-shares';
      readonly roles: readonly string[];
      readonly apps: readonly string[];
    };

export interface EditMembersParams extends SpaceId {
  /** As the policy writes who it is. */
  readonly who: string;
  readonly change: MembersChange;
}

export type MembersEdited =
  | { readonly kind: 'edit'; readonly edit: WorkspaceEdit }
  | { readonly kind: 'problem'; readonly message: string };
