import type { CST } from 'yaml';
import { append } from '../append.js';
import { codeOf } from '../text/visible-line.js';
import { ODD_BLANK } from './odd-characters.js';
import { fieldNames, mapNames } from './policy/shape.js';
import type { Reading } from './reading.js';
import type { Repair } from './repair.js';
import { DASH_BEFORE, SPACE_AFTER_DASH } from './traps.js';
import { SECTIONS, TOP_KEYS } from './sections.js';
import type { SyntaxProblem } from './tree.js';

const CODE = 'missing-colon';
const WIDE_COLON = '\uff1a';

/** Somebody and their role, which names no action: `ali can view`. */
const MEMBER = /^(\S.*?) +(?:can|has) [^.]*$/i;

/** What stands in the place of a colon in other languages: `ali = can view`, `ali => can view`, `ali -> can view`. */
const EQUALS = /^([^=:{}[\]]*?[^=:{}[\]\s])(?: *(=>?)| +(->|\u2192)) *(?![=>])/u;

const BLANK_AFTER_COLON = new RegExp(`^(.*?):(${ODD_BLANK})`, 'u');

/** A top-level key of a policy alone on its line, with no colon or a full-width one. */
const BARE_KEY = new RegExp(
  `(?<![^\\n])(${[...TOP_KEYS].join('|')})(${WIDE_COLON}?)(?= *(?:\\r?\\n|$)| +#)`,
  'gu',
);
const BARE_KEY_START = new RegExp(BARE_KEY.source, 'uy');

/** The top-level key that stands alone on the line that starts at `at`, without its colon; undefined where there is none. */
export function bareTopKey(text: string, at: number): string | undefined {
  BARE_KEY_START.lastIndex = at;
  return BARE_KEY_START.exec(text)?.[1];
}

/** Colons for the top-level keys of a text that stand alone on their lines without one. */
export function topKeyRepairs(text: string): Repair[] {
  return [...text.matchAll(BARE_KEY)].map(({ 1: key = '', 2: wide = '', index }) =>
    wide === ''
      ? missingColon(key, index, index + key.length, ':')
      : wideColon(key, index, index + key.length, ':'),
  );
}

/** A line of what `yaml` takes for one key of several lines. */
interface Line {
  /** Where its text starts in the text that is read. */
  readonly start: number;
  readonly column: number;
  readonly text: string;
}

/**
 * Puts in the colons that are missing in what `yaml` takes for a key, and says so: after a key whose value stands below it or,
 * in braces, brackets or after a word that is a key of the language, beside it. `yaml` reads such a line and those below it as one.
 *
 * @returns whether any is missing: then the next reading shows what the key says
 */
export function repairColons(
  reading: Reading,
  key: CST.Token | null | undefined,
  hasColon: boolean,
): boolean {
  if (key?.type !== 'scalar') return false;
  const isOneLine = !key.source.includes('\n');
  // What is whole, or cut by a brace that opens a map, is the common case.
  if (hasColon && isOneLine && !opensValue(key.source)) return false;
  const lines = linesOf(reading.source.text, key);
  const [first] = lines;
  // After a value on its line it is the end of that value: the lines stand at wrong columns.
  if (first === undefined || !startsLine(reading.source.text, first)) return false;
  const found: Repair[] = [];
  let item: Line | null = null;
  lines.forEach((line, index) => {
    if (item !== null && line.column > item.column) return;
    item = line.text.startsWith('- ') ? line : null;
    if (item !== null) return;
    const next = lines[index + 1];
    const isLast = index + 2 === lines.length;
    const below =
      next === undefined || next.column <= line.column
        ? 'nothing'
        : (hasColon && isLast) || /^- |:(?: |$)/.test(next.text)
          ? 'a map or list'
          : 'something';
    const isWhole = hasColon && next === undefined && !opensValue(line.text);
    const repair = isWhole
      ? null
      : isBesideItems(reading.source.text, line)
        ? dashBefore(reading, line)
        : colonIn(reading, line, below);
    if (repair !== null) found.push(repair);
  });
  // The brace that closes the value closes nothing until then.
  append(opensValue(key.source) ? reading.repairs : reading.colons, found);
  if (found.length > 0) reading.isUnusual = true;
  return found.length > 0;
}

/**
 * The same for what `yaml` takes for a text below a key: where no text belongs there, which is so below a section, and where the first of
 * its lines begins with a key of the language, or is somebody and their role where these belong. `column` is that of the key.
 */
export function repairText(reading: Reading, item: CST.CollectionItem, column: number): void {
  const { key, sep = [], value } = item;
  if (value?.type !== 'scalar' || !sep.some(({ type }) => type === 'newline')) return;
  const name = key?.type === 'scalar' ? key.source : '';
  const isSection = column === 0 && SECTIONS.has(name);
  const [word = ''] = /^[\w-]*/.exec(value.source) ?? [];
  const isField = !fieldNames().has(name) && fieldNames().has(word);
  const isPair = mapNames().has(name) && (EQUALS.test(value.source) || MEMBER.test(value.source));
  if (isSection || isField || isPair) repairColons(reading, value, false);
}

