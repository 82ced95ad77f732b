// Trees in a form that can be compared: absolute spans for blocks, plain values for YAML's own.
import assert from 'node:assert/strict';
import { isMap, isScalar, isSeq } from 'yaml';
import { LongMap, LongSeq } from '../../../server/src/core/syntax/long-node.js';
import type { Block, Node, Pair, ScalarNode } from '../../../server/src/core/syntax/tree.js';
import type { SourceTree } from '../../../server/src/core/syntax/source-tree.js';

interface Placed {
  readonly start: number;
  readonly block: Block;
}

/** All that blocks say, as one list each, every span counted from the file's start. */
export function flatten(blocks: readonly Placed[]): Record<string, unknown[]> {
  const all = blocks.map(({ start, block }) => ({
    heads: block.heads.map(({ key }) => moved(key, start)),
    entries: block.entries.map(({ section, pair }) => [section, moved(pair, start)]),
    settings: block.settings.map(({ section, pair }) => [section, moved(pair, start)]),
    problems: block.problems.map((problem) => moved(problem, start)),
    comments: block.comments.map((comment) => moved(comment, start)),
  }));
  return {
    heads: all.flatMap(({ heads }) => heads),
    entries: all.flatMap(({ entries }) => entries),
    settings: all.flatMap(({ settings }) => settings),
    problems: all.flatMap(({ problems }) => problems),
    comments: all.flatMap(({ comments }) => comments),
  };
}

/** A tree with every span moved. */
function moved(value: unknown, by: number): unknown {
  if (Array.isArray(value)) return value.map((each) => moved(each, by));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(put(value)).map(([name, each]) => [
      name,
      (name === 'start' || name === 'end') && typeof each === 'number'
        ? each + by
        : moved(each, by),
    ]),
  );
}

/** A list or map that is divided, put together. */
function put(value: object): object {
  if (value instanceof LongSeq)
    return { kind: 'seq', style: value.style, span: value.span, items: value.items };
  if (value instanceof LongMap)
    return { kind: 'map', style: value.style, span: value.span, pairs: value.pairs };
  return value;
}

/** Every pair at the top of a block. */
export function topPairs(block: Block): Pair[] {
  return [...block.entries.map(({ pair }) => pair), ...block.settings.map(({ pair }) => pair)];
}

/** Every scalar of a tree, keys first. */
export function* scalars(node: Node | null): Generator<ScalarNode> {
  if (node === null) return;
  if (node.kind === 'scalar') yield node;
  else if (node.kind === 'seq') for (const { value } of node.items) yield* scalars(value);
  else {
    for (const { key, value } of node.pairs) {
      yield key;
      yield* scalars(value);
    }
  }
}

/** What a node says: text, lists, and maps as lists of pairs. */
export function plain(node: Node | null): unknown {
  if (node === null) return '';
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'seq') return node.items.map(({ value }) => plain(value));
  return node.pairs.map(({ key, value }) => [key.value, plain(value)]);
}

/** The same of a node of `yaml`. */
export function yamlPlain(node: unknown): unknown {
  if (isScalar(node)) return node.value ?? '';
  if (isSeq(node)) return node.items.map(yamlPlain);
  if (isMap(node)) return node.items.map(({ key, value }) => [yamlPlain(key), yamlPlain(value)]);
  return '';
}

/** Asserts that scalars and flow collections stand where `yaml` says, and that block collections start there. */
export function assertSamePlaces(ours: Node | null, theirs: unknown): void {
  if (ours === null || !(isScalar(theirs) || isSeq(theirs) || isMap(theirs))) return;
  const [start, end] = theirs.range ?? [];
  assert.equal(ours.span.start, start);
  const isEmptyText = ours.kind === 'scalar' && ours.value === '' && /^[|>]/.test(ours.source);
  const isFlow = ours.kind === 'scalar' ? !isEmptyText : ours.style === 'flow';
  if (isFlow) assert.equal(ours.span.end, end);
  if (ours.kind === 'seq' && isSeq(theirs)) {
    ours.items.forEach(({ value }, i) => {
      assertSamePlaces(value, theirs.items[i]);
    });
  } else if (ours.kind === 'map' && isMap(theirs)) {
    ours.pairs.forEach(({ key, value }, i) => {
      assertSamePlaces(key, theirs.items[i]?.key);
      assertSamePlaces(value, theirs.items[i]?.value);
    });
  }
}

/** The texts of a tree's blocks, one after the other. */
export function joined({ blocks }: SourceTree): string {
  return blocks.map(({ block }) => block.text).join('');
}
