import type { Span } from '../text/span.js';
import type { Origin } from './policy/access.js';
import type {
  Block,
  Comment,
  Item,
  LongNode,
  MapNode,
  Node,
  Pair,
  Part,
  ScalarNode,
  SeqNode,
} from './tree.js';

class Long implements LongNode {
  #places: ReadonlyMap<Block, number> | undefined;

  constructor(
    readonly style: 'block' | 'flow',
    readonly span: Span,
    readonly parts: readonly Part[],
    readonly starts: Uint32Array,
  ) {}

  startOf(part: Block): number | undefined {
    this.#places ??= new Map(this.parts.map((each, index) => [each, this.starts[index] ?? 0]));
    return this.#places.get(part);
  }
}

/** A list that is divided into parts. */
export class LongSeq extends Long implements SeqNode {
  readonly kind = 'seq';
  #items: readonly Item[] | undefined;

  get items(): readonly Item[] {
    this.#items ??= this.parts.flatMap(({ holds }, index) => {
      const by = this.starts[index] ?? 0;
      return holds.kind === 'seq' ? holds.items.map((item) => movedItem(item, by)) : [];
    });
    return this.#items;
  }
}

/** A map that is divided into parts. */
export class LongMap extends Long implements MapNode {
  readonly kind = 'map';
  #pairs: readonly Pair[] | undefined;

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

/** A list or map as a divided one, of the kind and style of another. */
export function longNode(
  { kind, style }: SeqNode | MapNode,
  parts: readonly Part[],
  starts: Uint32Array,
): LongSeq | LongMap {
  const last = parts.length - 1;
  const span =
    style === 'flow'
      ? // Its brackets are around the parts: the first one before them, the other in the last.
        { start: (starts[0] ?? 0) - 1, end: starts[last + 1] ?? 0 }
      : {
          start: (starts[0] ?? 0) + (parts[0]?.holds.span.start ?? 0),
          end: (starts[last] ?? 0) + (parts[last]?.holds.span.end ?? 0),
        };
  return kind === 'seq'
    ? new LongSeq(style, span, parts, starts)
    : new LongMap(style, span, parts, starts);
}

/** Where a place is in a block, also where it is told by a part of it; undefined where it is in another block. */
export function spanIn(block: Block, origin: Origin): Span | undefined {
  if (origin.block === block) return origin.span;
  const by = block.long?.startOf(origin.block);
  return by === undefined ? undefined : movedSpan(origin.span, by);
}

/** A scalar as it stands in a text that has `by` characters more before it. */
export function movedScalar(scalar: ScalarNode, by: number): ScalarNode {
  return { ...scalar, span: movedSpan(scalar.span, by) };
}

/** A pair as it stands in a text that has `by` characters more before it. */
export function movedPair(pair: Pair, by: number): Pair {
  const { key, value, span } = pair;
  return {
    ...pair,
    key: movedScalar(key, by),
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
      return movedScalar(node, by);
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
