import { copyText } from '../text/copy-text.js';
import { PieceText } from '../text/piece-text.js';
import type { Change } from '../text/text-change.js';
import { readBlock } from './read-block.js';
import { readChangedPart } from './read-parts.js';
import { hasLoneReturn, type Resumption, splitPart, splitText, type Stretch } from './split.js';
import { SourceTree } from './source-tree.js';
import type { Block } from './tree.js';

/**
 * Reads a policy file. Never throws: mistakes are problems of the block that holds them.
 *
 * @param before an earlier state of the file: blocks that haven't changed since stay the same objects. The result is
 *   that of reading the text alone. What differs is found at once where the text was made of the earlier one by edits.
 * @param isEdited whether the members of long entries are divided at once, for edits among them
 */
export function readSource(
  text: string | PieceText,
  before?: SourceTree,
  isEdited = before !== undefined,
): SourceTree {
  const source = typeof text === 'string' ? PieceText.of(text) : text;
  return (before && readChanged(source, before)) ?? readWhole(source, isEdited);
}

/**
 * Reads a policy file of which no later state will be read.
 *
 * @param take is given each block as soon as it is read. It may give up what the block holds: so a large file's nodes are never all there.
 */
export function readSourceOnce(text: string, take: (block: Block) => void): SourceTree {
  return readWhole(PieceText.of(text), false, take);
}

function readWhole(
  source: PieceText,
  isEdited: boolean,
  take: (block: Block) => void = () => undefined,
): SourceTree {
  const text = source.toString();
  return SourceTree.of(
    source,
    splitText(text).map((stretch) => {
      const block = readStretch(text, stretch, isEdited);
      take(block);
      return { start: stretch.start, block };
    }),
  );
}

/** @param isEdited whether edits follow: then the block must not hold the text that it was cut from */
function readStretch(text: string, { start, end, section }: Stretch, isEdited: boolean): Block {
  const own = text.slice(start, end);
  return readBlock(isEdited ? copyText(own) : own, section, isEdited);
}

/** Reads what has changed; null where everything has to be read. */
function readChanged(source: PieceText, before: SourceTree): SourceTree | null {
  const change = PieceText.difference(before.source, source);
  if (change.start === change.end && change.start === change.oldEnd) return before;
  // A file that couldn't be divided is one block.
  if (before.list.length < 2 || before.isMerging) return null;
  if (hasLoneReturn(source.slice(Math.max(0, change.start - 1), change.end + 1))) return null;
  const shift = source.length - before.source.length;
  const within = readWithin(source, before, change);
  if (within !== null) return within;
  const changed = before.indexAt(change.oldEnd);
  let restart = restartBefore(before.list, before.indexAt(change.start));
  // How far the change reaches shows when what follows is divided as before.
  for (let ahead = 2; ; ahead *= 8) {
    const start = before.starts[restart] ?? 0;
    const next = before.starts[changed + ahead];
    const end = next === undefined ? source.length : next + shift;
    let rest = before.list.length;
    const text = source.slice(start, end);
    const part = splitPart(text, resumption(before, restart), (from, section, column) => {
      const at = start + from;
      if (at < change.end) return false;
      const index = before.indexAt(at - shift);
      const known = before.list[index];
      if (before.starts[index] !== at - shift || known === undefined || index <= restart)
        return false;
      const isSame =
        known.section === null || (known.section === section && columnOf(known) === column);
      if (isSame) rest = index;
      return isSame;
    });
    if (part === null) return null;
    if (part === 'section') restart = headOf(before.list, restart);
    else if (part.end === text.length && end < source.length && rest === before.list.length)
      continue;
    else
      return withStretches(source, before, part.stretches, {
        text,
        start,
        kept: restart,
        rest,
        shift,
        change,
      });
  }
}

/** Reads a change among the members of one entry, where they are divided; null where it isn't that alone. */
function readWithin(source: PieceText, before: SourceTree, change: Change): SourceTree | null {
  const index = before.indexAt(change.start);
  const block = before.list[index];
  const start = before.starts[index] ?? 0;
  if (block?.long === undefined) return null;
  const shift = source.length - before.source.length;
  const within = {
    start: change.start - start,
    oldEnd: change.oldEnd - start,
    end: change.end - start,
  };
  const text = (from: number, to: number): string => source.slice(start + from, start + to);
  const read = readChangedPart(block, text, within);
  if (read === null) return null;
  const starts = before.starts.slice();
  if (shift !== 0) move(starts.subarray(index + 1), shift);
  return before.after(source, before.sequence.splice(index, 1, [read]), starts, [block], [read]);
}

/** The block before the changed one: its own key says how the scan goes on. The first entry's comments are read with the line above. */
function restartBefore(list: readonly Block[], changed: number): number {
  const index = Math.max(0, changed - 1);
  const isFirst = index > 0 && list[index - 1]?.section === null;
  return isFirst && list[index]?.section !== null ? index - 1 : index;
}

/** What the scan of a text needs to know to begin with one of its blocks. */
function resumption({ list }: SourceTree, index: number): Resumption {
  const block = list[index];
  const name = block?.section ?? null;
  return {
    isStart: index === 0,
    section: block === undefined || name === null ? null : { name, column: columnOf(block) },
  };
}

/** The block of the line of the section that a block is in. */
function headOf(list: readonly Block[], index: number): number {
  let head = index;
  while (head > 0 && list[head]?.section !== null) head -= 1;
  return head;
}

/** The column of a block's key. */
function columnOf({ text }: Block): number {
  for (const [, spaces, first] of text.matchAll(/^( *)([^\n]?)/gmu))
    if (first !== '' && first !== '#' && first !== '\r') return spaces?.length ?? 0;
  return 0;
}

/** The tree with stretches of the text in the place of some blocks. */
function withStretches(
  source: PieceText,
  before: SourceTree,
  stretches: readonly Stretch[],
  { text, start, kept, rest, shift, change }: Replacement,
): SourceTree {
  const read: Block[] = [];
  const size = kept + stretches.length + before.list.length - rest;
  const starts = new Uint32Array(size);
  starts.set(before.starts.subarray(0, kept));
  let index = kept;
  for (const stretch of stretches) {
    const at = start + stretch.start;
    starts[kept + read.length] = at;
    const known = before.list[index];
    const isKnown =
      known !== undefined &&
      before.starts[index] === at &&
      known.section === stretch.section &&
      start + stretch.end <= change.start &&
      stretch.end - stretch.start === known.text.length;
    if (isKnown) index += 1;
    read.push(isKnown ? known : readStretch(text, stretch, true));
  }
  starts.set(before.starts.subarray(rest), kept + read.length);
  if (shift !== 0) move(starts.subarray(kept + read.length), shift);
  const gone = before.list.slice(kept, rest);
  return before.after(source, before.sequence.splice(kept, rest - kept, read), starts, gone, read);
}

function move(starts: Uint32Array, shift: number): void {
  for (let index = 0; index < starts.length; index++) starts[index] = (starts[index] ?? 0) + shift;
}

/** Which blocks stay where they are, which only move, and how far; and what is read in between. */
interface Replacement {
  readonly text: string;
  /** Where it starts. */
  readonly start: number;
  /** How many blocks before it stay. */
  readonly kept: number;
  /** The first of the blocks after it. */
  readonly rest: number;
  readonly shift: number;
  readonly change: Change;
}
