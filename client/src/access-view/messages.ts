/** What the page of an access view and the extension say to each other. */
import type { Access, AccessSubject } from '../../../server/src/core/features/access/access.js';
import type { AccessFilter } from '../../../server/src/core/features/access/filter.js';
import type { Proof, ProofLine } from '../../../server/src/lsp/access/protocol.js';

/** What an access view is about. */
export interface Shown {
  /** A document of the policy. */
  readonly uri: string;
  readonly subject: AccessSubject;
}

/** A cell, by names that stay when others come and go. */
export interface CellName {
  readonly who: string;
  readonly column: string;
}

/** What the page keeps while it is hidden, and what is left of it when the window is loaded again. */
export interface PageState {
  readonly shown: Shown;
  readonly filter: AccessFilter;
  /** The cell that the keyboard is on. */
  readonly at?: CellName;
  /** The cell that is explained. */
  readonly explained?: CellName;
  readonly scrollTop: number;
  readonly scrollLeft: number;
}

export type Link = NonNullable<ProofLine['link']>;

export type ToPage =
  | { readonly type: 'access'; readonly shown: Shown; readonly access: Access }
  | { readonly type: 'problem'; readonly message: string }
  | { readonly type: 'proof'; readonly cell: CellName; readonly proof: Proof }
  /** Places in the policy may be others: what is explained is to be asked for again. */
  | { readonly type: 'moved' };

export type FromPage =
  | { readonly type: 'ready' }
  /** Another space or action is wanted. */
  | { readonly type: 'choose' }
  | { readonly type: 'explain'; readonly cell: CellName }
  | { readonly type: 'open'; readonly link: Link };
