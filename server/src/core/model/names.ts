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
  /** Names of what could stand here, where those of the policy's entries of the kind can't all. */
  readonly candidates?: readonly string[];
  /** Today's name, where the one written is older or the API's. */
  readonly rename?: string;
  /** Said after the message where nothing was found. */
  readonly hint?: string;
  /** Whether the policy has the name, and a change made before took it away. */
  readonly isGone?: true;
}

/** Whether there is something to say of a use. */
export function isTrouble({ found, rename }: NameUse): boolean {
  return found === undefined || rename !== undefined;
}

/** Two entries of one name. */
export interface Duplicate {
  readonly what: string;
  readonly name: string;
  readonly origin: Origin;
  readonly first: Origin;
}
