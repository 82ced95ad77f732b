import type { Span } from '../text/span.js';
import type { Comment, Item, LongNode, MapNode, Node, Pair, Part, SeqNode } from './tree.js';

/** A list that is divided into parts. */
export class LongSeq implements SeqNode, LongNode {
  readonly kind = 'seq';
  readonly style = 'block';
  #items: readonly Item[] | undefined;

  constructor(
    readonly span: Span,
    readonly parts: readonly Part[],
    readonly starts: Uint32Array,
  ) {}

  get items(): readonly Item[] {
    this.#items ??= this.parts.flatMap(({ holds }, index) => {
      const by = this.starts[index] ?? 0;
      return holds.kind === 'seq' ? holds.items.map((item) => movedItem(item, by)) : [];
    });
    return this.#items;
  }
}

/** A map that is divided into parts. */
export class LongMap implements MapNode, LongNode {
  readonly kind = 'map';
  readonly style = 'block';
  #pairs: readonly Pair[] | undefined;

  constructor(
    readonly span: Span,
    readonly parts: readonly Part[],
    readonly starts: Uint32Array,
  ) {}

  get pairs(): readonly Pair[] {
    this.#pairs ??= this.parts.flatMap(({ holds }, index) => {
      const by = this.starts[index] ?? 0;
      return holds.kind === 'map' ? holds.pairs.map((pair) => movedPair(pair, by)) : [];
    });
    return this.#pairs;
  }

  /** Whether a key stands in it twice. */
  isRepeating(): boolean {
    const keys = new Set<string>();
    let count = 0;
    for (const { holds } of this.parts)
      for (const { key } of holds.kind === 'map' ? holds.pairs : []) {
        count += 1;
        keys.add(key.value);
      }
    return keys.size < count;
  }
}

/** A list or map as a divided one. */
export function longNode(
  kind: 'seq' | 'map',
  parts: readonly Part[],
  starts: Uint32Array,
): LongSeq | LongMap {
  const span = {
    start: (starts[0] ?? 0) + (parts[0]?.holds.span.start ?? 0),
    end: (starts[parts.length - 1] ?? 0) + (parts.at(-1)?.holds.span.end ?? 0),
  };
  return kind === 'seq' ? new LongSeq(span, parts, starts) : new LongMap(span, parts, starts);
}

/** A pair as it stands in a text that has `by` characters more before it. */
export function movedPair(pair: Pair, by: number): Pair {
  const { key, value, span } = pair;
  return {
    ...pair,
    key: { ...key, span: movedSpan(key.span, by) },
    value: value && movedNode(value, by),
    span: movedSpan(span, by),
  };
}

export function movedComment({ text, span }: Comment, by: number): Comment {
  return { text, span: movedSpan(span, by) };
}

function movedItem({ value, span }: Item, by: number): Item {
  return { value: value && movedNode(value, by), span: movedSpan(span, by) };
}

function movedNode(node: Node, by: number): Node {
  const span = movedSpan(node.span, by);
  switch (node.kind) {
    case 'scalar':
      return { ...node, span };
    case 'map': {
      const { kind, style, pairs } = node;
      return { kind, style, span, pairs: pairs.map((pair) => movedPair(pair, by)) };
    }
    case 'seq': {
      const { kind, style, items } = node;
      return { kind, style, span, items: items.map((item) => movedItem(item, by)) };
    }
  }
}

function movedSpan({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
