/**
 * A run of a decoded scalar with the run of source that it comes from, both counted from the scalar's first character.
 * Either the source stands in the value as it is, or the source is an escape or a line fold that `text` replaces.
 */
export interface Piece {
  /** Where the run starts in the value. */
  readonly value: number;
  /** Where it starts and ends in the source. */
  readonly source: number;
  readonly end: number;
  /** What stands in the value; null where it is the source itself. */
  readonly text: string | null;
}

/** The pieces of one scalar, in order. Source between two pieces stands for nothing in the value. */
export class Pieces {
  readonly list: Piece[] = [];
  /** The length of the value so far. */
  length = 0;
  /** Where the last piece ends in the source. */
  end = 0;

  /** The source from `start` to `end` as it is. */
  copy(start: number, end: number): void {
    if (end <= start) return;
    this.list.push({ value: this.length, source: start, end, text: null });
    this.length += end - start;
    this.end = end;
  }

  /** `text` in place of the source from `start` to `end`. */
  put(text: string, start: number, end: number): void {
    this.list.push({ value: this.length, source: start, end, text });
    this.length += text.length;
    this.end = end;
  }
}

/** The value that the pieces of a source make. */
export function piecesText(source: string, pieces: Pieces): string {
  return pieces.list.map((piece) => piece.text ?? source.slice(piece.source, piece.end)).join('');
}
