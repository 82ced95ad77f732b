import { printableLine } from '../terminal.js';

/**
 * Text as a code span: markup, mentions, links and entities in it mean nothing. A very long text is cut.
 *
 * @param most how many UTF-16 code units are kept
 */
export function code(text: string, most = 500): string {
  const shown = cut(printableLine(text), most);
  if (shown.trim() === '') return '`(blank)`';
  const fence = '`'.repeat(longestRun(shown) + 1);
  // One space on either side is taken away again.
  const pad = /^[` ]|[` ]$/u.test(shown) ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** A code span in a cell of a table. A bar is shown as an escape: readers disagree on when one ends the cell. */
export function cellCode(text: string, most = 100): string {
  return code(text.replaceAll('|', '\\u{7c}'), most);
}

/** Lines as a code block, which nothing in them ends. */
export function codeBlock(lines: readonly string[], most = 2000): string {
  const shown = lines.map((line) => cut(printableLine(line), most));
  const fence = '`'.repeat(Math.max(3, longestRun(shown.join('\n')) + 1));
  return [`${fence}text`, ...shown, fence].join('\n');
}

/** A table; the cells are markdown already, and those behind the first column numbers. */
export function table(rows: readonly (readonly string[])[]): readonly string[] {
  const [head = [], ...body] = rows;
  return [
    tableLine(head),
    tableLine(head.map((_, column) => (column === 0 ? '---' : '--:'))),
    ...body.map(tableLine),
  ];
}

/** A line of a table; the cells are markdown already. */
export function tableLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function longestRun(text: string): number {
  return (text.match(/`+/gu) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
}

function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  // No half of a pair is left.
  return `${text.slice(0, most).replace(/[\uD800-\uDBFF]$/u, '')}…`;
}
