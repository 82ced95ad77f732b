import { SECTIONS } from '../syntax/sections.js';
import type { MapNode, Node, Pair, ScalarNode, SeqNode } from '../syntax/tree.js';

/** How many columns one level is. */
export const STEP = 2;

/** A key of a block map, or the dash of an item of a block list. */
export interface Mark {
  /** How many block collections are around it. */
  readonly level: number;
  /** Where it is to stand. */
  readonly column: number;
}

/** A value: a scalar, or a collection in brackets. */
export interface Value {
  /** Where it is to stand when it starts a line; text of several lines continues there. */
  readonly column: number;
  /** The new column of the key that it belongs to, or of its dash. */
  readonly owner: number;
  /** Where the bracket that closes it is to stand when it starts a line. */
  readonly close: number;
  /** Where the lines between its brackets are indented from. */
  readonly base: number;
}

/** Where the parts of a block are to stand, by where they are. */
export interface Columns {
  readonly marks: ReadonlyMap<number, Mark>;
  readonly values: ReadonlyMap<number, Value>;
  /** Every scalar, keys included, in order. */
  readonly scalars: readonly ScalarNode[];
}

/** The columns of a block's tree. Its keys are entries of a section, at the column given, or the file's own. */
export function columnsOf(root: Node | null, entryColumn: number | null): Columns {
  const found = new Finder(entryColumn);
  if (root !== null) found.root(root);
  return found;
}

class Finder implements Columns {
  readonly marks = new Map<number, Mark>();
  readonly values = new Map<number, Value>();
  readonly scalars: ScalarNode[] = [];

  constructor(readonly entryColumn: number | null) {}

  root(node: Node): void {
    const { entryColumn } = this;
    const level = entryColumn === null ? 0 : 1;
    const value = { column: 0, owner: 0, base: 0, close: 0 };
    if (node.kind !== 'map' || node.style !== 'block') this.#value(node, level, value);
    else
      for (const pair of node.pairs) {
        if (entryColumn !== null) this.#pair(pair, level, entryColumn, true);
        else this.#topPair(pair);
      }
  }

  #topPair(pair: Pair): void {
    const { key, value } = pair;
    if (!SECTIONS.has(key.value) || value?.kind !== 'map' || value.style !== 'block') {
      this.#pair(pair, 0, 0, false);
      return;
    }
    this.#key(key, 0, 0);
    for (const entry of value.pairs) this.#pair(entry, 1, STEP, true);
  }

  #key(key: ScalarNode, level: number, column: number): void {
    this.marks.set(key.span.start, { level, column });
    this.scalars.push(key);
  }

  #pair({ key, value }: Pair, level: number, column: number, isEntry: boolean): void {
    this.#key(key, level, column);
    // A bracket at the column of entries would be read as one, and keep the section from being read entry by entry.
    const close = isEntry ? column + STEP : column;
    this.#value(value, level + 1, { column: column + STEP, owner: column, base: column, close });
  }

  #value(node: Node | null, level: number, value: Value): void {
    if (node === null) return;
    if (node.kind === 'scalar') {
      this.scalars.push(node);
      this.values.set(node.span.start, value);
    } else if (node.style === 'flow') {
      this.values.set(node.span.start, value);
      this.#flow(node);
    } else if (node.kind === 'map') {
      for (const pair of node.pairs) this.#pair(pair, level, value.column, false);
    } else this.#items(node, level, value.column);
  }

  #items({ items }: SeqNode, level: number, column: number): void {
    const inside = column + STEP;
    for (const { value, span } of items) {
      this.marks.set(span.start, { level, column });
      this.#value(value, level + 1, {
        column: inside,
        owner: column,
        base: inside,
        close: inside,
      });
    }
  }

  #flow(node: MapNode | SeqNode): void {
    if (node.kind === 'seq') for (const { value } of node.items) this.#inFlow(value);
    else
      for (const { key, value } of node.pairs) {
        this.scalars.push(key);
        this.#inFlow(value);
      }
  }

  #inFlow(node: Node | null): void {
    if (node?.kind === 'scalar') this.scalars.push(node);
    else if (node !== null) this.#flow(node);
  }
}
