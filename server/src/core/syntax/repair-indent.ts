import { keyEnd } from './key-line.js';
import type { Reading } from './reading.js';
import type { Repair } from './repair.js';
import type { SyntaxProblem } from './tree.js';

/** How many spaces a tab may stand for. */
const WIDTHS = [2, 4, 8];

/** Spaces for the tabs that `yaml` doesn't take, so that what stands on their lines keeps its place in the tree. */
export function indentRepairs(reading: Reading, found: readonly SyntaxProblem[]): Repair[] {
  const { text, original } = reading.source;
  const seen = new Set<number>();
  return found.flatMap(({ code, span }) => {
    const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
    const indent = text.slice(lineStart, span.start);
    // What stands after a tab may be taken for more of the value above.
    const isAfterTab = code === 'unexpected-token' && /^\s*\t\s*$/.test(indent);
    if (code !== 'tab-as-indent' && !isAfterTab) return [];
    const start = isAfterTab ? lineStart + indent.indexOf('\t') : span.start;
    const tabs = /^[\t ]*/.exec(text.slice(start))?.[0].length ?? 0;
    const before = start - lineStart;
    if (tabs === 0 || seen.has(start) || text.slice(lineStart, start).trim() !== '') return [];
    seen.add(start);
    const column = columnFor(text.slice(0, lineStart), text.slice(lineStart, start + tabs));
    const insert = ' '.repeat(Math.max(0, column - before));
    const at = reading.at(start);
    const written = { start: at, end: at + tabs };
    if (original.slice(at, at + tabs) !== text.slice(start, start + tabs)) return [];
    const message = 'indent with spaces: YAML takes no tabs';
    const fix = { span: written, text: insert, title: 'Indent with spaces' };
    const problem = { code: 'tab-as-indent', message, span: written, fix };
    return [{ at, remove: tabs, insert, problem }];
  });
}

