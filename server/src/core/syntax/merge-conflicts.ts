import type { Span } from '../text/span.js';
import type { Repair } from './repair.js';

const LESS = 60;
const EQUALS = 61;
const MORE = 62;
const BAR = 124;

/** A line that version control leaves where it couldn't merge: `<<<<<<< ours`, `||||||| base`, `=======`, `>>>>>>> theirs`. */
const MARKER = /(?<![^\n])(?:<{7}|\|{7}|={7}|>{7})(?:[ \t][^\r\n]*)?(?=\r?\n|$)/g;

/** The same at the start of a few characters: enough to tell. */
const MARKER_START = /^(?:<{7}|\|{7}|={7}|>{7})(?:[ \t\r\n]|$)/;

/** What of a text isn't read because of a merge that wasn't finished. */
export interface Leftover {
  /** From the start of a line to the end of one, without its line end. */
  readonly span: Span;
  /** The marker that it begins with. */
  readonly marker: string;
  /** Of the line that begins a conflict: where the conflict ends, with its last line. */
  readonly conflictEnd?: number;
}

/** Whether the line that starts at `at` is a marker. */
export function isMarker(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  const isFirst = code === LESS || code === EQUALS || code === MORE || code === BAR;
  return isFirst && MARKER_START.test(text.slice(at, at + 8));
}

/**
 * The markers of a text from `from` on, which starts a line, in order. From `=======` (or `|||||||`) to `>>>>>>>` they are one
 * leftover: of two versions the first is read. A marker whose others are missing is a leftover by itself.
 */
export function leftovers(text: string, from = 0): Leftover[] {
  const lines = [...text.slice(from).matchAll(MARKER)].map(({ 0: line, index }) => ({
    marker: line.slice(0, 7),
    span: { start: from + index, end: from + index + line.length },
  }));
  const found: Leftover[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (line === undefined) continue;
    const isStart = line.marker === '<<<<<<<';
    const last = isStart ? lastOf(lines, i + 1) : lastOf(lines, i);
    const end = lines[last]?.span.end;
    if (end === undefined) found.push(line);
    else if (isStart) found.push({ ...line, conflictEnd: end });
    else {
      found.push({ marker: line.marker, span: { start: line.span.start, end } });
      i = last;
    }
  }
  return found;
}

/** The index of the `>>>>>>>` of a conflict whose first version ends with the line at `index`; -1 where it has none. */
function lastOf(lines: readonly { readonly marker: string }[], index: number): number {
  const middle = lines[index]?.marker === '|||||||' ? index + 1 : index;
  const isWhole = lines[middle]?.marker === '=======' && lines[middle + 1]?.marker === '>>>>>>>';
  return isWhole ? middle + 1 : -1;
}

/** Takes what a merge left out of the text that is read: one problem a conflict, at its first line. */
export function conflictRepairs(text: string): Repair[] {
  let isReported = false;
  return leftovers(text).map(({ span, marker, conflictEnd }) => {
    const lineEnd = span.start + text.slice(span.start, span.end).search(/[\r\n]|$/);
    const problem = isReported
      ? null
      : {
          code: 'merge-conflict',
          message: messageOf(marker, conflictEnd !== undefined || span.end > lineEnd),
          span: { start: span.start, end: lineEnd },
        };
    isReported = conflictEnd !== undefined;
    return { at: span.start, remove: span.end - span.start, insert: '', problem };
  });
}

function messageOf(marker: string, isWhole: boolean): string {
  return isWhole
    ? 'the file holds an unresolved merge: keep one of the two versions, and take out the lines with <<<<<<<, ======= and >>>>>>>; until then only the first version is read'
    : `the file holds what is left of a merge: take out this line (${marker}), and check that what is around it is stated once`;
}
