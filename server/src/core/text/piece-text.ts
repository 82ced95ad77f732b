import { copyText } from './copy-text.js';
import type { LineMap, Position, Range } from './line-map.js';
import type { Span } from './span.js';
import { type Change, changeBetween } from './text-change.js';

const LF = 10;
const CR = 13;

/** About how long a piece is, in UTF-16 code units. */
const SIZE = 4096;

/** A part of a text. */
class Piece {
  #starts: readonly number[] | undefined;

  constructor(readonly text: string) {}

  /** Where the lines start that end in it: after each line end. */
  get starts(): readonly number[] {
    return (this.#starts ??= lineStarts(this.text));
  }
}

/**
 * A text in pieces, never changed: an edit makes another, which shares the pieces that it leaves alone. So an edit costs as
 * much as the number of pieces, not as much as the text, and so does finding out where two states of a text differ.
 *
 * Lines end at `\n`, `\r\n` or `\r`, as the Language Server Protocol counts them; no piece ends within one.
 */
export class PieceText implements LineMap {
  readonly length: number;
  /** Where each piece starts, and last the length of the text. */
  readonly #offsets: Uint32Array;
  /** How many lines end before each piece, and last in all. */
  #ends: Uint32Array | undefined;

  private constructor(
    private readonly pieces: readonly Piece[],
    /** The whole, once it was wanted. */
    private whole?: string,
  ) {
    this.#offsets = summed(pieces, ({ text }) => text.length);
    this.length = this.#offsets[pieces.length] ?? 0;
  }

  static of(text: string): PieceText {
    return new PieceText(piecesOf(text), text);
  }