/** The column that an indentation means: the first width of a tab that fits the line above counts. */
function columnFor(above: string, indentation: string): number {
  const written = above.slice(-1000).trimEnd();
  const line = written.slice(written.lastIndexOf('\n') + 1);
  const column = line.search(/\S/);
  const opens = /:\s*(?:#.*)?$/.test(line);
  const columns = WIDTHS.map((width) => widthOf(indentation, width));
  return columns.find((each) => (opens ? each > column : each === column)) ?? columns[0] ?? 0;
}

function widthOf(indentation: string, tab: number): number {
  let width = 0;
  for (const char of indentation) width += char === '\t' ? tab - (width % tab) : 1;
  return width;
}

/** What `yaml` says of a line that stands at a column of its own. */
export const MISPLACED: ReadonlySet<string | undefined> = new Set([
  'bad-indent',
  'block-as-implicit-key',
  'unexpected-token',
]);

/** Moves the first line that stands at another column than what is beside it; nothing where all stand well. */
export function columnRepair(reading: Reading, found: readonly SyntaxProblem[]): Repair[] {
  const { text } = reading.source;
  for (const { code, span } of found) {
    const line = MISPLACED.has(code) ? lineFrom(text, span.start) : null;
    const move = line === null ? null : moveOf(text, line);
    const repair = move === null ? null : moveRepair(reading, move);
    if (repair !== null) return [repair];
  }
  return [];
}

/** Which line is moved, and to which column. */
interface Move {
  readonly line: Line;
  readonly column: number;
}

/** Null where the line's spaces aren't those that were written: it was moved before. */
function moveRepair(reading: Reading, { line, column }: Move): Repair | null {
  const at = reading.at(line.start);
  const end = reading.at(line.start + line.column);
  const { original } = reading.source;
  if (original.slice(at, end) !== ' '.repeat(line.column) || original[end] === ' ') return null;
  const insert = ' '.repeat(column);
  const message = `this line starts in column ${line.column + 1}, but what it belongs beside in column ${column + 1}: align it`;
  const fix = { span: { start: at, end }, text: insert, title: `Move to column ${column + 1}` };
  const span = { start: end, end: end + line.text.length };
  return { at, remove: end - at, insert, problem: { code: 'bad-indent', message, span, fix } };
}

/** A line with something on it. */
export interface Line {
  readonly start: number;
  readonly column: number;
  /** From its column on, without blanks at the end. */
  readonly text: string;
  /** What it holds: an item of a list, or a key with a value of some form. */
  readonly kind: 'item' | 'opens' | '{' | '[' | 'text' | null;
}

/** How far a line is compared with those around it. */
export const AROUND = 4000;

/** The line that what stands at `at`, or first after it, begins; null where something stands before it on its line. */
export function lineFrom(text: string, at: number): Line | null {
  const rest = /^(?:\s|#[^\n]*(?:\n|$))*/.exec(text.slice(at, at + AROUND))?.[0].length ?? 0;
  const start = text.lastIndexOf('\n', at + rest - 1) + 1;
  const line = lineAt(text, start);
  return line !== null && start + line.column === at + rest ? line : null;
}

function lineAt(text: string, start: number): Line | null {
  const line = /^( *)([^\s#][^\n]*)/.exec(text.slice(start, start + AROUND));
  const [, spaces = '', rest = ''] = line ?? [];
  if (rest === '') return null;
  const column = spaces.length;
  const colon = keyEnd(text, start + column);
  const value = colon === -1 ? '' : text.slice(colon + 1, start + column + rest.length).trim();
  const [first = ''] = value;
  const kind = /^-(?:\s|$)/.test(rest)
    ? 'item'
    : colon === -1
      ? null
      : first === '' || first === '#'
        ? 'opens'
        : first === '{' || first === '['
          ? first
          : 'text';
  return { start, column, text: rest.trimEnd(), kind };
}

/** How a line is aligned with what it belongs beside; null where it stands at an open column, or none can be told. */
function moveOf(text: string, line: Line): Move | null {
  const open = openLines(text, line.start);
  if (line.kind === null || open.some(({ column }) => column === line.column)) return null;
  const next = nextLine(text, line.start)?.column;
  const [last] = open;
  const isLastAlone = last !== undefined && last.kind !== 'item' && last.kind !== 'opens';
  // The first of several is the one that stands alone.
  if (isLastAlone && last.column > line.column && columnAfter(text, line) === line.column)
    if (lineAbove(text, last.start)?.kind === 'opens') return { line: last, column: line.column };
  const column = line.kind === 'item' ? nearestList(open, line) : columnBeside(open, line, next);
  return column === null ? null : { line, column };
}

/**
 * The column of the keys that a key belongs beside.
 *
 * @param next the column of the line below it; undefined where the text ends
 */
function columnBeside(open: readonly Line[], line: Line, next: number | undefined): number | null {
  const above = open.find(({ column }) => column < line.column)?.column;
  const beneath = open.filter(({ column }) => column > line.column).at(-1);
  if (beneath === undefined) return above ?? null;
  if (above === undefined) return beneath.column;
  if (line.kind === 'opens' && next !== undefined && next > line.column)
    return open.find(({ column }) => column < next)?.column ?? null;
  const far = beneath.column - line.column - (line.column - above);
  if (far !== 0) return far < 0 ? beneath.column : above;
  if (beneath.kind === line.kind) return beneath.column;
  // After a text's end comes what is beside its first key.
  return (next ?? open.at(-1)?.column) === above ? above : beneath.column;
}

/** The column of the list that an item stands nearest to; null where there is none. */
function nearestList(open: readonly Line[], item: Line): number | null {
  const lists = open.filter(({ kind }) => kind === 'item').map(({ column }) => column);
  const far = (column: number): number => Math.abs(column - item.column);
  return lists.sort((a, b) => far(a) - far(b))[0] ?? null;
}

/** The keys and items above a line that are still open, and the last of each column: innermost first. */
function openLines(text: string, start: number): Line[] {
  const lines: Line[] = [];
  let limit = Infinity;
  for (let at = start; at > 1 && start - at < AROUND && limit > 0;) {
    at = text.lastIndexOf('\n', at - 2) + 1;
    const line = lineAt(text, at);
    if (line === null || line.column >= limit) continue;
    if (line.kind !== null) {
      lines.push(line);
      limit = line.column;
    }
  }
  return lines;
}

function lineAbove(text: string, start: number): Line | null {
  return start === 0 ? null : lineAt(text, startAbove(text, start));
}

/** The start of the line above one that starts after 0. */
function startAbove(text: string, start: number): number {
  // Before an offset of 0 or less, `lastIndexOf` finds what is at 0.
  return start === 1 ? 0 : text.lastIndexOf('\n', start - 2) + 1;
}

/** The lines at the column of one that belong under the same key, it among them, in their order. */
export function siblingsOf(text: string, line: Line): readonly Line[] {
  const { column } = line;
  const lines = [line];
  for (let { start } = line; start > 0;) {
    start = startAbove(text, start);
    const above = lineAt(text, start);
    if (above !== null && above.column < column) break;
    if (above?.column === column) lines.push(above);
  }
  lines.reverse();
  let below = nextLine(text, line.start);
  while (below !== null && below.column >= column) {
    if (below.column === column) lines.push(below);
    below = nextLine(text, below.start);
  }
  return lines;
}

/** The column of the first line below one that isn't beneath it. */
function columnAfter(text: string, { start, column }: Line): number | undefined {
  let line = nextLine(text, start);
  while (line !== null && line.column > column && line.start - start < AROUND)
    line = nextLine(text, line.start);
  return line?.column;
}

export function nextLine(text: string, start: number): Line | null {
  const feed = text.indexOf('\n', start);
  return feed === -1 ? null : lineFrom(text, feed + 1);
}

/**
 * A line indented further than a key or item that has its value already: `yaml` takes it for more of that value.
 * `start` is where the line's key or dash starts, `column` that of the key or item above.
 */
export function alignRepair(reading: Reading, start: number, column: number): Repair {
  const { text } = reading.source;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = /^[^\r\n]*/.exec(text.slice(start, start + 1000))?.[0].length ?? 0;
  const at = reading.at(lineStart);
  const remove = reading.at(start) - at;
  const insert = ' '.repeat(column);
  const isItem = text.startsWith('-', start);
  const above = isItem ? 'item' : 'key';
  const message = `this line is indented further than the ${above} above, which has its value: align it with that ${above}, in column ${column + 1}`;
  const fix = {
    span: { start: at, end: at + remove },
    text: insert,
    title: `Align with the ${above} above`,
  };
  const span = reading.span(start, start + lineEnd);
  // YAML takes an item for more of the text.
  const code = isItem ? 'indented-item' : 'bad-indent';
  return { at, remove, insert, problem: { code, message, span, fix } };
}
