import type { SourceTree } from '../../syntax/source-tree.js';

/** Where reading may begin: at the start of an entry of a section. */
export interface Beginning {
  readonly start: number;
  readonly section: string;
}

/**
 * The entry before the one at an offset: what stands further up tells nothing of the offset but the names of other entries.
 * Undefined where the section isn't divided into entries, or the offset is in its first.
 */
export function entryBefore(tree: SourceTree, offset: number): Beginning | undefined {
  const index = tree.indexAt(offset) - 1;
  const [section, next] = [tree.list[index]?.section, tree.list[index + 1]?.section];
  const start = tree.starts[index];
  const isInside = section !== null && section !== undefined && section === next;
  // What may be a key among the roles depends on which of them are there.
  return isInside && section !== 'roles' && start !== undefined ? { start, section } : undefined;
}
