import type { Span } from '../../text/span.js';
import { piecesText } from '../../syntax/pieces.js';
import { scalarMap, scalarPieces } from '../../syntax/scalar-map.js';
import type { ScalarNode, ScalarStyle } from '../../syntax/tree.js';
import { quoted } from '../../syntax/traps.js';
import type { Cursor } from './cursor.js';
import { quotedEnd } from './scan-key.js';

/** The text that is being typed: what it means before and after the cursor, and where that stands. */
export interface Typed {
  readonly style: Token['style'];
  readonly flow: boolean;
  /** Decoded, up to the cursor; blanks before the first character left out. */
  readonly before: string;
  /** Decoded, from the cursor to the end of the text or of its line. */
  readonly after: string;
  /** The text's own place, without its quotes. */
  readonly span: Span;
  /** The place of a character of `before` or, counted on, of `after`. */
  readonly at: (index: number) => number;
}

type Token = NonNullable<Cursor['token']>;

/** Reads the text at a cursor. */
export function typedAt(text: string, { token, offset, flow, kind }: Cursor): Typed {
  const style = token?.style ?? 'plain';
  const from = token?.start ?? offset;
  if (style === 'plain') {
    const end = plainEnd(text, offset, flow, kind !== 'value');
    const before = text.slice(from, offset);
    const after = text.slice(offset, end);
    return { style, flow, before, after, span: { start: from, end }, at: (index) => from + index };
  }
  const quote = text[from] ?? '"';
  const lineEnd = endOfLine(text, offset);
  const close = quotedEnd(text, from, lineEnd);
  const end = close === -1 || close <= offset ? offset : close - 1;
  const before = decoded(style, quote, text.slice(from + 1, offset));
  const after = decoded(style, quote, text.slice(offset, end));
  const scalar: ScalarNode = {
    kind: 'scalar',
    style,
    value: before + after,
    source: quote + text.slice(from + 1, end) + quote,
    span: { start: from, end: end + 1 },
  };
  const map = scalarMap(scalar);
  return {
    style,
    flow,
    before,
    after,
    span: { start: from + 1, end },
    at: (index) => (index === before.length ? offset : Math.min(map.offset(index), end)),
  };
}

function decoded(style: ScalarStyle, quote: string, inner: string): string {
  const source = quote + inner + quote;
  return piecesText(source, scalarPieces({ style, source }));
}

/** Where a plain text ends that goes on at `offset`: a comment, a colon after a key, in braces a comma or a bracket. */
function plainEnd(text: string, offset: number, flow: boolean, mayBeKey: boolean): number {
  const rest = text.slice(offset, endOfLine(text, offset));
  const stops = [/\s+#/u, /\s+$/u];
  if (flow) stops.push(/\s*[,[\]{}]/u);
  if (mayBeKey || flow) stops.push(/\s*:(?=[\s,[\]{}]|$)/u);
  const ends = stops.map((stop) => rest.search(stop)).filter((at) => at !== -1);
  return offset + Math.min(rest.length, ...ends);
}

function endOfLine(text: string, offset: number): number {
  const end = text.slice(offset).search(/\r?\n/u);
  return end === -1 ? text.length : offset + end;
}

/** Whether a text may stand without quotes as a whole key, value or item. */
export function isPlain(text: string, flow: boolean): boolean {
  return (
    text !== '' &&
    text.trim() === text &&
    !/^[-?:,[\]{}#&*!|>'"%@`]|^---|^\.\.\./u.test(text) &&
    !breaksPlain(text, flow)
  );
}

/** Whether a text ends or changes the plain text that it stands in. */
export function breaksPlain(text: string, flow: boolean): boolean {
  return /:\s|:$|\s#|[\n\r\t]/u.test(text) || (flow && /[,[\]{}]/u.test(text));
}

/** A text as it stands inside quotes of a style. */
export function inQuotes(text: string, style: Token['style']): string {
  if (style === 'single-quoted') return text.replaceAll("'", "''");
  return style === 'double-quoted' ? text.replaceAll(/["\\]/gu, '\\$&') : text;
}

/** A text as a whole key, value or item: in the quotes that are there, else plain or, where it must, in new ones. */
export function asScalar(text: string, style: Token['style'], flow: boolean): string {
  if (style !== 'plain') return inQuotes(text, style);
  return isPlain(text, flow) ? text : quoted(text);
}
