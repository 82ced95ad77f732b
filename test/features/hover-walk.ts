/** Every place of a policy where a cursor may rest on a key or a value. */
import type { Checked } from '../../server/src/core/check.js';
import type { Block, Node, ScalarNode } from '../../server/src/core/syntax/tree.js';

/** A key or value of a policy file. */
export interface Stop {
  readonly path: string;
  /** The keys that lead to it, its own among them. */
  readonly keys: readonly string[];
  readonly scalar: ScalarNode;
  readonly isKey: boolean;
  /** In the file, where the scalar starts. */
  readonly start: number;
  /** In the file: where each of its words starts. */
  readonly words: readonly number[];
}

/** Every key and value of a policy, with its words. */
export function* stops({ policy }: Checked): Iterable<Stop> {
  for (const { path, tree } of policy.files)
    for (const { block, start } of tree.blocks)
      for (const { scalar, keys, isKey } of scalarsOf(block)) {
        const text = tree.text.slice(start + scalar.span.start, start + scalar.span.end);
        const found = [...text.matchAll(/[^\s"'/,]+/gu)].map(({ index }) => index);
        const words = found.length === 0 ? [0] : found;
        const at = start + scalar.span.start;
        yield { path, keys, scalar, isKey, start: at, words: words.map((word) => at + word) };
      }
}

type Found = Pick<Stop, 'keys' | 'scalar' | 'isKey'>;

function* scalarsOf({ heads, entries, settings }: Block): Iterable<Found> {
  for (const { key } of heads) yield { keys: [key.value], scalar: key, isKey: true };
  for (const { section, key, value } of entries) {
    const keys = [section, key.value];
    yield { keys, scalar: key, isKey: true };
    yield* scalarsIn(value, keys);
  }
  for (const { section, pair } of settings) yield* scalarsIn(pair.value, [section]);
}

function* scalarsIn(node: Node | null, keys: readonly string[]): Iterable<Found> {
  switch (node?.kind) {
    case 'scalar':
      yield { keys, scalar: node, isKey: false };
      return;
    case 'seq':
      for (const { value } of node.items) yield* scalarsIn(value, keys);
      return;
    case 'map':
      for (const { key, value } of node.pairs) {
        yield { keys: [...keys, key.value], scalar: key, isKey: true };
        yield* scalarsIn(value, [...keys, key.value]);
      }
      return;
    case undefined:
  }
}
