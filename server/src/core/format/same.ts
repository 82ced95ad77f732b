import { sameList } from '../same-list.js';
import type { ReadText } from '../syntax/read-text.js';
import type { SourceTree } from '../syntax/source-tree.js';
import type { Block, Comment, Node, Pair } from '../syntax/tree.js';

/** Whether two blocks say the same: places apart, and how often a text of several lines is indented. */
export function sameRead(one: ReadText, other: ReadText): boolean {
  return (
    sameNode(one.root, other.root) &&
    sameComments(one.comments, other.comments) &&
    one.problems.length === other.problems.length
  );
}

/** Whether two files say the same, however they are divided. */
export function sameTree(one: SourceTree, other: SourceTree): boolean {
  const all = <T>({ blocks }: SourceTree, of: (block: Block) => readonly T[]): T[] =>
    blocks.flatMap(({ block }) => of(block));
  const heads = (tree: SourceTree): string[] =>
    all(tree, (block) => block.heads.map(({ key }) => key.value));
  const settings = (tree: SourceTree): Held[] => all(tree, (block) => block.settings);
  const entries = (tree: SourceTree): Held[] => all(tree, (block) => block.entries);
  const problems = (tree: SourceTree): string[] =>
    all(tree, (block) => block.problems.map(({ message }) => message));
  const comments = (tree: SourceTree): Comment[] => all(tree, (block) => block.comments);
  const isSame = (a: string, b: string): boolean => a === b;
  return (
    sameList(heads(one), heads(other), isSame) &&
    sameList(settings(one), settings(other), sameHeld) &&
    sameList(entries(one), entries(other), sameHeld) &&
    sameList(problems(one), problems(other), isSame) &&
    sameComments(comments(one), comments(other))
  );
}

interface Held {
  readonly section: string;
  readonly pair: Pair;
}

function sameHeld(one: Held, other: Held): boolean {
  return one.section === other.section && samePair(one.pair, other.pair);
}

function samePair(one: Pair, other: Pair): boolean {
  return (
    one.colon === other.colon && sameNode(one.key, other.key) && sameNode(one.value, other.value)
  );
}

function sameNode(one: Node | null, other: Node | null): boolean {
  if (one === null || other === null) return one === other;
  if (one.kind === 'scalar') {
    return other.kind === 'scalar' && one.style === other.style && one.value === other.value;
  }
  if (one.kind === 'map') {
    return (
      other.kind === 'map' &&
      one.style === other.style &&
      sameList(one.pairs, other.pairs, samePair)
    );
  }
  return (
    other.kind === 'seq' &&
    one.style === other.style &&
    sameList(one.items, other.items, (a, b) => sameNode(a.value, b.value))
  );
}

function sameComments(one: readonly Comment[], other: readonly Comment[]): boolean {
  return sameList(one, other, (a, b) => a.text === b.text);
}
