import { contentKind } from '../../syntax/policy/read-entry.js';
import type { Block, Entry, MapNode, Node, Pair, ScalarNode } from '../../syntax/tree.js';
import type { Span } from '../../text/span.js';

/**
 * How a scalar holds names: `name`: it is one, as it stands. `user`: one after an optional `user`. `principal`: one after an
 * optional `user` or `group`. `reference`: a space or an item of one. The others are sentences.
 */
export type ScalarForm = 'name' | 'user' | 'principal' | 'reference' | 'expectation' | 'change';

/** A scalar that holds names. */
export interface NameScalar {
  readonly scalar: ScalarNode;
  readonly form: ScalarForm;
}

/** The scalars of one block that hold names, by place. */
export class NameScalars {
  private readonly list: readonly NameScalar[];

  constructor(block: Block) {
    this.list = block.entries
      .flatMap((entry) => [...nameScalars(entry)])
      .sort((a, b) => a.scalar.span.start - b.scalar.span.start);
  }

  /** The one that holds a place of the block. */
  at({ start, end }: Span): NameScalar | undefined {
    let low = 0;
    let high = this.list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.list[middle]?.scalar.span.start ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    const last = this.list[low - 1];
    return last !== undefined && end <= last.scalar.span.end ? last : undefined;
  }
}

/** Every scalar of an entry that holds names which a rename may change. */
export function* nameScalars({ section, key, value }: Entry): Iterable<NameScalar> {
  yield { scalar: key, form: 'name' };
  switch (section) {
    case 'users':
      yield* items(field(value, 'groups'), 'name');
      yield* items(field(value, 'roles'), 'name');
      return;
    case 'groups':
      yield* items(field(value, 'members'), 'user');
      yield* items(field(value, 'roles'), 'name');
      return;
    case 'spaces':
      yield* text(field(value, 'owner'), 'user');
      yield* text(field(value, 'created-by'), 'user');
      yield* keys(field(value, 'members'), 'principal');
      for (const { key: kind, value: content } of pairs(value))
        if (contentKind(kind.value) !== undefined)
          for (const item of pairs(content)) yield* itemScalars(item);
      return;
    case 'tests':
      yield* items(value, 'expectation');
      yield* items(field(value, 'given'), 'change');
      yield* items(field(value, 'expect'), 'expectation');
  }
}

function* itemScalars({ key, value }: Pair): Iterable<NameScalar> {
  yield { scalar: key, form: 'name' };
  yield* text(field(value, 'owner'), 'user');
  yield* keys(field(value, 'shares'), 'principal');
  yield* text(field(value, 'published-from'), 'reference');
  yield* text(field(value, 'from'), 'reference');
  yield* items(field(value, 'uses'), 'reference');
}

function pairs(node: Node | null | undefined): MapNode['pairs'] {
  return node?.kind === 'map' ? node.pairs : [];
}

function field(node: Node | null, key: string): Node | null | undefined {
  return pairs(node).find((pair) => pair.key.value === key)?.value;
}

function* text(node: Node | null | undefined, form: ScalarForm): Iterable<NameScalar> {
  if (node?.kind === 'scalar') yield { scalar: node, form };
}

function* keys(node: Node | null | undefined, form: ScalarForm): Iterable<NameScalar> {
  for (const { key } of pairs(node)) yield { scalar: key, form };
}

function* items(node: Node | null | undefined, form: ScalarForm): Iterable<NameScalar> {
  if (node?.kind === 'seq') for (const { value } of node.items) yield* text(value, form);
}
