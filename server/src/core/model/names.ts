import type { Origin } from '../syntax/policy/access.js';

export type NameKind =
  | 'user'
  | 'group'
  | 'space role'
  | 'tenant role'
  | 'permission'
  | 'space'
  | 'content'
  | 'action'
  | 'cause'
  | 'entitlement';

/** One place where the policy names something, and whether that was found. */
export interface NameUse {
  readonly kind: NameKind;
  /** As written. */
  readonly text: string;
  readonly origin: Origin;
  /** Identity of what is named; undefined: nothing has that name. */
  readonly found: string | undefined;
  /** Names of what could stand here. Asked for only to suggest one. */
  readonly candidates: () => Iterable<string>;
  /** Today's name, where the one written is older or the API's. */
  readonly rename?: string;
  /** Said after the message where nothing was found. */
  readonly hint?: string;
}

/** Two entries of one name. */
export interface Duplicate {
  readonly what: string;
  readonly name: string;
  readonly origin: Origin;
  readonly first: Origin;
}
