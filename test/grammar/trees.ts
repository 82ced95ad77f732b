/** Trees as tests compare them. */
import type { ChangeNode, ExpectationNode, Parsed, Span } from '../../grammar/src/index.js';
import { parseChange, parseExpectation } from '../../grammar/src/index.js';

/** Reads a sentence of either kind. */
export function parse(
  kind: 'expectation' | 'change',
  text: string,
): Parsed<ExpectationNode | ChangeNode> {
  return kind === 'expectation' ? parseExpectation(text) : parseChange(text);
}

/** A tree without places and without the quotes that were used. */
export function plain(tree: unknown): unknown {
  if (Array.isArray(tree)) return tree.map(plain);
  if (typeof tree !== 'object' || tree === null) return tree;
  const entries = Object.entries(tree).filter(([key]) => key !== 'span' && key !== 'quote');
  return Object.fromEntries(entries.map(([key, value]) => [key, plain(value)]));
}

/** A text in a tree with its place. */
export interface Leaf {
  readonly text: string;
  readonly span: Span;
}

/** Every name, phrase and action of a tree. */
export function leaves(tree: unknown): Leaf[] {
  if (typeof tree !== 'object' || tree === null) return [];
  if ('text' in tree && 'span' in tree) return [tree as Leaf];
  return Object.values(tree).flatMap(leaves);
}

/** Every place in a tree. */
export function spans(tree: unknown): Span[] {
  if (typeof tree !== 'object' || tree === null) return [];
  const own = 'span' in tree ? [tree.span as Span] : [];
  return [...own, ...Object.values(tree).flatMap(spans)];
}
