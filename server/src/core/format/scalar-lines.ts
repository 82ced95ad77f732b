import type { ScalarNode } from '../syntax/tree.js';
import { type Edit, replace } from './edit.js';
import { STEP, type Value } from './columns.js';

/**
 * Indents the lines of a scalar after its first. The line breaks of text, quoted or not, count for its value, and what
 * is before and after them doesn't; of a literal or folded scalar, every space counts that is further in than its margin.
 */
export function indentScalar(
  edits: Edit[],
  text: string,
  scalar: ScalarNode,
  { column, owner }: Pick<Value, 'column' | 'owner'>,
): void {
  const { source, style, span } = scalar;
  if (!source.includes('\n')) return;
  const isBlock = style === 'literal' || style === 'folded';
  const shift = isBlock ? marginShift(scalar, owner) : null;
  let start = span.start;
  source.split('\n').forEach((line, i, lines) => {
    const isLast = i === lines.length - 1;
    const end = start + line.length - (line.endsWith('\r') && !isLast ? 1 : 0);
    const content = text.slice(start, end);
    const written =
      shift !== null && i > 0
        ? shifted(content, shift)
        : filled(content, i === 0 ? null : column, isLast, style === 'double-quoted');
    replace(edits, text, { start, end }, written);
    start += line.length + 1;
  });
}

/** A line of text: indented unless it is the first, without the space at its end unless it is the last. */
function filled(line: string, column: number | null, isLast: boolean, isEscaping: boolean): string {
  // A backslash may make the space after it count.
  const tail = isEscaping ? /(?<!\\)[ \t]+$/ : /[ \t]+$/;
  const written = isLast ? line : trimmedEnd(line, tail);
  if (column === null) return written;
  const inner = written.replace(/^[ \t]+/, '');
  return inner === '' ? '' : ' '.repeat(column) + inner;
}

/** The line without the blanks that the expression finds; it looks at them only, however long the line is. */
function trimmedEnd(line: string, tail: RegExp): string {
  const blanks = line.length - line.trimEnd().length;
  const from = Math.max(0, line.length - blanks - 1);
  return line.slice(0, from) + line.slice(from).replace(tail, '');
}

interface Shift {
  /** The column of the text's lines as they are, and as they are to be. */
  readonly from: number;
  readonly to: number;
}

/** An indicator counts from the collection around the scalar; without one the first line that holds something tells. */
function marginShift({ source, indent = 0 }: ScalarNode, owner: number): Shift {
  const indicator = Number(/^[|>][+-]?([1-9])/.exec(source)?.[1] ?? 0);
  if (indicator > 0) return { from: indent + indicator, to: owner + indicator };
  const first = /\n( *)[^ \r\n]/.exec(source)?.[1]?.length;
  return { from: first ?? Infinity, to: owner + STEP };
}

function shifted(line: string, { from, to }: Shift): string {
  const spaces = /^ */.exec(line)?.[0].length ?? 0;
  if (spaces === line.length && spaces <= from) return '';
  return spaces < from ? line : ' '.repeat(to) + line.slice(from);
}
