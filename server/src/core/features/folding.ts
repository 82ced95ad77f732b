import type { Block, Node, Pair } from '../syntax/tree.js';
import { PieceText } from '../text/piece-text.js';
import { policyOf, type Snapshot, treeOf } from './snapshot.js';

/** Lines that can be folded away below their first. Lines count from 0. */
export interface Fold {
  readonly startLine: number;
  readonly endLine: number;
  readonly kind?: 'comment';
}

/** A fold in a block, by the block's own lines; `depth` counts what it is in. */
export interface BlockFold extends Fold {
  readonly depth: number;
}

/**
 * What of a file can be folded: sections, entries, what they hold over several lines, and comments of several lines.
 *
 * @param most so many at most: those further out come first
 */
export function folds(snapshot: Snapshot, path: string, most = Infinity): readonly Fold[] {
  const tree = treeOf(policyOf(snapshot, path), path);
  if (tree === undefined) return [];
  const found: BlockFold[] = [];
  const heads: number[] = [];
  const lastLines: number[] = [];
  tree.list.forEach((block, index) => {
    const line = tree.source.position(tree.starts[index] ?? 0).line;
    const { folds: inside, heads: own, lastLine } = snapshot.kept.foldsOf(block);
    for (const head of own) heads.push(line + head);
    lastLines.push(line + lastLine);
    for (const fold of inside)
      found.push({ ...fold, startLine: line + fold.startLine, endLine: line + fold.endLine });
  });
  heads.forEach((startLine, index) => {
    const next = heads[index + 1] ?? Infinity;
    const endLine = Math.max(startLine, ...lastBefore(lastLines, next));
    if (endLine > startLine) found.push({ startLine, endLine, depth: 0 });
  });
  const chosen = found.length <= most ? found : outermost(found, most);
  return chosen
    .sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine)
    .map(({ startLine, endLine, kind }) => ({ startLine, endLine, ...(kind && { kind }) }));
}

/** The last line of what stands before a line; lines of blocks never fall. */
function lastBefore(lines: readonly number[], next: number): readonly number[] {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle] ?? 0) < next) low = middle + 1;
    else high = middle;
  }
  const last = lines[low - 1];
  return last === undefined ? [] : [last];
}

function outermost(found: readonly BlockFold[], most: number): BlockFold[] {
  return [...found].sort((a, b) => a.depth - b.depth || a.startLine - b.startLine).slice(0, most);
}

/** What can be folded in one block, where sections begin in it, and its last line that isn't blank. */
export interface BlockFolds {
  readonly folds: readonly BlockFold[];
  readonly heads: readonly number[];
  readonly lastLine: number;
}

/** The folds of a block, by its own lines. */
export function foldsIn(block: Block): BlockFolds {
  const text = PieceText.of(block.text);
  const found: BlockFold[] = [];
  const lineOf = (offset: number): number => text.position(offset).line;
  const add = (start: number, end: number, depth: number, kind?: 'comment'): void => {
    const startLine = lineOf(start);
    const last = start + block.text.slice(start, end).trimEnd().length;
    const endLine = lineOf(last);
    const isSame = found.at(-1)?.startLine === startLine && found.at(-1)?.endLine === endLine;
    if (endLine > startLine && !isSame)
      found.push({ startLine, endLine, depth, ...(kind && { kind }) });
  };
  const inPair = ({ key, value, span }: Pair, depth: number): void => {
    if (value === null) return;
    add(key.span.start, span.end, depth);
    inNode(value, depth + 1);
  };
  const inNode = (node: Node, depth: number): void => {
    if (node.kind === 'map') for (const pair of node.pairs) inPair(pair, depth);
    if (node.kind === 'seq')
      for (const { value, span } of node.items) {
        add(span.start, span.end, depth);
        if (value !== null) inNode(value, depth + 1);
      }
  };
  const keys = new Set(block.heads.map(({ key }) => key));
  for (const { pair } of block.settings)
    // A section is folded as a whole, wherever its blocks end.
    if (!keys.has(pair.key)) inPair(pair, 1);
    else if (pair.value !== null) inNode(pair.value, 1);
  for (const { pair } of block.entries) inPair(pair, 1);
  for (const [first, last] of commentRuns(block, lineOf)) add(first, last, 2, 'comment');
  return {
    folds: found,
    heads: block.heads.map(({ key }) => lineOf(key.span.start)),
    lastLine: lineOf(block.text.trimEnd().length),
  };
}

/** Comments that stand alone on lines that follow each other: from where to where. */
function commentRuns(
  { comments, text }: Block,
  lineOf: (offset: number) => number,
): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  let last = -2;
  for (const { span } of comments) {
    const lineStart = Math.max(text.lastIndexOf('\n', span.start - 1), -1) + 1;
    const line = lineOf(span.start);
    if (text.slice(lineStart, span.start).trim() !== '') continue;
    const run = runs.at(-1);
    if (run !== undefined && line === last + 1) run[1] = span.end;
    else runs.push([span.start, span.end]);
    last = line;
  }
  return runs;
}