/** Whether a key holds the start of a value in braces or brackets: `anna { name`. */
function opensValue(text: string): boolean {
  const open = /^[^{}[\]]*[\s:=\uff1a]([{[])/u.exec(text)?.[1];
  return open !== undefined && !text.includes(open === '{' ? '}' : ']');
}

function linesOf(text: string, { offset, source }: CST.FlowScalar): Line[] {
  const lines: Line[] = [];
  for (const { 0: line, 1: blanks = '', index } of source.matchAll(
    /(?<![^\n])([ \t]*)[^\s][^\n]*/g,
  )) {
    const start = offset + index + blanks.length;
    const column = start - (text.lastIndexOf('\n', start - 1) + 1);
    lines.push({ start, column, text: line.slice(blanks.length).trimEnd() });
  }
  return lines;
}

function startsLine(text: string, { start, column }: Line): boolean {
  return /^(?:- |\s)*$/.test(text.slice(start - column, start));
}

/** Whether what stands above a line, at its column, is an item of a list. */
function isBesideItems(text: string, { start, column }: Line): boolean {
  for (let end = start - column - 1; end > 0;) {
    const from = text.lastIndexOf('\n', end - 1) + 1;
    const above = /^( *)(- |[^\s#])/.exec(text.slice(from, end));
    const spaces = above?.[1]?.length ?? Infinity;
    if (spaces <= column) return spaces === column && above?.[2] === '- ';
    end = from - 1;
  }
  return false;
}

/** The dash, or the space after it, that an item lacks. */
function dashBefore(reading: Reading, { start, text }: Line): Repair {
  const hasDash = text.startsWith('-');
  const at = reading.at(hasDash ? start + 1 : start);
  const insert = hasDash ? ' ' : '- ';
  const span = { start: reading.at(start), end: reading.at(start + text.length) };
  const fix = {
    span: { start: at, end: at },
    text: insert,
    title: `Write the ${hasDash ? 'space' : 'dash'}`,
  };
  const message = hasDash ? SPACE_AFTER_DASH : DASH_BEFORE;
  return { at, remove: 0, insert, problem: { code: 'missing-dash', message, span, fix } };
}

/** The colon that a line needs; null where it has one. `below` is what stands deeper below it. */
function colonIn(
  reading: Reading,
  { start, column, text }: Line,
  below: 'nothing' | 'something' | 'a map or list',
): Repair | null {
  const [word = ''] = /^[\w-]*/.exec(text) ?? [];
  const isField = fieldNames().has(word) || (column === 0 && TOP_KEYS.has(word));
  const rest = text.slice(word.length);
  const at = (offset: number): number => reading.at(start + offset);
  const wide = text.indexOf(WIDE_COLON);
  if (wide > 0) {
    const [blanks = ''] = /^ */.exec(text.slice(wide + 1)) ?? [];
    const isLast = wide + 1 === text.length;
    return wideColon(text.slice(0, wide), at(0), at(wide), isLast || blanks !== '' ? ':' : ': ');
  }
  const blank = BLANK_AFTER_COLON.exec(text);
  if (blank !== null) {
    const [whole, name = '', char = ''] = blank;
    return oddBlank(name, char, at(0), at(whole.length - 1));
  }
  const equals = /(?:: |:$)/.test(text) ? null : EQUALS.exec(text);
  if (equals !== null) {
    const [whole, name = '', equal, arrow = equal ?? ''] = equals;
    const insert = whole.length === text.length ? ':' : ': ';
    return equalsSign(name, arrow, at(0), at(name.length), at(whole.length), insert);
  }
  const value = /^([^{}[\]]*?)(:| +)(?=[{[])/.exec(text);
  if (value !== null) {
    const [whole, name = '', between = ''] = value;
    if (between === ':') return missingBlank(name, at(0), at(whole.length));
    return missingColon(name, at(0), at(name.length), ':');
  }
  if (isField && /^:\S/.test(rest)) return missingBlank(word, at(0), at(word.length + 1));
  if (isField && below !== 'a map or list' && /^ +\S/.test(rest))
    return missingColon(word, at(0), at(word.length), ':');
  if (/(?:: |:$)/.test(text)) return null;
  const member = below === 'nothing' ? MEMBER.exec(text)?.[1] : undefined;
  if (member !== undefined) return missingColon(member, at(0), at(member.length), ':');
  const repair = missingColon(text, at(0), at(text.length), ':');
  if (below !== 'nothing' || !text.includes(' ')) return repair;
  // Where the key ends isn't known.
  const message = 'a colon is missing on this line: write one after the key';
  return {
    ...repair,
    problem: { code: CODE, message, span: { start: at(0), end: at(text.length) } },
  };
}

function missingColon(name: string, start: number, end: number, insert: string): Repair {
  return repairOf(start, end, end, insert, `write a colon after ${name}`, 'Write the colon');
}

function equalsSign(
  name: string,
  sign: string,
  start: number,
  at: number,
  end: number,
  insert: string,
): Repair {
  const message = `write a colon after ${name}, in the place of the ${sign}`;
  return repairOf(start, at, end, insert, message, 'Write a colon');
}

function missingBlank(name: string, start: number, end: number): Repair {
  return repairOf(start, end, end, ' ', `write a space after ${name}:`, 'Write the space');
}

function wideColon(name: string, start: number, at: number, insert: string): Repair {
  const message = `the colon after ${name} is a full-width one (U+FF1A): write a plain colon${insert === ':' ? '' : ' and a space'}`;
  return repairOf(start, at, at + 1, insert, message, 'Write a plain colon');
}

function oddBlank(name: string, char: string, start: number, at: number): Repair {
  const message = `the space after ${name}: is one that YAML takes for text (${codeOf(char)}): write a plain space`;
  return repairOf(start, at, at + 1, ' ', message, 'Write a plain space');
}

/** A repair that is also the fix: `insert` in the place of what stands from `at` to `end`. The problem is marked from `start` on. */
function repairOf(
  start: number,
  at: number,
  end: number,
  insert: string,
  message: string,
  title: string,
): Repair {
  const fix = { span: { start: at, end }, text: insert, title };
  const problem: SyntaxProblem = { code: CODE, message, span: { start, end }, fix };
  return { at, remove: end - at, insert, problem };
}
