import { keyEnd } from './key-line.js';
import { fieldNames } from './policy/shape.js';
import type { Reading } from './reading.js';
import type { Repair } from './repair.js';
import { type Line, lineFrom, MISPLACED, siblingsOf } from './repair-indent.js';
import type { SyntaxProblem } from './tree.js';

const DASH = /^-\s+/;

/** A sentence with a colon in it, in a list of them. */
const SENTENCE = / (?:can|cannot|could) /i;

/**
 * Takes the dashes out where some keys of a map have one and others none, which `yaml` can't read at all. Nothing where the dashes
 * may be meant: before sentences, texts, or records with keys of the language.
 */
export function dashRepairs(reading: Reading, found: readonly SyntaxProblem[]): Repair[] {
  const { text } = reading.source;
  for (const { code, span } of found) {
    const line = MISPLACED.has(code) ? lineFrom(text, span.start) : null;
    const repairs = line === null ? [] : withoutDashes(reading, siblingsOf(text, line));
    if (repairs.length > 0) return repairs;
  }
  return [];
}

function withoutDashes(reading: Reading, lines: readonly Line[]): Repair[] {
  const { text, original } = reading.source;
  const dashed = lines.filter(({ kind }) => kind === 'item');
  const isMap = lines.every((line) => isPair(text, line, lines));
  const [first] = dashed;
  const last = dashed.at(-1);
  if (!isMap || first === undefined || last === undefined || dashed.length === lines.length)
    return [];
  const at = ({ start, column }: Line): number => reading.at(start + column);
  const spans = dashed.map((line) => ({ start: at(line), end: at(line) + dashOf(line).length }));
  const isWritten = dashed.every(
    (line) => original.slice(at(line), at(line) + line.text.length) === line.text,
  );
  if (!isWritten) return [];
  const span = { start: at(first), end: spans.at(-1)?.end ?? 0 };
  const between = spans.map(({ end }, index) =>
    original.slice(end, spans[index + 1]?.start ?? end),
  );
  const fix = { span, text: between.join(''), title: 'Take the dashes away' };
  const message =
    'some of these keys have a dash before them, and others none: a map has no dashes, take them away';
  const problem: SyntaxProblem = {
    code: 'dash-in-map',
    message,
    span: { start: span.start, end: span.start + first.text.length },
    fix,
  };
  return spans.map(({ start, end }, index) => ({
    at: start,
    remove: end - start,
    insert: '',
    problem: index === 0 ? problem : null,
  }));
}

/** Whether a line is a key that names something, with a value behind it or, where nothing is behind it, below it. */
function isPair(text: string, line: Line, lines: readonly Line[]): boolean {
  const key = line.start + line.column + dashOf(line).length;
  const colon = keyEnd(text, key);
  if (colon === -1) return false;
  const name = text.slice(key, colon);
  if (SENTENCE.test(name) || fieldNames().has(name)) return false;
  const value = text.slice(colon + 1, line.start + line.column + line.text.length).trim();
  const end = lines[lines.indexOf(line) + 1]?.start ?? text.length;
  const below = text.slice(text.indexOf('\n', colon), end);
  // What stands beneath a key that has its value is more of that value, or other keys of the same item.
  return value === '' || value.startsWith('#') || !isDeeper(below, line.column);
}

function isDeeper(below: string, column: number): boolean {
  const [, spaces = ''] = /^(?:\s*(?:#[^\n]*)?\n)*( *)[^\s#]/.exec(below) ?? [];
  return spaces.length > column;
}

function dashOf({ text }: Line): string {
  return DASH.exec(text)?.[0] ?? '';
}
