import type { Span } from '../text/span.js';
import { blockPieces } from './block-pieces.js';
import { doubleQuotedPieces, plainPieces, singleQuotedPieces } from './flow-pieces.js';
import type { Piece, Pieces } from './pieces.js';
import type { ScalarNode } from './tree.js';

/**
 * Where each character of a scalar's decoded value stands in its block, through quotes, escapes and line folds.
 * Make one for a scalar that is asked about often; the functions below make one a call.
 */
export interface ScalarMap {
  /** The place of the value's character `index`; of its end for an index past the last. */
  offset(index: number): number;
  /** The source of the value from `start` to before `end`. */
  span(start: number, end: number): Span;
  /** The character of the value that stands at a place of the block, or next after it. */
  index(offset: number): number;
}

/** The place in the block of character `index` of the scalar's value. */
export function scalarOffset(scalar: ScalarNode, index: number): number {
  return scalarMap(scalar).offset(index);
}

/** The source in the block of the scalar's value from `start` to before `end`. */
export function scalarSpan(scalar: ScalarNode, start: number, end: number): Span {
  // All of a plain scalar: so it is nearly always.
  const { span, value, source } = scalar;
  if (start === 0 && end === value.length && source === value) return span;
  return scalarMap(scalar).span(start, end);
}

/** The character of the scalar's value that stands at `offset` of the block, or next after it: for cursors. */
export function valueOffset(scalar: ScalarNode, offset: number): number {
  return scalarMap(scalar).index(offset);
}

/** The map of one scalar. */
export function scalarMap(scalar: ScalarNode): ScalarMap {
  const quotes = scalar.style === 'single-quoted' || scalar.style === 'double-quoted' ? 1 : 0;
  // No piece of a flow scalar is longer than its source: equal lengths mean that each character stands for itself.
  const isBlock = scalar.style === 'literal' || scalar.style === 'folded';
  if (!isBlock && scalar.value.length === scalar.source.length - 2 * quotes) {
    return new StraightMap(scalar.span.start + quotes, scalar.value.length);
  }
  return new PieceMap(scalar.span.start, scalar.value.length, scalarPieces(scalar).list);
}

/** The pieces that a scalar's value is made of. */
export function scalarPieces(scalar: Pick<ScalarNode, 'style' | 'source' | 'indent'>): Pieces {
  switch (scalar.style) {
    case 'plain':
      return plainPieces(scalar.source);
    case 'single-quoted':
      return singleQuotedPieces(scalar.source);
    case 'double-quoted':
      return doubleQuotedPieces(scalar.source);
    case 'literal':
    case 'folded':
      return blockPieces(scalar.source, scalar.indent ?? 0);
  }
}

const clamp = (n: number, max: number): number => Math.min(Math.max(0, n), max);

/** Every character stands for itself. */
class StraightMap implements ScalarMap {
  constructor(
    readonly start: number,
    readonly length: number,
  ) {}

  offset(index: number): number {
    return this.start + clamp(index, this.length);
  }

  span(start: number, end: number): Span {
    return { start: this.offset(start), end: this.offset(Math.max(start, end)) };
  }

  index(offset: number): number {
    return clamp(offset - this.start, this.length);
  }
}

class PieceMap implements ScalarMap {
  constructor(
    readonly start: number,
    readonly length: number,
    readonly pieces: readonly Piece[],
  ) {}

  offset(index: number): number {
    const piece = this.#pieceAt(index);
    if (piece === undefined) return this.start + (this.pieces.at(-1)?.end ?? 0);
    return this.start + piece.source + (piece.text === null ? Math.max(0, index - piece.value) : 0);
  }

  span(start: number, end: number): Span {
    const from = this.offset(start);
    if (end <= start) return { start: from, end: from };
    const last = this.#pieceAt(Math.min(end, this.length) - 1);
    if (last === undefined) return { start: from, end: from };
    const to =
      last.text === null ? last.source + Math.min(end, this.length) - last.value : last.end;
    return { start: from, end: Math.max(from, this.start + to) };
  }

  index(offset: number): number {
    const at = offset - this.start;
    const piece = this.pieces.find((each) => each.end > at);
    if (piece === undefined) return this.length;
    return piece.value + (piece.text === null ? Math.max(0, at - piece.source) : 0);
  }

  /** The piece that holds character `index` of the value; undefined past the end. */
  #pieceAt(index: number): Piece | undefined {
    if (index >= this.length) return undefined;
    let low = 0;
    let high = this.pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.pieces[middle]?.value ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return this.pieces[low];
  }
}
