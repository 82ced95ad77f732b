import { keyEnd } from './key-line.js';
import { isMarker, type Leftover, leftovers } from './merge-conflicts.js';
import { isOddBlank } from './odd-characters.js';
import { fieldNames } from './policy/shape.js';
import { bareTopKey } from './repair-colon.js';
import { SECTIONS } from './sections.js';

/** A stretch of a file that is read by itself. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  /** The section whose entries it holds; null where its keys are the file's own. */
  readonly section: string | null;
}

/** A top-level key with what stands under it. */
interface Top {
  readonly start: number;
  /** The section's name while it can be divided into entries; null where it can't. */
  section: string | null;
  /** The column of the section's entries; 0 before the first. */
  column: number;
  readonly entries: number[];
}

/** `may`: nothing but the key was read so far. `is`: items were read. */
type List = 'may' | 'is' | 'no';

const CR = 13;
const LF = 10;
const SPACE = 32;
const TAB = 9;
const HASH = 35;
const DASH = 45;
const DOT = 46;
const PERCENT = 37;
const BOM = 0xfeff;

/**
 * Divides a file into stretches that follow each other and cover it: one an entry in sections that are block maps, one for
 * such a section's own line, one for every other top-level key. Read one by one they say what the whole file says.
 *
 * One scan of the starts of lines: a line at the column of a section's entries must be a key with its colon, or an item of
 * a list under one. A section with any other is read whole; so is a file with document markers, directives, or any
 * line at column 0 that is no such key. A merge conflict stays with the entry before it. Comments before a key, at its column or less, belong to it; blank lines to what they follow.
 */
export function splitText(text: string): Stretch[] {
  const whole = [{ start: 0, end: text.length, section: null }];
  // Lone carriage returns end lines for editors but not for YAML.
  if (hasLoneReturn(text)) return whole;
  const tops = new Scan(text).tops(true);
  return tops === null || tops.length === 0 ? whole : stretchesOf(tops, text.length);
}

/** What a scan of a part goes on from. */
export interface Resumption {
  /** Whether the part is the start of the file. */
  readonly isStart: boolean;
  /** The section among whose entries the part begins, with their column; null where it begins with a top-level key. */
  readonly section: { readonly name: string; readonly column: number } | null;
}

/**
 * Divides a part of a file anew: from the start of a stretch on until `isKnown` says that the rest is divided as before, or to
 * the end of the part.
 *
 * @param isKnown is asked at starts of lines that no comment above belongs to, nor right after the bare key of a section's first
 *   entry, with the section that the line is in and its column (null and 0 where none can be divided)
 * @returns places within the part; null where the file can't be divided; `section` where the section that the part begins in
 *   can't be
 */
export function splitPart(
  part: string,
  { isStart, section }: Resumption,
  isKnown: (start: number, section: string | null, column: number) => boolean,
): { readonly stretches: readonly Stretch[]; readonly end: number } | 'section' | null {
  const scan = new Scan(part);
  if (section !== null) scan.enter(section);
  const tops = scan.tops(isStart, isKnown);
  const [first] = tops ?? [];
  if (tops === null || first === undefined) return null;
  if (section === null) return { stretches: stretchesOf(tops, scan.end), end: scan.end };
  if (first.section === null) return 'section';
  // The section's own line stands before the part.
  return { stretches: stretchesOf(tops, scan.end).slice(1), end: scan.end };
}

export function hasLoneReturn(text: string): boolean {
  return /\r(?!\n)/.test(text);
}

function stretchesOf(tops: readonly Top[], textEnd: number): Stretch[] {
  const stretches: Stretch[] = [];
  tops.forEach((top, i) => {
    const end = tops[i + 1]?.start ?? textEnd;
    const entries = top.section === null ? [] : top.entries;
    stretches.push({ start: top.start, end: entries[0] ?? end, section: null });
    entries.forEach((entry, k) => {
      stretches.push({ start: entry, end: entries[k + 1] ?? end, section: top.section });
    });
  });
  return stretches;
}

class Scan {
  readonly #tops: Top[] = [];
  #top: Top | null = null;
  /** Where the comments at column 0 start that the next line may take; -1 where there are none. */
  #topComment = -1;
  /** The same for comments at the column of the entries or less. */
  #entryComment = -1;
  #hasMarker = false;
  /** Whether items of a list at a key's own column may follow: of the last top-level key, of the last entry. */
  #topList: List = 'no';
  #entryList: List = 'no';
  /** The column of what stands first under the section's first entry: -1 before it is known, and 0 where it doesn't matter. */
  #innerColumn = -1;
  /** What a merge left, once a line of that was met. */
  #leftovers: readonly Leftover[] | undefined;
  /** Where the scan ended. */
  end = 0;

