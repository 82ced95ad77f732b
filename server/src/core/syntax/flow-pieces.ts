import { Pieces } from './pieces.js';

/** What the escapes of one character stand for in a double-quoted scalar (YAML 1.2, 5.7). */
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['e', '\x1b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['N', '\u0085'],
  ['_', '\u00a0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
  [' ', ' '],
  ['"', '"'],
  ['/', '/'],
  ['\\', '\\'],
  ['\t', '\t'],
]);

const isBlank = (char: string | undefined): boolean => char === ' ' || char === '\t';

/** The pieces of a plain scalar. */
export function plainPieces(source: string): Pieces {
  const pieces = new Pieces();
  unfold(
    source,
    0,
    source.length,
    (start, end) => {
      pieces.copy(start, end);
    },
    pieces,
  );
  return pieces;
}

/** The pieces of a single-quoted scalar, quotes included in the source. */
export function singleQuotedPieces(source: string): Pieces {
  const pieces = new Pieces();
  const copy = (start: number, end: number): void => {
    let from = start;
    for (let quote = source.indexOf("''", from); quote !== -1 && quote + 2 <= end;) {
      pieces.copy(from, quote);
      pieces.put("'", quote, quote + 2);
      from = quote + 2;
      quote = source.indexOf("''", from);
    }
    pieces.copy(from, end);
  };
  unfold(source, 1, Math.max(1, source.length - 1), copy, pieces);
  return pieces;
}

/** Line folding of plain and single-quoted scalars: one line end is a space, more are one line end fewer. */
function unfold(
  source: string,
  from: number,
  to: number,
  copy: (start: number, end: number) => void,
  pieces: Pieces,
): void {
  let feed = source.indexOf('\n', from);
  if (feed === -1 || feed >= to) {
    copy(from, to);
    return;
  }
  let contentEnd = trimEnd(source, from, lineEnd(source, from, feed));
  copy(from, contentEnd);
  let feeds = [feed];
  for (;;) {
    const lineStart = feed + 1;
    const start = skipBlank(source, lineStart, to);
    feed = source.indexOf('\n', lineStart);
    const last = feed === -1 || feed >= to;
    const end = last ? to : trimEnd(source, start, lineEnd(source, lineStart, feed));
    if (last || end > start) {
      fold(pieces, feeds, contentEnd, start);
      copy(start, end);
      contentEnd = end;
      feeds = [];
    }
    if (last) return;
    feeds.push(feed);
  }
}

/** Line ends at `feeds`, with the blanks around them from `start` to `end`, become a space or line ends. */
function fold(pieces: Pieces, feeds: readonly number[], start: number, end: number): void {
  if (feeds.length === 1) {
    pieces.put(' ', start, end);
    return;
  }
  let from = start;
  for (let i = 1; i < feeds.length; i++) {
    const to = feeds[i + 1] ?? end;
    pieces.put('\n', from, to);
    from = to;
  }
}

function lineEnd(source: string, start: number, feed: number): number {
  return feed > start && source[feed - 1] === '\r' ? feed - 1 : feed;
}

function trimEnd(source: string, start: number, end: number): number {
  let to = end;
  while (to > start && isBlank(source[to - 1])) to -= 1;
  return to;
}

function skipBlank(source: string, start: number, end: number): number {
  let from = start;
  while (from < end && isBlank(source[from])) from += 1;
  return from;
}

/** The pieces of a double-quoted scalar, quotes included in the source. */
export function doubleQuotedPieces(source: string): Pieces {
  const pieces = new Pieces();
  const last = source.length - 1;
  let at = 1;
  while (at < last) {
    const run = plainRun(source, at, last);
    pieces.copy(at, run);
    at = run;
    if (at >= last) break;
    const char = source[at];
    if (char === '\n') at = foldedLines(source, at, pieces);
    else if (char === '\\') at = escaped(source, at, pieces);
    else if (char === '\r') at = source[at + 1] === '\n' ? at + 1 : copyTo(pieces, at, at + 1);
    else at = blanks(source, at, pieces);
  }
  return pieces;
}

/** The end of characters that stand for themselves. */
function plainRun(source: string, start: number, end: number): number {
  let at = start;
  while (at < end && !isSpecial(source.charCodeAt(at))) at += 1;
  return at;
}

/** Line ends, blanks and backslashes. */
function isSpecial(code: number): boolean {
  return code === 10 || code === 13 || code === 32 || code === 9 || code === 92;
}

function copyTo(pieces: Pieces, start: number, end: number): number {
  pieces.copy(start, end);
  return end;
}

/** Blanks stand for themselves, except at the end of a line. Ends after them. */
function blanks(source: string, start: number, pieces: Pieces): number {
  let at = start + 1;
  while (isBlank(source[at])) at += 1;
  const atLineEnd = source[at] === '\n' || (source[at] === '\r' && source[at + 1] === '\n');
  if (!atLineEnd) pieces.copy(start, at);
  return at;
}

/** One line end or several, from a line feed on. Ends at the next line's first character that is no blank. */
function foldedLines(source: string, start: number, pieces: Pieces): number {
  const feeds = [start];
  let at = start + 1;
  for (; at < source.length; at += 1) {
    const char = source[at];
    if (char === '\n') feeds.push(at);
    else if (!isBlank(char) && !(char === '\r' && source[at + 1] === '\n')) break;
  }
  fold(pieces, feeds, start, at);
  return at;
}

/** An escape from its backslash on. Ends after it. */
function escaped(source: string, start: number, pieces: Pieces): number {
  const char = source[start + 1] ?? '';
  const replaced = ESCAPES.get(char);
  if (replaced !== undefined) {
    pieces.put(replaced, start, start + 2);
    return start + 2;
  }
  const width = char === 'x' ? 2 : char === 'u' ? 4 : char === 'U' ? 8 : 0;
  if (width > 0) return codePoint(source, start, width, pieces);
  const feed = char === '\r' && source[start + 2] === '\n' ? start + 2 : start + 1;
  if (source[feed] !== '\n') return copyTo(pieces, start, start + 2);
  let at = feed + 1;
  while (isBlank(source[at])) at += 1;
  return at;
}

/** An escape with hexadecimal digits; a wrong one stands for itself, as `yaml` reads it. */
function codePoint(source: string, start: number, width: number, pieces: Pieces): number {
  const end = start + 2 + width;
  const digits = source.slice(start + 2, end);
  const code = digits.length === width && /^[0-9a-fA-F]+$/.test(digits) ? parseInt(digits, 16) : -1;
  if (code < 0 || code > 0x10ffff) return copyTo(pieces, start, Math.min(end, source.length));
  pieces.put(String.fromCodePoint(code), start, end);
  return end;
}
