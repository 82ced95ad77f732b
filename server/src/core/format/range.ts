import type { SourceTree } from '../syntax/source-tree.js';
import type { Block } from '../syntax/tree.js';
import type { Span } from '../text/span.js';
import { STEP } from './columns.js';
import type { Edit } from './edit.js';
import { formatEdits } from './format.js';

/**
 * What formatting changes in the entries that a part of a file touches; no more of the file is looked at. Nothing where their
 * section is indented otherwise: entries stand at one column, so then it is formatted as a whole.
 */
export function formatEditsIn(tree: SourceTree, { start, end }: Span): readonly Edit[] {
  const [first, last] = [tree.indexAt(start), tree.indexAt(end)];
  const chosen = tree.list.slice(first, last + 1);
  if (!chosen.every(isAtStep)) return [];
  const from = tree.starts[first] ?? 0;
  const to = tree.starts[last + 1] ?? tree.source.length;
  // The section that the entries are in, and what follows them: how a text ends depends on it.
  const section = chosen[0]?.section ?? null;
  const head = section === null ? '' : `${section}:\n`;
  const text = head + tree.source.slice(from, tree.starts[last + 2]);
  const shift = from - head.length;
  return formatEdits(text)
    .edits.map(({ span, newText }) => ({
      span: { start: span.start + shift, end: span.end + shift },
      newText,
    }))
    .filter(({ span }) => span.start >= from && span.end <= to && span.start < to);
}

/** Whether the entries of a block stand one level deeper than their section. */
function isAtStep({ section, entries, text }: Block): boolean {
  return (
    section === null ||
    entries.every(
      ({ key: { span } }) => span.start - text.lastIndexOf('\n', span.start - 1) - 1 === STEP,
    )
  );
}
