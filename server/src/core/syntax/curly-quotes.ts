import { curlyQuoted } from '../../../../grammar/src/index.js';
import type { Span } from '../text/span.js';
import type { Repair } from './repair.js';

/** Whether a character, by its code, is a typographic quote that may open. */
export function isCurlyQuote(code: number): boolean {
  return (code >= 0x2018 && code <= 0x201f) || code === 0xab || code === 0x2039;
}

/**
 * Straight quotes for the typographic ones around a plain scalar, which YAML takes for text; none where the scalar holds others.
 *
 * @param span where the scalar is written, as `source`
 */
export function curlyRepairs(source: string, span: Span): Repair[] {
  const inner = curlyQuoted(source);
  const quote = inner === undefined ? undefined : quoteFor(inner);
  if (quote === undefined) return [];
  const problem = {
    code: 'curly-quotes',
    message: `${source.slice(0, 1)} and ${source.slice(-1)} are text to YAML, not quotes: write straight quotes`,
    span,
    fix: { span, text: `${quote}${inner}${quote}`, title: 'Write straight quotes' },
  };
  return [
    { at: span.start, remove: 1, insert: quote, problem },
    { at: span.end - 1, remove: 1, insert: quote, problem: null },
  ];
}

/** The quote that a text may stand in as it is. */
function quoteFor(text: string): string | undefined {
  if (!/["\\]/.test(text)) return '"';
  return text.includes("'") ? undefined : "'";
}
