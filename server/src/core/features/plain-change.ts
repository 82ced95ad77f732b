import type { ScalarNode } from '../syntax/tree.js';
import { replaced, type ScalarPart, type TextEdit } from './scalar-source.js';

/** What is no text to some readers of YAML. */
export const READS_AS_VALUE = /^(?:true|false|null|yes|no|on|off|y|n)$/iu;

/** Longer scalars are read again. */
const MOST_LENGTH = 200;

/** The edits of scalars that need not be read again; undefined where some need to be. */
export function plainEdits(
  changes: ReadonlyMap<ScalarNode, readonly ScalarPart[]>,
): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  for (const [scalar, parts] of changes) {
    if (!isPlainChange(scalar, parts)) return undefined;
    for (const { start, end, text } of parts) {
      const from = scalar.span.start + (scalar.style === 'plain' ? 0 : 1);
      edits.push({ span: { start: from + start, end: from + end }, newText: text });
    }
  }
  return edits.sort((a, b) => a.span.start - b.span.start);
}

/**
 * Whether parts of a scalar can be replaced where they stand, by plain words, without a look at what stands around: it is one
 * line without escapes, and no word ends a scalar or starts anything else. What is plain needs more than that: as a whole, it
 * may be taken for a number or the like by other readers.
 */
export function isPlainChange(
  { style, value, source }: ScalarNode,
  parts: readonly ScalarPart[],
): boolean {
  const text = replaced(value, parts);
  if (Math.max(value.length, text.length) > MOST_LENGTH) return false;
  if (!parts.every((part) => PLAIN_TEXT.test(part.text))) return false;
  if (style === 'plain') return source === value && !READS_AS_VALUE.test(text);
  const [quote = ''] = source;
  return (
    (style === 'single-quoted' || style === 'double-quoted') &&
    source.length === value.length + 2 &&
    source === `${quote}${value}${quote}`
  );
}

const PLAIN_TEXT = /^[a-z_][\w.@-]*(?: [a-z_][\w.@-]*)*$/iu;