  /** The one stretch outside of which two texts are the same. */
  static difference(before: PieceText, after: PieceText): Change {
    const [old, now] = [before.pieces, after.pieces];
    const most = Math.min(old.length, now.length);
    let first = 0;
    while (first < most && old[first] === now[first]) first += 1;
    let last = 0;
    while (last < most - first && old[old.length - 1 - last] === now[now.length - 1 - last])
      last += 1;
    const from = before.#offsets[first] ?? 0;
    const { start, oldEnd, end } = changeBetween(
      before.slice(from, before.#offsets[old.length - last]),
      after.slice(from, after.#offsets[now.length - last]),
    );
    return { start: from + start, oldEnd: from + oldEnd, end: from + end };
  }

  toString(): string {
    return (this.whole ??= this.pieces.map(({ text }) => text).join(''));
  }

  /** The text between two offsets, as `String.slice` of what isn't negative. */
  slice(start: number, end = this.length): string {
    if (this.whole !== undefined) return this.whole.slice(start, end);
    let text = '';
    for (let index = this.#pieceAt(start); index < this.pieces.length; index++) {
      const offset = this.#offsets[index] ?? 0;
      if (offset >= end) break;
      text += this.pieces[index]?.text.slice(Math.max(0, start - offset), end - offset) ?? '';
    }
    return text;
  }

  /** The text with another in the place of a stretch. Offsets outside it are moved to the nearest inside. */
  edit(span: Span, inserted: string): PieceText {
    const start = Math.min(Math.max(0, span.start), this.length);
    const end = Math.min(Math.max(start, span.end), this.length);
    let first = this.#pieceAt(start);
    let next = this.#pieceAt(end) + 1;
    const textOf = (index: number): string => this.pieces[index]?.text ?? '';
    // A line end that the edit makes of two pieces' ends, or a piece that becomes very small, is put together.
    if (start === this.#offsets[first] && first > 0) first -= 1;
    const before = this.#offsets[first] ?? 0;
    let text = this.slice(before, start) + inserted + this.slice(end, this.#offsets[next]);
    while (
      next < this.pieces.length &&
      (text.length < SIZE / 2 || (text.endsWith('\r') && textOf(next).startsWith('\n')))
    )
      text += textOf(next++);
    const pieces = this.pieces.slice(0, first);
    return new PieceText(pieces.concat(piecesOf(copyText(text)), this.pieces.slice(next)));
  }

  /** At least 1: the empty text has one empty line. */
  get lineCount(): number {
    return (this.#lineEnds[this.pieces.length] ?? 0) + 1;
  }

  /** The offset of a line's first character. */
  lineStart(line: number): number {
    const wanted = Math.floor(line);
    if (!(wanted > 0)) return 0;
    if (wanted >= this.lineCount) return this.length;
    const index = lastAtMost(this.#lineEnds, wanted - 1, this.pieces.length - 1);
    const within = this.pieces[index]?.starts[wanted - 1 - (this.#lineEnds[index] ?? 0)] ?? 0;
    return (this.#offsets[index] ?? 0) + within;
  }

  /** The offset after a line's last character, before what ends the line. */
  lineEnd(line: number): number {
    const start = this.lineStart(line);
    let end = this.lineStart(Math.max(0, line) + 1);
    if (end > start && this.#codeAt(end - 1) === LF) end -= 1;
    if (end > start && this.#codeAt(end - 1) === CR) end -= 1;
    return end;
  }

  /** The line and character of an offset. */
  position(offset: number): Position {
    const at = Math.min(Math.max(0, offset), this.length);
    const line = this.#lineAt(at);
    return { line, character: Math.min(at, this.lineEnd(line)) - this.lineStart(line) };
  }

  /** The offset of a line and character. */
  offset(position: Position): number {
    if (position.line < 0) return 0;
    if (position.line >= this.lineCount) return this.length;
    const start = this.lineStart(position.line);
    return Math.min(start + Math.max(0, position.character), this.lineEnd(position.line));
  }

  range(span: Span): Range {
    return { start: this.position(span.start), end: this.position(span.end) };
  }

  span(range: Range): Span {
    return { start: this.offset(range.start), end: this.offset(range.end) };
  }

  /** The last line that starts at or before an offset. */
  #lineAt(offset: number): number {
    const index = this.#pieceAt(offset);
    const starts = this.pieces[index]?.starts ?? [];
    const within = offset - (this.#offsets[index] ?? 0);
    return (this.#lineEnds[index] ?? 0) + lastAtMost(starts, within, starts.length - 1) + 1;
  }

  #codeAt(offset: number): number {
    const index = this.#pieceAt(offset);
    return this.pieces[index]?.text.charCodeAt(offset - (this.#offsets[index] ?? 0)) ?? NaN;
  }

  /** The piece that holds an offset; at the end of the text, the last. */
  #pieceAt(offset: number): number {
    return Math.max(0, lastAtMost(this.#offsets, offset, this.pieces.length - 1));
  }

  get #lineEnds(): Uint32Array {
    return (this.#ends ??= summed(this.pieces, ({ starts }) => starts.length));
  }
}

/** The last index up to `high` whose value is at most the wanted one; -1 where all are greater. Values never fall. */
function lastAtMost(values: ArrayLike<number>, wanted: number, high: number): number {
  let low = -1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((values[middle] ?? 0) <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** What comes before each piece, and last before the end. */
function summed(pieces: readonly Piece[], of: (piece: Piece) => number): Uint32Array {
  const sums = new Uint32Array(pieces.length + 1);
  let sum = 0;
  pieces.forEach((piece, index) => {
    sum += of(piece);
    sums[index + 1] = sum;
  });
  return sums;
}

function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  while (text.length - start > 2 * SIZE) {
    const end = cutAfter(text, start + SIZE);
    pieces.push(new Piece(text.slice(start, end)));
    start = end;
  }
  pieces.push(new Piece(text.slice(start)));
  return pieces;
}

/** Where a piece may end: after the next line feed, if it isn't far, and never within a line end. */
function cutAfter(text: string, from: number): number {
  const feed = text.slice(from, from + SIZE).indexOf('\n');
  if (feed !== -1) return from + feed + 1;
  return text.charCodeAt(from - 1) === CR && text.charCodeAt(from) === LF ? from + 1 : from;
}

/** Where the lines of a text start but the first: after each line end. */
export function lineStarts(text: string): number[] {
  const starts: number[] = [];
  let feed = text.indexOf('\n');
  let carriage = text.indexOf('\r');
  while (feed !== -1 || carriage !== -1) {
    const isCarriage = carriage !== -1 && (feed === -1 || carriage < feed);
    let end = isCarriage ? carriage : feed;
    if (isCarriage && feed === end + 1) end = feed;
    starts.push(end + 1);
    if (feed !== -1 && feed <= end) feed = text.indexOf('\n', end + 1);
    if (carriage !== -1 && carriage <= end) carriage = text.indexOf('\r', end + 1);
  }
  return starts;
}
