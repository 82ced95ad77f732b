import type { Span } from './span.js';

/** A place as editors and reporters count it: both from 0, characters in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Two places; `end` is exclusive. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

const LF = 10;
const CR = 13;

/**
 * Where the lines of a text start. A line ends at `\n`, `\r\n` or `\r`, as the Language Server Protocol counts.
 * Places outside the text are moved to the nearest one inside; a place within a line's end counts as before it.
 */
export class LineMap {
  readonly #text: string;
  readonly #starts: readonly number[];

  constructor(text: string) {
    this.#text = text;
    this.#starts = lineStarts(text);
  }

  /** At least 1: the empty text has one empty line. */
  get lineCount(): number {
    return this.#starts.length;
  }

  /** The offset of a line's first character. */
  lineStart(line: number): number {
    if (line <= 0) return 0;
    return this.#starts[Math.floor(line)] ?? this.#text.length;
  }

  /** The offset after a line's last character, before what ends the line. */
  lineEnd(line: number): number {
    const start = this.lineStart(line);
    let end = this.lineStart(Math.max(0, line) + 1);
    if (end > start && this.#text.charCodeAt(end - 1) === LF) end -= 1;
    if (end > start && this.#text.charCodeAt(end - 1) === CR) end -= 1;
    return end;
  }

  /** The line and character of an offset. */
  position(offset: number): Position {
    const at = Math.min(Math.max(0, offset), this.#text.length);
    const line = this.#lineAt(at);
    return { line, character: Math.min(at, this.lineEnd(line)) - this.lineStart(line) };
  }

  /** The offset of a line and character. */
  offset(position: Position): number {
    if (position.line < 0) return 0;
    if (position.line >= this.lineCount) return this.#text.length;
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
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
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
