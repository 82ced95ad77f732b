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

/**
 * Where the lines of a text start. A line ends at `\n`, `\r\n` or `\r`, as the Language Server Protocol counts.
 * Places outside the text are moved to the nearest one inside; a place within a line's end counts as before it.
 */
export interface LineMap {
  /** At least 1: the empty text has one empty line. */
  readonly lineCount: number;
  /** The offset of a line's first character. */
  lineStart(line: number): number;
  /** The offset after a line's last character, before what ends the line. */
  lineEnd(line: number): number;
  /** The line and character of an offset. */
  position(offset: number): Position;
  /** The offset of a line and character. */
  offset(position: Position): number;
  range(span: Span): Range;
  span(range: Range): Span;
}
