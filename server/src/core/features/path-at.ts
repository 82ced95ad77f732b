import type { Block, Node, Pair } from '../syntax/tree.js';

/**
 * What a place of a block is in, outermost first: the section, the entry, and the keys below it. A list item counts by its
 * text, or, if it is none, not at all. Empty where the place is in no entry.
 *
 * @param offset from the start of the block
 */
export function pathAt(block: Block, offset: number): readonly string[] {
  for (const { section, pair } of [...block.entries, ...block.settings])
    if (holds(pair, offset)) {
      const inside = [...keysAt(pair, offset)];
      return inside[0] === section ? inside : [section, ...inside];
    }
  return [];
}

function holds({ span }: Pick<Pair, 'span'>, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

function* keysAt({ key, value }: Pair, offset: number): Iterable<string> {
  yield key.value;
  yield* keysIn(value, offset);
}

function* keysIn(node: Node | null, offset: number): Iterable<string> {
  if (node?.kind === 'map') {
    const pair = node.pairs.find((each) => holds(each, offset));
    if (pair !== undefined) yield* keysAt(pair, offset);
  }
  if (node?.kind === 'seq') {
    const value = node.items.find((each) => holds(each, offset))?.value ?? null;
    if (value?.kind === 'scalar') yield value.value;
    yield* keysIn(value, offset);
  }
}
