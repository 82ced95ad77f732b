import { copyText } from './copy-text.js';
import { readBlock } from './read-block.js';
import { hasLoneReturn, type Resumption, splitPart, splitText, type Stretch } from './split.js';
import { type Change, changeBetween } from './text-change.js';
import { SourceTree } from './source-tree.js';
import type { Block } from './tree.js';

/**
 * Reads a policy file. Never throws: mistakes are problems of the block that holds them.
 *
 * @param before an earlier state of the file: blocks that haven't changed since stay the same objects. The result is
 *   that of reading the text alone.
 */
export function readSource(text: string, before?: SourceTree): SourceTree {
  return (before && readChanged(text, before)) ?? readWhole(text);
}

function readWhole(text: string): SourceTree {
  return SourceTree.of(
    text,
    splitText(text).map((stretch) => ({ start: stretch.start, block: readStretch(text, stretch) })),
  );
}

function readStretch(text: string, { start, end, section }: Stretch): Block {
  return readBlock(copyText(text.slice(start, end)), section);
}

/** Reads what has changed; null where everything has to be read. */
function readChanged(text: string, before: SourceTree): SourceTree | null {
  if (text === before.text) return before;
  // A file that couldn't be divided is one block.
  if (before.list.length < 2) return null;
  const change = changeBetween(before.text, text);
  if (hasLoneReturn(text.slice(Math.max(0, change.start - 1), change.end + 1))) return null;
  const restart = restartBefore(before.list, before.indexAt(change.start));
  const shift = text.length - before.text.length;
  let rest = before.list.length;
  const part = splitPart(text, resumption(before, restart), (start, section, column) => {
    if (start < change.end) return false;
    const index = before.indexAt(start - shift);
    const known = before.list[index];
    if (before.starts[index] !== start - shift || known === undefined || index <= restart)
      return false;
    const isSame =
      known.section === null || (known.section === section && columnOf(known) === column);
    if (isSame) rest = index;
    return isSame;
  });
  if (part === null) return null;
  const from = part.stretches[0]?.start ?? 0;
  const kept = from === 0 ? 0 : before.indexAt(from - 1) + 1;
  return withStretches(text, before, part.stretches, { kept, rest, shift, change });
}

/** The block before the changed one: its own key says how the scan goes on. The first entry's comments are read with the line above. */
function restartBefore(list: readonly Block[], changed: number): number {
  const index = Math.max(0, changed - 1);
  const isFirst = index > 0 && list[index - 1]?.section === null;
  return isFirst && list[index]?.section !== null ? index - 1 : index;
}

/** What the scan of a text needs to know to begin with one of its blocks. */
function resumption({ list, starts }: SourceTree, index: number): Resumption {
  const block = list[index];
  const start = starts[index] ?? 0;
  const name = block?.section ?? null;
  if (block === undefined || name === null) return { start, section: null };
  let head = index;
  while (head > 0 && list[head]?.section !== null) head -= 1;
  const entries = [...starts.subarray(head + 1, index)];
  return {
    start,
    section: { name, start: starts[head] ?? 0, column: columnOf(block), entries },
  };
}

/** The column of a block's key. */
function columnOf({ text }: Block): number {
  for (const [, spaces, first] of text.matchAll(/^( *)([^\n]?)/gmu))
    if (first !== '' && first !== '#' && first !== '\r') return spaces?.length ?? 0;
  return 0;
}

/** The tree with stretches of the text in the place of some blocks. */
function withStretches(
  text: string,
  before: SourceTree,
  stretches: readonly Stretch[],
  { kept, rest, shift, change }: Replacement,
): SourceTree {
  const read: Block[] = [];
  const size = kept + stretches.length + before.list.length - rest;
  const starts = new Uint32Array(size);
  starts.set(before.starts.subarray(0, kept));
  let index = kept;
  for (const stretch of stretches) {
    starts[kept + read.length] = stretch.start;
    const known = before.list[index];
    const isKnown =
      known !== undefined &&
      before.starts[index] === stretch.start &&
      known.section === stretch.section &&
      stretch.end <= change.start &&
      stretch.end - stretch.start === known.text.length;
    if (isKnown) index += 1;
    read.push(isKnown ? known : readStretch(text, stretch));
  }
  for (let old = rest, at = kept + read.length; old < before.list.length; old++, at++)
    starts[at] = (before.starts[old] ?? 0) + shift;
  const list = before.list.slice(0, kept).concat(read, before.list.slice(rest));
  return new SourceTree(text, list, starts);
}

/** Which blocks stay where they are, which only move, and how far. */
interface Replacement {
  /** How many blocks before the change stay. */
  readonly kept: number;
  /** The first of the blocks after it. */
  readonly rest: number;
  readonly shift: number;
  readonly change: Change;
}
