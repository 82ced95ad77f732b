import type { Span } from '../text/span.js';

/** How a scalar is written. */
export type ScalarStyle = 'plain' | 'single-quoted' | 'double-quoted' | 'literal' | 'folded';

/** A name or value. Everything is text: the failsafe schema knows no numbers, booleans or null. */
export interface ScalarNode {
  readonly kind: 'scalar';
  readonly style: ScalarStyle;
  /** The decoded text. */
  readonly value: string;
  /** From the first character of the scalar's source (its quote, its `|`) to its end, in the block. */
  readonly span: Span;
  /** The scalar as written; span covers exactly this text. */
  readonly source: string;
  /** Of a literal or folded scalar: the column of the collection that holds it, from which an indentation indicator counts. */
  readonly indent?: number;
}

export interface Pair {
  readonly key: ScalarNode;
  /** null where nothing is written after the colon. */
  readonly value: Node | null;
  /** False where no colon is written: in `{ ali: can view, can edit }`, `can edit` is a key without one; so is one that a repair completed. */
  readonly colon?: boolean;
  /** From the key to the end of the value. */
  readonly span: Span;
}

export interface MapNode {
  readonly kind: 'map';
  readonly style: 'block' | 'flow';
  readonly span: Span;
  readonly pairs: readonly Pair[];
}

export interface Item {
  /** null where nothing is written after the dash or between commas. */
  readonly value: Node | null;
  readonly span: Span;
}

export interface SeqNode {
  readonly kind: 'seq';
  readonly style: 'block' | 'flow';
  readonly span: Span;
  readonly items: readonly Item[];
}

/** A value of a policy file. Spans count from the start of the block that holds it. */
export type Node = ScalarNode | MapNode | SeqNode;

/** A change of the text that mends a mistake. */
export interface SyntaxFix {
  /** What to replace, in the block. */
  readonly span: Span;
  readonly text: string;
  /** What the change does, as an editor's menu shows it. */
  readonly title: string;
}

/** A mistake in the YAML itself. */
export interface SyntaxProblem {
  readonly message: string;
  readonly span: Span;
  /** Which mistake it is, in kebab-case. */
  readonly code?: string;
  readonly fix?: SyntaxFix;
}

export interface Comment {
  /** The comment without `#` and surrounding space. */
  readonly text: string;
  /** From `#` to the end of the line. */
  readonly span: Span;
}

/** One key of a section (one user, one space, one test): the unit that keeps its identity across edits. */
export interface Entry {
  /** The top-level key: `users`, `spaces`, … */
  readonly section: string;
  readonly key: ScalarNode;
  readonly value: Node | null;
  /** The key with its value, as it stands in the block. */
  readonly pair: Pair;
  readonly block: Block;
}

/** A top-level key: where a section's name stands. */
export interface SectionHead {
  readonly key: ScalarNode;
}

/**
 * A piece of a policy file that is read by itself: usually one entry. The blocks of a file follow each other without a gap;
 * every span inside counts from the block's own start, so a block is reused as it is when it only moves.
 */
export interface Block {
  /** The block's text, a copy: it keeps no older version of the file alive. */
  readonly text: string;
  /** The section whose entries its keys are; null where they are the file's own. */
  readonly section: string | null;
  /** Top-level keys whose name stands in this block. */
  readonly heads: readonly SectionHead[];
  /** Entries of the sections `roles`, `users`, `groups`, `spaces`, `tests`, in order. */
  readonly entries: readonly Entry[];
  /** Top-level pairs that are no map of entries: `tenant`, `spaceward`, and unknown sections. */
  readonly settings: readonly {
    readonly section: string;
    readonly pair: Pair;
    readonly block: Block;
  }[];
  readonly problems: readonly SyntaxProblem[];
  readonly comments: readonly Comment[];
  /** The list or map of many members in its one entry, where it is divided: an edit within it reads the part that it is in. */
  readonly long?: LongNode;
}

/** Some of the items of a long list, or of the pairs of a long map, read by themselves: a block of no entries. */
export interface Part extends Block {
  /** What it holds; spans count from its own start. */
  readonly holds: SeqNode | MapNode;
}

/** A list or map that is divided. Its items or pairs are put together for whoever asks for them. */
export interface LongNode {
  readonly parts: readonly Part[];
  /** Where each part starts in the block, and last where the parts end. */
  readonly starts: Uint32Array;
  /** Where a part starts in the block; undefined of other blocks. */
  startOf(part: Block): number | undefined;
}
