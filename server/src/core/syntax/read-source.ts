import { copyText } from './copy-text.js';
import { readBlock } from './read-block.js';
import { splitText } from './split.js';
import type { SourceTree } from './tree.js';

/** Reads a policy file. Never throws: mistakes are problems of the block that holds them. */
export function readSource(text: string): SourceTree {
  const blocks = splitText(text).map(({ start, end, section }) => ({
    start,
    block: readBlock(copyText(text.slice(start, end)), section),
  }));
  return { text, blocks };
}
