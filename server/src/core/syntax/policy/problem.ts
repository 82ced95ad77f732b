import type { ScalarNode } from '../tree.js';
import type { Origin } from './access.js';

/** A replacement of text, by place. */
export interface Edit {
  readonly origin: Origin;
  /** The new text; where it stands inside a scalar, before that scalar's quoting is taken into account. */
  readonly text: string;
  /** The scalar that the place is a part of: its quoting must still hold after the edit. */
  readonly inside?: ScalarNode;
}

/** A change of the policy that removes a problem. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
  /** Whether it changes nobody's access, so that it may be applied without asking. */
  readonly safe: boolean;
}

/** Rules of which the reader itself finds the breaches. */
export type ReadingRule =
  | 'yaml-syntax'
  | 'statement-syntax'
  | 'unknown-key'
  | 'invalid-value'
  | 'missing-value'
  | 'duplicate-entry';

/** Something wrong in one entry, whatever the rest of the policy says. */
export interface ReadingProblem {
  readonly rule: ReadingRule;
  readonly message: string;
  readonly origin: Origin;
  readonly related?: readonly { readonly origin: Origin; readonly message: string }[];
  readonly fix?: Fix;
}
