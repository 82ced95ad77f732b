import type { Range, TextDocumentPositionParams } from 'vscode-languageserver';
import type { Access, AccessSubject } from '../../core/features/access/access.js';
import type { Verdict } from '../../core/decide/types.js';

/** Everybody's verdicts on the actions of a space, or on items for one action. Answered by `AccessReport`, or null. */
export const ACCESS_REQUEST = 'spaceward/access';
/** Why one cell says what it says. Answered by `Proof`, or null. */
export const PROOF_REQUEST = 'spaceward/access/proof';
/** The space that a place of a document is in. Answered by its name, or null. */
export const SPACE_AT_REQUEST = 'spaceward/access/spaceAt';
/** Tells a client that has asked for access that there may be news of it. */
export const ACCESS_CHANGED = 'spaceward/accessChanged';

export type SpaceAtParams = TextDocumentPositionParams;

export interface AccessParams {
  /** A document of the policy. */
  readonly uri: string;
  readonly subject: AccessSubject;
  /** The id of the report on the same subject that the client has. */
  readonly previousResultId?: string;
}

export type AccessReport =
  | { readonly kind: 'access'; readonly resultId: string; readonly access: Access }
  /** Nothing has changed since the report that the client has. */
  | { readonly kind: 'same'; readonly resultId: string }
  | { readonly kind: 'problem'; readonly message: string };

export interface ProofParams {
  readonly uri: string;
  readonly subject: AccessSubject;
  /** A row and a column, as the access names them. */
  readonly who: string;
  readonly column: string;
}

export type Proof =
  | {
      readonly kind: 'proof';
      readonly who: string;
      readonly verdict: Verdict;
      readonly action: string;
      readonly id: string;
      readonly place: string;
      readonly sections: readonly {
        readonly heading: string;
        readonly lines: readonly ProofLine[];
      }[];
    }
  | { readonly kind: 'problem'; readonly message: string };

export interface ProofLine {
  readonly text: string;
  /** The document or table that it rests on. */
  readonly source?: string;
  /** The place in the policy that it rests on. */
  readonly link?: { readonly label: string; readonly uri: string; readonly range: Range };
}
