import type { Policy } from '../model/policy.js';
import type { SourceTree } from '../syntax/source-tree.js';
import type { ReadSentence } from '../syntax/policy/reading.js';
import { scalarMap } from '../syntax/scalar-map.js';
import type { Block, Node, Pair, ScalarNode } from '../syntax/tree.js';
import type { Span } from '../text/span.js';
import { policyOf, type Snapshot, treeOf } from './snapshot.js';

/**
 * What a selection at an offset grows to, step by step: the word, in a sentence the name and the part that it is in, the
 * value, the key with its value, the list or map around, the entry, the section, the file. Each holds the one before.
 */
export function selectionsAt(snapshot: Snapshot, path: string, offset: number): readonly Span[] {
  const open = policyOf(snapshot, path);
  const tree = treeOf(open, path);
  if (open === undefined || tree === undefined) return [];
  const last = tree.indexAt(offset);
  const spans: Span[] = [{ start: 0, end: tree.source.length }, sectionAt(tree, last)];
  for (const index of [last - 1, last]) {
    const [block, start = 0] = [tree.list[index], tree.starts[index]];
    if (block === undefined) continue;
    const at = offset - start;
    for (const span of inBlock(open.policy, block, at))
      spans.push({ start: start + span.start, end: start + span.end });
  }
  return nested(spans.filter(({ start, end }) => start <= offset && offset <= end));
}

/** From a section's key to the end of its last entry. */
function sectionAt({ list, starts, source }: SourceTree, index: number): Span {
  let first = index;
  while (first > 0 && list[first]?.section !== null) first -= 1;
  let next = index + 1;
  while (next < list.length && list[next]?.section !== null) next += 1;
  return { start: starts[first] ?? 0, end: starts[next] ?? source.length };
}

function* inBlock(policy: Policy, block: Block, at: number): Iterable<Span> {
  for (const { pair } of [...block.settings, ...block.entries]) yield* inPair(pair, at);
  for (const { key } of block.heads) yield* inScalar(key, at);
  for (const { read } of policy.memo.readings.of(block).entries) {
    if (read.kind !== 'test') continue;
    for (const sentence of [...read.given, ...read.expect]) yield* inSentence(sentence, at);
  }
}

function* inPair({ key, value, span }: Pair, at: number): Iterable<Span> {
  if (!holds(span, at)) return;
  yield span;
  yield* inScalar(key, at);
  if (value !== null) yield* inNode(value, at);
}

function* inNode(node: Node, at: number): Iterable<Span> {
  if (!holds(node.span, at)) return;
  yield node.span;
  switch (node.kind) {
    case 'scalar':
      yield* inScalar(node, at);
      return;
    case 'map':
      for (const pair of node.pairs) yield* inPair(pair, at);
      return;
    case 'seq':
      for (const { span, value } of node.items) {
        if (!holds(span, at)) continue;
        yield span;
        if (value !== null) yield* inNode(value, at);
      }
  }
}

/** A scalar, what is inside its quotes, and the word. */
function* inScalar(scalar: ScalarNode, at: number): Iterable<Span> {
  if (!holds(scalar.span, at)) return;
  yield scalar.span;
  const map = scalarMap(scalar);
  yield map.span(0, scalar.value.length);
  for (const { 0: word, index } of scalar.value.matchAll(/[\p{L}\p{M}\p{N}_.@+-]+/gu))
    yield map.span(index, index + word.length);
}

/** Every part of a sentence that has a place of its own. */
function* inSentence(
  { written: { scalar }, tree }: ReadSentence<object>,
  at: number,
): Iterable<Span> {
  if (tree === undefined || !holds(scalar.span, at)) return;
  const map = scalarMap(scalar);
  for (const { start, end } of partsOf(tree)) yield map.span(start, end);
}

function* partsOf(node: object): Iterable<Span> {
  if ('span' in node) yield node.span as Span;
  for (const child of Object.values(node) as unknown[])
    if (typeof child === 'object' && child !== null) yield* partsOf(child);
}

function holds({ start, end }: Span, at: number): boolean {
  return start <= at && at <= end;
}

/** The smallest first, each once, each within the next. */
function nested(spans: readonly Span[]): readonly Span[] {
  const sorted = [...spans].sort((a, b) => a.end - a.start - (b.end - b.start));
  const chain: Span[] = [];
  for (const span of sorted) {
    const last = chain.at(-1);
    if (span.start === span.end) continue;
    if (last === undefined) chain.push(span);
    else if (
      span.start <= last.start &&
      last.end <= span.end &&
      span.end - span.start > last.end - last.start
    )
      chain.push(span);
  }
  return chain;
}