  constructor(readonly text: string) {}

  /** Starts among the entries of a section. */
  enter({ name, column }: NonNullable<Resumption['section']>): void {
    this.#top = { start: 0, section: name, column, entries: [] };
    this.#tops.push(this.#top);
    this.#innerColumn = 0;
  }

  /** The top-level keys in order; null where the text can't be divided. */
  tops(
    isStart: boolean,
    isKnown?: (start: number, section: string | null, column: number) => boolean,
  ): Top[] | null {
    const { text } = this;
    let start = isStart && text.charCodeAt(0) === BOM ? 1 : 0;
    while (start < text.length) {
      const mayEnd = this.#topComment === -1 && this.#entryComment === -1 && !this.#mayBeFlat();
      if (isKnown !== undefined && mayEnd)
        if (isKnown(start, this.#top?.section ?? null, this.#top?.column ?? 0)) break;
      const isConflict = isMarker(text, start);
      // Where a conflict ends shows only in the whole text.
      if (isConflict && isKnown !== undefined) return null;
      const end = isConflict ? this.#conflictEnd(start) : start;
      if (end === null) return null;
      const feed = text.indexOf('\n', end);
      const next = feed === -1 ? text.length : feed + 1;
      if (!isConflict && !this.#line(start, next)) return null;
      start = next;
    }
    this.end = start;
    // What stands before the first key belongs to it.
    const [first] = this.#tops;
    if (first !== undefined && isStart) this.#tops[0] = { ...first, start: 0 };
    return this.#tops;
  }

  /** Reads the line from `start` to `next`. False where the file can't be divided. */
  #line(start: number, next: number): boolean {
    const { text } = this;
    let at = start;
    let code = text.charCodeAt(at);
    while (code === SPACE) code = text.charCodeAt(++at);
    const isBlank = at >= next || code === LF || code === CR;
    if (code === TAB && this.#top?.column === 0) this.#top.section = null;
    if (isBlank) return true;
    const column = at - start;
    if (code === HASH) {
      this.#comment(start, column);
      return true;
    }
    const isRead =
      column > 0
        ? this.#innerLine(start, column)
        : isOddBlank(code)
          ? this.#oddLine()
          : this.#topLine(code === BOM ? start + 1 : start, code);
    this.#topComment = -1;
    this.#entryComment = -1;
    return isRead;
  }

  /** The end of the conflict that begins at `start`; null where what is read of it may divide the file. */
  #conflictEnd(start: number): number | null {
    this.#leftovers ??= leftovers(this.text, start);
    const found = this.#leftovers.find(({ span }) => span.start === start);
    const top = this.#top;
    if (found === undefined || top === null) return null;
    this.#topComment = -1;
    this.#entryComment = -1;
    const { span, conflictEnd } = found;
    if (conflictEnd === undefined) return span.end;
    const column = Math.max(top.column, 1);
    const first = this.text.slice(span.end, this.#leftoverAfter(span.end));
    const isInner = !new RegExp(`^ {0,${column - 1}}[^ \\r\\n#]`, 'm').test(first);
    return isInner ? conflictEnd : null;
  }

  #leftoverAfter(at: number): number {
    return this.#leftovers?.find(({ span }) => span.start >= at)?.span.start ?? at;
  }

  #comment(start: number, column: number): void {
    if (column > 0) this.#topComment = -1;
    else if (this.#topComment === -1) this.#topComment = start;
    const entryColumn = this.#top?.column ?? 0;
    if (entryColumn > 0 && column > entryColumn) this.#entryComment = -1;
    else if (this.#entryComment === -1) this.#entryComment = start;
  }

  /** A line that starts with a space that YAML takes for text: it is read with what stands above. */
  #oddLine(): boolean {
    if (this.#top?.column === 0) this.#top.section = null;
    return this.#top !== null;
  }

  /** A line at column 0, or after a byte order mark that was left there. */
  #topLine(start: number, code: number): boolean {
    const { text } = this;
    if (code === PERCENT) return false;
    if (
      (code === DASH || code === DOT) &&
      /^(?:---|\.\.\.)(?:\s|$)/.test(text.slice(start, start + 4))
    ) {
      return this.#marker(start);
    }
    const colon = keyEnd(text, start);
    const bare = colon === -1 ? bareTopKey(text, start) : undefined;
    if (colon === -1 && bare === undefined) return this.#topRest(start);
    const name = bare ?? text.slice(start, colon);
    const isBareKey = bare !== undefined || isBare(text, colon + 1);
    const section = SECTIONS.has(name) && isBareKey ? name : null;
    const from = this.#topComment === -1 ? start : this.#topComment;
    this.#top = { start: from, section, column: 0, entries: [] };
    this.#tops.push(this.#top);
    this.#topList = isBareKey ? 'may' : 'no';
    this.#innerColumn = -1;
    return true;
  }

  /** A line at column 0 that is no key: a word, an item of a list under one, a closing bracket or a tab. */
  #topRest(start: number): boolean {
    if (this.#top === null) return false;
    // The name of a section that is still being written; a tab among entries.
    if (/^\w/.test(this.text.charAt(start))) return true;
    if (this.#top.column > 0 && this.text.charCodeAt(start) === TAB) return true;
    this.#top.section = null;
    if (!isItem(this.text, start)) return /^[\]}\t]/.test(this.text.charAt(start));
    if (this.#topList === 'no') return false;
    this.#topList = 'is';
    return true;
  }

  /** One `---` alone on its line may stand before everything else. */
  #marker(start: number): boolean {
    const isFirst = this.#top === null && !this.#hasMarker;
    this.#hasMarker = true;
    return isFirst && this.text.startsWith('---', start) && isBare(this.text, start + 3);
  }

  /** A line under a top-level key. */
  #innerLine(start: number, column: number): boolean {
    const top = this.#top;
    if (top === null) return false;
    if (this.#topList === 'may') this.#topList = 'no';
    if (top.section === null) return true;
    if (this.#isInFirst() && this.#showsOddFirst(top, start, column)) {
      top.section = null;
      return true;
    }
    if (column > top.column && top.column > 0) {
      if (this.#entryList === 'may') this.#entryList = 'no';
      return true;
    }
    // After the first key, what is irregular belongs to the entry before it: nothing that YAML allows stands there.
    if (!this.#entryLine(top, start, column) && top.column === 0) top.section = null;
    return true;
  }

  /** Whether the first entry of a section was read, and nothing yet that shows whether it stands well. */
  #isInFirst(): boolean {
    const top = this.#top;
    return (
      this.#innerColumn !== 0 && top !== null && top.section !== null && top.entries.length === 1
    );
  }

  /** Whether what belongs to the first entry of a section may stand beside it: nothing but its key was read. */
  #mayBeFlat(): boolean {
    return this.#isInFirst() && this.#innerColumn === -1 && this.#entryList === 'may';
  }

  /** Whether a line after a section's first entry shows that it is that entry which stands at a column of its own. */
  #showsOddFirst(top: Top, start: number, column: number): boolean {
    const inner = this.#innerColumn;
    if (inner === -1 && column > top.column) {
      // After an entry with its value, the next one may stand a column further, at a usual one.
      const isNext = this.#entryList === 'no' && column === top.column + 1 && column % 2 === 0;
      if (!isNext) this.#innerColumn = column;
      if (!isNext) return false;
    } else if (column >= Math.max(inner, top.column + 1)) return false;
    const isFlat = column === top.column;
    if (isFlat && !this.#mayBeFlat()) return false;
    const key = start + column;
    const end = keyEnd(this.text, key);
    const name = this.text.slice(key, end);
    if (end === -1 || SECTIONS.has(name)) return false;
    // Of two entries alone, the one at an odd column is moved.
    if (!isFlat && column % 2 === 1) return false;
    if (column < top.column) return true;
    const isField = fieldNames().has(name);
    return isFlat ? isField && /^ +[^\s#{]/.test(this.text.slice(end + 1, end + 99)) : !isField;
  }

  /** A line at the column of a section's entries, or less. False where that is irregular. */
  #entryLine(top: Top, start: number, column: number): boolean {
    if (top.column > 0 && column !== top.column) return false;
    const colon = keyEnd(this.text, start + column);
    if (colon === -1) {
      const isInList = isItem(this.text, start + column) && this.#entryList !== 'no';
      if (isInList) this.#entryList = 'is';
      return isInList && top.column > 0;
    }
    top.column = column;
    top.entries.push(this.#entryComment === -1 ? start : this.#entryComment);
    this.#entryList = isBare(this.text, colon + 1) ? 'may' : 'no';
    return true;
  }
}

/** Whether an item of a list starts at `at`. */
function isItem(text: string, at: number): boolean {
  return /^-(?:\s|$)/.test(text.slice(at, at + 2));
}

/** Whether the line holds nothing from `at` on but blanks and a comment. */
function isBare(text: string, at: number): boolean {
  let from = at;
  while (text.charCodeAt(from) === SPACE) from += 1;
  const code = text.charCodeAt(from);
  if (code === HASH) return from > at;
  return from >= text.length || code === LF || code === CR;
}
