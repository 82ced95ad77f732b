import type { Span } from '../../text/span.js';

/** What a proposal is, for its icon. */
export type CompletionKind =
  | 'section'
  | 'key'
  | 'value'
  | 'user'
  | 'group'
  | 'role'
  | 'permission'
  | 'space'
  | 'item'
  | 'action'
  | 'cause'
  | 'keyword'
  | 'snippet';

/** One thing that may be written at the cursor. */
export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** A few words beside the label. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** What takes the place of `span`. Its further lines are indented as the line that it is inserted on. */
  readonly insertText: string;
  /** Whether `insertText` has tab stops (`$1`, `${1:name}`). */
  readonly snippet: boolean;
  /** On one line; holds the cursor. */
  readonly span: Span;
  /** What the typed text is compared with, where that is not the label. */
  readonly filterText?: string;
  readonly sortText: string;
}

/** Something that can be proposed, before it is known how it is written at the cursor. */
export interface Candidate {
  /** The name, as it is meant. */
  readonly text: string;
  readonly kind: CompletionKind;
  readonly detail?: string;
  readonly documentation?: string;
  /** Further words that find it. */
  readonly filter?: string;
  /** Among candidates: lower comes first (default: 5). */
  readonly rank?: number;
  /** Among candidates of one rank, where they have an order of their own: below 100; else the alphabet decides. */
  readonly order?: number;
}

/** The fields of a completion that its candidate settles. */
export function describe(
  candidate: Candidate,
): Pick<Completion, 'kind' | 'detail' | 'documentation' | 'sortText'> {
  const { kind, detail, documentation, rank = 5, order, text } = candidate;
  const place = order === undefined ? '' : String(order).padStart(2, '0');
  return {
    kind,
    sortText: `${rank}${place}${text.toLowerCase()}`,
    ...(detail !== undefined && { detail }),
    ...(documentation !== undefined && { documentation }),
  };
}

/** A text as a snippet holds it literally. */
export function literal(text: string): string {
  return text.replaceAll(/[\\$}]/gu, '\\$&');
}
