import { copyText } from './copy-text.js';
import { readBlock } from './read-block.js';
import { hasLoneReturn, type Resumption, splitPart, splitText, type Stretch } from './split.js';
import { type Change, changeBetween } from './text-change.js';
import type { Block, SourceTree } from './tree.js';

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
  const blocks = splitText(text).map((stretch) => readStretch(text, stretch));
  return { text, blocks };
}

function readStretch(text: string, { start, end, section }: Stretch): Placed {
  return { start, block: readBlock(copyText(text.slice(start, end)), section) };
}

type Placed = SourceTree['blocks'][number];

/** Reads what has changed; null where everything has to be read. */
function readChanged(text: string, before: SourceTree): SourceTree | null {
  if (text === before.text) return before;
  const { blocks } = before;
  // A file that couldn't be divided is one block.
  if (blocks.length < 2) return null;
  const change = changeBetween(before.text, text);
  if (hasLoneReturn(text.slice(Math.max(0, change.start - 1), change.end + 1))) return null;
  const restart = restartBefore(blocks, blockAt(blocks, change.start));
  const shift = text.length - before.text.length;
  let rest = blocks.length;
  const part = splitPart(text, resumption(blocks, restart), (start, section, column) => {
    if (start < change.end) return false;
    const index = blockAt(blocks, start - shift);
    const known = blocks[index];
    if (known?.start !== start - shift || index <= restart) return false;
    const isSame =
      known.block.section === null ||
      (known.block.section === section && columnOf(known.block) === column);
    if (isSame) rest = index;
    return isSame;
  });
  if (part === null) return null;
  const kept = keptBefore(blocks, part.stretches[0]?.start ?? 0);
  const read = readStretches(text, part.stretches, blocks, kept, change);
  const moved = blocks.slice(rest).map(({ start, block }) => ({ start: start + shift, block }));
  return { text, blocks: [...blocks.slice(0, kept), ...read, ...moved] };
}

/** The block before the changed one: its own key says how the scan goes on. The first entry's comments are read with the line above. */
function restartBefore(blocks: readonly Placed[], changed: number): number {
  const index = Math.max(0, changed - 1);
  const isFirst = index > 0 && blocks[index - 1]?.block.section === null;
  return isFirst && blocks[index]?.block.section !== null ? index - 1 : index;
}

/** The index of the block that holds an offset; at the end of the text, the last. */
function blockAt(blocks: readonly Placed[], offset: number): number {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((blocks[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** What the scan of a text needs to know to begin with one of its blocks. */
function resumption(blocks: readonly Placed[], index: number): Resumption {
  const placed = blocks[index];
  const name = placed?.block.section ?? null;
  if (placed === undefined || name === null) return { start: placed?.start ?? 0, section: null };
  let head = index;
  while (head > 0 && blocks[head]?.block.section !== null) head -= 1;
  return {
    start: placed.start,
    section: {
      name,
      start: blocks[head]?.start ?? 0,
      column: columnOf(placed.block),
      entries: blocks.slice(head + 1, index).map((entry) => entry.start),
    },
  };
}

/** The column of a block's key. */
function columnOf({ text }: Block): number {
  for (const [, spaces, first] of text.matchAll(/^( *)([^\n]?)/gmu))
    if (first !== '' && first !== '#' && first !== '\r') return spaces?.length ?? 0;
  return 0;
}

/** How many blocks stand before an offset. */
function keptBefore(blocks: readonly Placed[], offset: number): number {
  return offset === 0 ? 0 : blockAt(blocks, offset - 1) + 1;
}

/** Reads stretches, but for those before the change that are blocks already. */
function readStretches(
  text: string,
  stretches: readonly Stretch[],
  blocks: readonly Placed[],
  from: number,
  change: Change,
): readonly Placed[] {
  let index = from;
  return stretches.map((stretch) => {
    const known = blocks[index];
    if (
      known?.start === stretch.start &&
      known.block.section === stretch.section &&
      stretch.end <= change.start &&
      stretch.end - stretch.start === known.block.text.length
    ) {
      index += 1;
      return known;
    }
    return readStretch(text, stretch);
  });
}
