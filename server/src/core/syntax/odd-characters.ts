import { codeOf } from '../text/visible-line.js';
import type { Repair } from './repair.js';
import type { SyntaxProblem } from './tree.js';

/** Spaces that YAML takes for text. */
export const ODD_BLANK = '[\\u00a0\\u2000-\\u200a\\u202f\\u205f\\u3000]';

/** What starts the indentation of a line with a space that YAML takes for text. */
const ODD_INDENT = new RegExp(`(?<![^\\n\\r])${ODD_BLANK}(?:${ODD_BLANK}| )*`, 'gu');

/** A byte order mark at the start of a line: what is left where files were put together. */
const INNER_MARK = /(?<=[\n\r])\ufeff/gu;

/** Carriage returns that end a line for editors and for YAML's standard, though not for its readers. */
const LONE_RETURN = /\r(?!\n)/g;

/** Characters that no policy holds. */
const CONTROL = /(?![\t\n\r\u0085])\p{Cc}/gu;

const ODD = new RegExp(ODD_BLANK, 'u');

/** Whether a character, by its code, is such a space. */
export function isOddBlank(code: number): boolean {
  // Hardly any line starts beyond ASCII.
  return code > 0x7f && ODD.test(String.fromCharCode(code));
}

/**
 * Puts what was meant in the place of characters that look like it: ends of lines, spaces, nothing. Each kind is one problem,
 * where it occurs first, since editors put in one as they put in the others.
 */
export function characterRepairs(text: string): Repair[] {
  return [
    ...repairsOf(
      text,
      LONE_RETURN,
      () => '\n',
      (count) => ({
        code: 'line-end',
        message: `${count === 1 ? 'this line ends' : `${count} lines end`} in a carriage return alone, as old Macs wrote them: save the file with LF or CRLF as line ends`,
        title: 'End lines with LF',
      }),
    ),
    ...repairsOf(
      text,
      ODD_INDENT,
      (run) => ' '.repeat(run.length),
      (count, run) => ({
        code: 'odd-indent',
        message: `${count === 1 ? 'this line is' : `${count} lines are`} indented with a space that YAML takes for text (${codeOf(run)}): indent with plain spaces`,
        title: 'Indent with plain spaces',
      }),
    ),
    ...repairsOf(
      text,
      INNER_MARK,
      () => '',
      (_, mark) => ({
        code: 'inner-mark',
        message: `there is a byte order mark (${codeOf(mark)}) in the middle of the file: take it out`,
        title: 'Take out the byte order mark',
      }),
    ),
  ];
}

/** Characters that no policy holds: the first is told, and read as it is. */
export function controlProblem(text: string): SyntaxProblem | null {
  const [first, ...others] = [...text.matchAll(CONTROL)];
  if (first === undefined) return null;
  const span = { start: first.index, end: first.index + 1 };
  const more = others.length === 0 ? '' : `, and so are ${others.length} more in this part`;
  return {
    code: 'control-character',
    message: `this is a control character (${codeOf(first[0])})${more}: take it out`,
    span,
    fix: { span, text: '', title: 'Take out the control character' },
  };
}

interface Told {
  readonly code: string;
  readonly message: string;
  readonly title: string;
}

/** Repairs of all that a pattern finds. The first has the problem, with a fix of all of them. */
function repairsOf(
  text: string,
  pattern: RegExp,
  replacement: (found: string) => string,
  told: (count: number, found: string) => Told,
): Repair[] {
  const found = [...text.matchAll(pattern)];
  const [first] = found;
  const last = found.at(-1);
  if (first === undefined || last === undefined) return [];
  const { code, message, title } = told(found.length, first[0]);
  const start = first.index;
  const whole = { start, end: last.index + last[0].length };
  const mended = found.map(({ 0: written, index }, i) => {
    const rest = text.slice(index + written.length, found[i + 1]?.index ?? whole.end);
    return replacement(written) + rest;
  });
  const problem: SyntaxProblem = {
    code,
    message,
    span: { start, end: start + first[0].length },
    fix: { span: whole, text: mended.join(''), title },
  };
  return found.map(({ 0: written, index }, i) => ({
    at: index,
    remove: written.length,
    insert: replacement(written),
    problem: i === 0 ? problem : null,
  }));
}
