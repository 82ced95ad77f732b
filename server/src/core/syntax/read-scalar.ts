import { CST } from 'yaml';
import { append } from '../append.js';
import { curlyRepairs, isCurlyQuote } from './curly-quotes.js';
import { piecesText } from './pieces.js';
import { TEXT } from './reading.js';
import type { Reading } from './reading.js';
import { scalarPieces } from './scalar-map.js';
import { commentTrap, quoteFix } from './traps.js';
import type { ScalarNode, ScalarStyle } from './tree.js';

type FlowScalar = CST.FlowScalar;

/** A plain or quoted scalar. */
export type TextToken = FlowScalar & { readonly type: Exclude<FlowScalar['type'], 'alias'> };

function styleOf(type: FlowScalar['type']): ScalarStyle {
  if (type === 'single-quoted-scalar') return 'single-quoted';
  return type === 'double-quoted-scalar' ? 'double-quoted' : 'plain';
}

/** Text that stands where YAML allows none, after a scalar's end. */
export function isText(token: CST.Token): token is TextToken {
  return (
    token.type === 'scalar' ||
    token.type === 'single-quoted-scalar' ||
    token.type === 'double-quoted-scalar'
  );
}

/** A stretch of the block's text as a plain scalar, whatever is in it. */
export function rawScalar(reading: Reading, start: number, end: number): ScalarNode {
  const span = reading.span(start, end);
  const source = reading.source.original.slice(span.start, span.end);
  const value = source.includes('\n')
    ? piecesText(source, scalarPieces({ style: 'plain', source }))
    : source;
  return { kind: 'scalar', style: 'plain', value, span, source };
}

/** A plain or quoted scalar. */
export function readFlowScalar(reading: Reading, token: FlowScalar): ScalarNode {
  reading.end(token.end);
  const style = styleOf(token.type);
  if (style === 'plain') {
    const start = reading.at(token.offset);
    const char = reading.source.original[start];
    if (token.source.startsWith(TEXT) && (char === '"' || char === "'")) {
      return readOpenQuote(reading, token, char);
    }
    trapComment(reading, token);
    checkQuotes(reading, token);
  } else {
    // A quote that isn't closed is read as text, and one that a quote lines below closes: the mistake stays on its line.
    const hasExtra = token.end?.some(isText) === true;
    if (!isClosed(token.source)) reading.readAsText(token.offset);
    else if (hasExtra && token.source.includes('\n')) reading.readAsText(token.offset);
    else if (hasExtra) return readQuotedStart(reading, token);
  }
  const span = reading.tokenSpan(token);
  const source = reading.source.written(span, token.source);
  const value =
    source === token.source
      ? decode(reading, token, style)
      : piecesText(source, scalarPieces({ style, source }));
  return { kind: 'scalar', style, value, span, source };
}

/** Typographic quotes around a text; a description may be a quotation. */
function checkQuotes(reading: Reading, token: FlowScalar): void {
  const { offset, source } = token;
  const before = reading.source.text.slice(Math.max(0, offset - 20), offset);
  if (!isCurlyQuote(source.charCodeAt(0)) || /\bdescription: *$/.test(before)) return;
  append(reading.quotes, curlyRepairs(source, reading.tokenSpan(token)));
}

/** A literal or folded scalar. */
export function readBlockScalar(reading: Reading, token: CST.BlockScalar): ScalarNode {
  const resolved = CST.resolveAsScalar(token, true, () => {
    reading.isUnusual = true;
  });
  for (const prop of token.props) {
    if (prop.type !== 'block-scalar-header') reading.end([prop]);
  }
  // How many empty lines belong to a scalar without content depends on what follows: we take none.
  const header = token.props[0];
  const headerEnd =
    header !== undefined && 'source' in header
      ? header.offset + header.source.length
      : token.offset;
  const end = resolved.value === '' ? headerEnd : resolved.range[1];
  const span = reading.span(token.offset, end);
  const read = reading.source.text.slice(token.offset, end);
  const source = reading.source.written(span, read);
  const style = source.startsWith('>') ? 'folded' : 'literal';
  const { indent } = token;
  const value =
    source === read ? resolved.value : piecesText(source, scalarPieces({ style, source, indent }));
  return { kind: 'scalar', style, value, span, source, indent };
}

/** Whether a quoted scalar ends with its quote. */
export function isClosed(source: string): boolean {
  return source.length > 1 && source.charCodeAt(source.length - 1) === source.charCodeAt(0);
}

/** Most scalars stand for themselves; `yaml` decodes the others, and those that start with what a plain scalar can't. */
function decode(reading: Reading, token: FlowScalar, style: ScalarStyle): string {
  const { source } = token;
  if (style === 'plain') {
    if (!source.includes('\n') && !/^[\t,%|>@`]/.test(source)) return source;
  } else if (style === 'single-quoted') {
    const inner = source.slice(1, -1);
    if (!inner.includes("'") && !inner.includes('\n')) return inner;
  } else {
    const inner = source.slice(1, -1);
    if (!inner.includes('\\') && !inner.includes('\n')) return inner;
  }
  const resolved = CST.resolveAsScalar(token, true, () => {
    reading.isUnusual = true;
  });
  return resolved.value;
}

/** A quote that is never closed: read as the plain text after it. */
function readOpenQuote(reading: Reading, token: FlowScalar, quote: string): ScalarNode {
  const whole = reading.tokenSpan(token);
  const span = { start: whole.start + 1, end: whole.end };
  const source = reading.source.original.slice(span.start, span.end);
  reading.problem('unclosed-quote', `this ${quote} is never closed: add one at the end`, whole, {
    span: { start: span.end, end: span.end },
    text: quote,
    title: 'Close the quote',
  });
  const value = decode(reading, { ...token, source }, 'plain');
  return { kind: 'scalar', style: 'plain', value, span, source };
}

/** A quoted scalar with more text after it: `"Finance Dev" is mine`. Read as the sentence that it was meant as. */
function readQuotedStart(reading: Reading, token: FlowScalar): ScalarNode {
  const end = textEnd(token.end ?? [], token.offset + token.source.length);
  const scalar = rawScalar(reading, token.offset, end);
  reading.problem(
    'quoted-start',
    'text that starts with a quote ends at the closing quote: quote the whole of it',
    scalar.span,
    quoteFix(reading.source.original, scalar.span),
  );
  return scalar;
}

/** The end of the last text on the first line of tokens. */
export function textEnd(tokens: readonly CST.Token[], from: number): number {
  let end = from;
  for (const token of tokens) {
    if (token.type === 'newline' || token.type === 'comment') break;
    if (isText(token)) end = token.offset + token.source.length;
  }
  return end;
}

/** Looks for a comment that cuts a quoted name in a plain scalar. */
function trapComment(reading: Reading, token: FlowScalar): void {
  const comment = token.end?.find((each) => each.type !== 'space');
  if (comment?.type !== 'comment') return;
  const trap = commentTrap(reading.source.original, reading.tokenSpan(token), {
    offset: reading.at(comment.offset),
    source: comment.source,
  });
  if (trap !== null) reading.problem(trap.code ?? '', trap.message, trap.span, trap.fix);
}
