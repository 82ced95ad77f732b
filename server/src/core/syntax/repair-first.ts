import { fieldNames } from './policy/shape.js';
import type { Repair } from './repair.js';
import { AROUND, type Line, lineFrom, nextLine } from './repair-indent.js';
import { SECTIONS } from './sections.js';
import type { Node, Pair, SyntaxProblem } from './tree.js';

const NAMES = [...SECTIONS].join('|');
const HEAD = new RegExp(`(?<![^\\n])(?:${NAMES}):[ \\t]*(?:#[^\\n]*)?\\r?\\n`, 'g');
const SECTION_LINE = new RegExp(`^(${NAMES}):[ \\t]*(?:#|$)`);

/** How far a first entry that stands alone is moved, so that what stands beside it is beneath it; other entries stand at its multiples. */
const STEP = 2;

/** Moves the first entry of each section of a text to the column of the others, and a first section to column 1. */
export function firstRepairs(text: string): Repair[] {
  const heads = [...text.matchAll(HEAD)];
  if (heads.length === 0) return [];
  const repairs: Repair[] = [];
  const top = lineFrom(text, 0);
  if (top !== null && top.column > 0 && SECTION_LINE.test(top.text))
    repairs.push(sectionMoved(top));
  for (const { 0: head, index } of heads) {
    const first = lineFrom(text, index + head.length);
    const column = first === null ? null : columnOfOthers(text, first);
    if (first !== null && column !== null) repairs.push(entryMoved(first, column));
  }
  return repairs;
}

/** Whether a section's first entry has nothing, and beside it stand keys that it should have. */
export function isFirstFlat(root: Node | null): boolean {
  for (const { key, value } of root?.kind === 'map' ? root.pairs : []) {
    const [first, second] = value?.kind === 'map' && SECTIONS.has(key.value) ? value.pairs : [];
    const isFlat = first?.value === null && second?.value && second.value.kind !== 'map';
    if (isFlat === true && fieldNames().has(second.key.value)) return true;
  }
  return false;
}

/** Whether a line holds a key of entries with a value beside it that is no map. */
function isField({ text, kind }: Line): boolean {
  return (kind === 'text' || kind === '[') && fieldNames().has(nameOf(text));
}

/** The column of a section's other entries, where the first one alone stands elsewhere; else null. */
function columnOfOthers(text: string, first: Line): number | null {
  if (!isKey(first) || first.column === 0) return null;
  let inner: Line | null = null;
  let isFlat = false;
  for (const line of linesBelow(text, first)) {
    // A section that is indented is none of the entries.
    if (SECTION_LINE.test(line.text)) break;
    const isListed = line.kind === 'item' && first.kind === 'opens';
    if (line.column === first.column && isListed && (inner ?? line).kind === 'item') inner = line;
    else if (line.column === first.column) {
      if (inner !== null || first.kind !== 'opens' || !(isFlat || isField(line))) return null;
      isFlat = true;
    } else if (line.column < first.column) {
      return (isFlat || isUsual(line)) && areBeside(text, first, line) ? line.column : null;
    } else if (!isFlat && inner === null && !isNextColumn(first, line)) inner = line;
    else if (!isFlat && line.column < (inner?.column ?? Infinity)) {
      const isEntry = (inner === null || isKey(inner)) && !fieldNames().has(nameOf(line.text));
      return isEntry && isUsual(line) && areBeside(text, first, line) ? line.column : null;
    }
  }
  return isFlat && first.column > STEP + 1 ? first.column - STEP : null;
}

/** Whether a line holds a key at a column where entries usually stand: of two entries alone, the other one is moved. */
function isUsual(line: Line): boolean {
  return isKey(line) && line.column % STEP === 0;
}

/** Whether a line stands one column beyond an entry that has its value: it may be the next entry, at a usual column. */
function isNextColumn({ kind, column }: Line, line: Line): boolean {
  return kind !== 'opens' && line.column === column + 1 && isUsual(line);
}

/** Whether the entries from the second on go on at its column, and not at the first one's. */
function areBeside(text: string, first: Line, second: Line): boolean {
  let top = second;
  for (const line of linesBelow(text, second)) {
    const isBeneath = line.column > second.column && top.kind === 'opens';
    if (line.column === first.column && !isBeneath) return false;
    if (line.column <= second.column) top = line;
  }
  return true;
}

/** The lines of a section below one of them, as far as columns are compared. */
function* linesBelow(text: string, { start }: Line): Iterable<Line> {
  let line = nextLine(text, start);
  while (line !== null && line.column > 0 && line.start - start < AROUND) {
    yield line;
    line = nextLine(text, line.start);
  }
}

function isKey({ kind }: Line): boolean {
  return kind !== null && kind !== 'item';
}

function nameOf(text: string): string {
  return text.slice(0, text.indexOf(':'));
}

function entryMoved(line: Line, column: number): Repair {
  const message = `${nameOf(line.text)} starts in column ${line.column + 1}, but what belongs beside or beneath it asks for column ${column + 1}: move it there`;
  return moved(line, column, message);
}

function sectionMoved(line: Line): Repair {
  return moved(line, 0, sectionMessage(nameOf(line.text), line.column));
}

/** Whether what is read as an entry is a section: it has the name of one, and nothing that an entry has. */
export function isStray({ key, value }: Pair): boolean {
  if (!SECTIONS.has(key.value) || value?.kind !== 'map' || value.style !== 'block') return false;
  return !value.pairs.some((pair) => fieldNames().has(pair.key.value));
}

/** What is said of a section that is read as an entry. */
export function strayProblem({ key: { value: name, span } }: Pair, text: string): SyntaxProblem {
  const start = text.lastIndexOf('\n', span.start - 1) + 1;
  const message = sectionMessage(name, span.start - start);
  const fix = { span: { start, end: span.start }, text: '', title: TO_START };
  return { code: 'bad-indent', message, span, fix };
}

function sectionMessage(name: string, column: number): string {
  return `${name} is a section and starts in column ${column + 1}: sections start in column 1, so take away the spaces before it`;
}

const TO_START = 'Move to column 1';

function moved({ start, column, text }: Line, to: number, message: string): Repair {
  const span = { start: start + column, end: start + column + text.length };
  const insert = ' '.repeat(to);
  const fix = {
    span: { start, end: start + column },
    text: insert,
    title: `Move to column ${to + 1}`,
  };
  return { at: start, remove: column, insert, problem: { code: 'bad-indent', message, span, fix } };
}
