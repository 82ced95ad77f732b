import { scalarSpan } from '../syntax/scalar-map.js';
import type { ScalarNode } from '../syntax/tree.js';
import type { Span } from '../text/span.js';

/** A part of a scalar's decoded value, from `start` to before `end`, and what takes its place. */
export interface ScalarPart {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A change of the text; what the span counts from is said where the edit stands. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** What stands around a scalar and bears on how it may be written. */
export interface Surroundings {
  /** Whether it stands between brackets or braces. */
  readonly inFlow: boolean;
  readonly isKey: boolean;
}

/** Characters that only an escape writes: controls, marks, halves of pairs; line ends and tabs among them. */
const ESCAPED =
  // eslint-disable-next-line no-control-regex
  /[\0-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]/gu;

/** The value with its parts replaced; parts stand in order and apart. */
export function replaced(value: string, parts: readonly ScalarPart[]): string {
  let text = '';
  let from = 0;
  for (const part of parts) {
    text += value.slice(from, part.start) + part.text;
    from = part.end;
  }
  return text + value.slice(from);
}

/**
 * The ways to write a scalar with parts of its value replaced, the smallest edit first. Spans count from the start of the
 * block. Not every way reads as meant: read the text again to tell.
 */
export function* waysToWrite(
  scalar: ScalarNode,
  parts: readonly ScalarPart[],
  around: Surroundings,
): Generator<readonly TextEdit[]> {
  const { style, value, source, span } = scalar;
  const wanted = replaced(value, parts);
  const isWritable = parts.every(({ text }) => text.search(ESCAPED) === -1);
  const whole = (newText: string): readonly TextEdit[] => [{ span, newText }];
  switch (style) {
    case 'plain':
      if (isWritable && (isPlain(wanted, around) || !isPlain(value, around)))
        yield inPlace(scalar, parts, (text) => text);
      if (isWritable)
        for (const quote of quotesFor(wanted)) yield whole(wrapped(scalar, parts, quote));
      break;
    case 'single-quoted':
      if (isWritable) yield inPlace(scalar, parts, escapeSingle);
      break;
    case 'double-quoted':
      yield inPlace(scalar, parts, escapeDouble);
      break;
    case 'literal':
    case 'folded':
      if (isWritable) yield inPlace(scalar, parts, (text) => text);
  }
  const lineEnd = /\r?\n$/.exec(source)?.[0] ?? '';
  yield whole(`"${escapeDouble(wanted)}"${lineEnd}`);
}

function inPlace(
  scalar: ScalarNode,
  parts: readonly ScalarPart[],
  escape: (text: string) => string,
): readonly TextEdit[] {
  return parts.map(({ start, end, text }) => ({
    span: scalarSpan(scalar, start, end),
    newText: escape(text),
  }));
}

/** The quotes that leave fewer characters to escape come first. */
function quotesFor(text: string): readonly ('"' | "'")[] {
  const doubled = text.match(/["\\]/g)?.length ?? 0;
  return doubled > (text.match(/'/g)?.length ?? 0) ? ["'", '"'] : ['"', "'"];
}

/** A plain scalar put into quotes; its line ends stay where they are. */
function wrapped(scalar: ScalarNode, parts: readonly ScalarPart[], quote: '"' | "'"): string {
  const escape = quote === '"' ? escapeDouble : escapeSingle;
  const keep = (text: string): string =>
    quote === '"' ? text.replaceAll(/["\\]/g, '\\$&') : escapeSingle(text);
  let text = '';
  let from = 0;
  for (const part of parts) {
    const span = scalarSpan(scalar, part.start, part.end);
    const start = span.start - scalar.span.start;
    text += keep(scalar.source.slice(from, start)) + escape(part.text);
    from = span.end - scalar.span.start;
  }
  return quote + text + keep(scalar.source.slice(from)) + quote;
}

function escapeSingle(text: string): string {
  return text.replaceAll("'", "''");
}

function escapeDouble(text: string): string {
  return text.replaceAll(/["\\]/g, '\\$&').replaceAll(ESCAPED, (char) => {
    const short = SHORT.get(char);
    if (short !== undefined) return short;
    const code = char.charCodeAt(0).toString(16);
    return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`;
  });
}

const SHORT: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\0', '\\0'],
]);

/** Whether a text may stand without quotes; on the safe side. Line ends in it are folds that are written already. */
export function isPlain(text: string, { inFlow, isKey }: Surroundings): boolean {
  if (text === '' || /^\s|\s$/.test(text)) return false;
  if (/^[-?:](?:\s|$)|^[,[\]{}#&*!|>'"%@`]|^---|^\.\.\./.test(text)) return false;
  if (/:(?:\s|$)|\s#/.test(text)) return false;
  if (inFlow && /[,[\]{}]|^[-?:]/.test(text)) return false;
  return !(isKey && text === '<<');
}
