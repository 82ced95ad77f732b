import type { Reading } from './reading.js';
import type { Repair } from './repair.js';
import type { SyntaxProblem } from './tree.js';

/** How many spaces a tab may stand for. */
const WIDTHS = [2, 4, 8];

/** Spaces for the tabs that `yaml` doesn't take, so that what stands on their lines keeps its place in the tree. */
export function indentRepairs(reading: Reading, found: readonly SyntaxProblem[]): Repair[] {
  const { text, original } = reading.source;
  return found.flatMap(({ code, span: { start } }) => {
    if (code !== 'tab-as-indent') return [];
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    const tabs = /^[\t ]*/.exec(text.slice(start))?.[0].length ?? 0;
    const before = start - lineStart;
    if (tabs === 0 || text.slice(lineStart, start).trim() !== '') return [];
    const column = columnFor(text.slice(0, lineStart), text.slice(lineStart, start + tabs));
    const insert = ' '.repeat(Math.max(0, column - before));
    const at = reading.at(start);
    const span = { start: at, end: at + tabs };
    if (original.slice(span.start, span.end) !== text.slice(start, start + tabs)) return [];
    const message = 'indent with spaces: YAML takes no tabs';
    const fix = { span, text: insert, title: 'Indent with spaces' };
    return [{ at, remove: tabs, insert, problem: { code: 'tab-as-indent', message, span, fix } }];
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

/**
 * A line indented further than a key that has its value already: `yaml` takes its key for more of that value.
 * `start` is where the line's key starts, `column` that of the key above.
 */
export function alignRepair(reading: Reading, start: number, column: number): Repair {
  const { text } = reading.source;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = /^[^\r\n]*/.exec(text.slice(start, start + 1000))?.[0].length ?? 0;
  const at = reading.at(lineStart);
  const remove = reading.at(start) - at;
  const insert = ' '.repeat(column);
  const message =
    'this line is indented further than the key above, which has its value: align it with that key';
  const fix = {
    span: { start: at, end: at + remove },
    text: insert,
    title: 'Align with the key above',
  };
  const span = reading.span(start, start + lineEnd);
  return { at, remove, insert, problem: { code: 'bad-indent', message, span, fix } };
}
