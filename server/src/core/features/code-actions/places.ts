import type { OpenPolicy } from '../../check.js';
import type { Block, Node, Pair, ScalarNode } from '../../syntax/tree.js';
import type { Span } from '../../text/span.js';
import type { FileEdit } from '../apply.js';
import { type NameScalar, nameScalars } from '../navigation/scalar-at.js';
import type { TextEdit } from '../scalar-source.js';

/** Edits of a block as edits of its file; undefined where no file has the block. */
export function inFile(
  checked: OpenPolicy,
  block: Block,
  edits: readonly TextEdit[],
): readonly FileEdit[] | undefined {
  const found = edits.map(({ span, newText }): FileEdit | undefined => {
    const place = checked.locate({ block, span });
    return place && { ...place, newText };
  });
  const whole = found.filter((edit) => edit !== undefined);
  return whole.length < found.length ? undefined : whole;
}

/** The scalar that a stretch of a block is a part of. */
export function scalarAround(block: Block, { start, end }: Span): ScalarNode | undefined {
  for (const pair of pairsOf(block))
    for (const scalar of scalarsIn(pair))
      if (scalar.span.start <= start && end <= scalar.span.end) return scalar;
  return undefined;
}

/** Every pair that a block holds at its outermost. */
export function pairsOf({ settings, entries }: Block): readonly Pair[] {
  return [...settings, ...entries].map(({ pair }) => pair);
}

function* scalarsIn({ key, value }: Pair): Iterable<ScalarNode> {
  yield key;
  yield* scalarsOf(value);
}

function* scalarsOf(node: Node | null): Iterable<ScalarNode> {
  if (node?.kind === 'scalar') yield node;
  else if (node?.kind === 'map') for (const pair of node.pairs) yield* scalarsIn(pair);
  else if (node?.kind === 'seq') for (const { value } of node.items) yield* scalarsOf(value);
}

/** Where the innermost key or list item that holds an offset starts; undefined where none does. */
export function startOfThing(block: Block, offset: number): number | undefined {
  let start: number | undefined;
  const visit = (span: Span, value: Node | null): void => {
    if (offset < span.start || offset > span.end) return;
    start = span.start;
    if (value?.kind === 'map') for (const pair of value.pairs) visit(pair.span, pair.value);
    if (value?.kind === 'seq') for (const item of value.items) visit(item.span, item.value);
  };
  for (const pair of pairsOf(block)) visit(pair.span, pair.value);
  return start;
}

/** The scalar around a stretch of a block that holds names, with the way in which it does. */
export function nameScalarAround(block: Block, { start, end }: Span): NameScalar | undefined {
  for (const entry of block.entries)
    for (const named of nameScalars(entry))
      if (named.scalar.span.start <= start && end <= named.scalar.span.end) return named;
  return undefined;
}
