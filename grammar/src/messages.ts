/** What is said about the first mistake of a sentence: what is wrong, what was expected, what may be meant. */
import type { IToken } from 'chevrotain';
import type { SentenceProblem } from './ast.js';
import type { Edge } from './automaton.js';
import { hintOf, shown } from './hints.js';
import { briefly, either, labels } from './labels.js';
import type { Start } from './parser.js';
import type { Diagnosis } from './repair.js';
import { endOf, keywordOf, keywords, spanOf, UnclosedQuote } from './tokens.js';
import { trapOf } from './traps.js';
import { isReserved } from './words.js';

/** The problem that a diagnosis amounts to. */
export function problemOf(start: Start, text: string, found: Diagnosis): SentenceProblem {
  const { tokens, index, expected, mayEnd } = found;
  if (tokens.length === 0) return empty(start, found, text.length);
  const token = tokens[index];
  const last = tokens.at(-1);
  const end = last ? endOf(last) : 0;
  const span = token ? spanOf(token) : { start: end, end };
  const trap = trapOf(start, found);
  const hint = trap?.isPlain === true ? {} : hintOf(found);
  const message = trap?.message ?? general(found) + (hint.text ? `; ${hint.text}` : '');
  return {
    message,
    span,
    expected:
      token?.tokenType === UnclosedQuote ? [token.image.charAt(0)] : labels(expected, mayEnd),
    ...(hint.suggestion && { suggestion: hint.suggestion }),
  };
}

function empty(start: Start, { expected }: Diagnosis, end: number): SentenceProblem {
  const example = {
    expectation: 'an expectation, such as: anna can app.open on Finance',
    change: 'a change, such as: remove anna from Finance',
  }[start];
  return {
    message: `expected ${example}`,
    span: { start: 0, end },
    expected: labels(expected, false),
  };
}

/** `expected on or in after the action, found "because"` */
function general({ tokens, index, expected, mayEnd }: Diagnosis): string {
  const what = either(briefly(expected, mayEnd));
  const place = after(tokens[index - 1], expected);
  const token = tokens[index];
  return `expected ${what}${place}, ${token ? `found ${shown(token)}` : 'but the sentence ends'}`;
}

/** ` after the subject`: the part of the sentence that ends before the trouble. */
function after(last: IToken | undefined, expected: readonly Edge[]): string {
  if (!last) return '';
  const types = new Set(expected.map(({ type }) => type));
  const isWord = keywordOf(last.tokenType) !== undefined && isReserved(last.image);
  if (types.has(keywords.except)) return ' after nobody';
  if (types.has(keywords.can)) return ' after the subject';
  if (types.has(keywords.on)) return ' after the action';
  if (types.has(keywords.because)) return ' after the target';
  return isWord ? ` after ${last.image}` : ` after ${shown(last)}`;
}
