/** What is said about the first mistake of a sentence: what is wrong, what was expected, what may be meant. */
import type { IToken } from 'chevrotain';
import type { SentenceProblem } from './ast.js';
import type { Edge } from './automaton.js';
import { hintOf, shown } from './hints.js';
import { briefly, either, labels } from './labels.js';
import type { Start } from './parser.js';
import type { Diagnosis } from './repair.js';
import {
  endOf,
  keywordOf,
  keywords,
  Quoted,
  spanOf,
  UnclosedQuote,
  wordCategories,
} from './tokens.js';
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
  const more = hint.text ?? reserved(found);
  const message = trap?.message ?? general(found) + (more ? `; ${more}` : '');
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

/** Words that say where the subject ends: before them a name is missing rather than unquoted. */
const VERBS: ReadonlySet<string> = new Set(['can', 'cannot', 'could']);

/** A reserved word, found or before the trouble, where a name may be meant. */
function reserved({ tokens, index, expected }: Diagnosis): string | undefined {
  const takesName = expected.some(({ type }) => wordCategories.has(type) || type === Quoted);
  const found = tokens[index];
  const before = tokens[index - 1];
  const isVerb = found && VERBS.has(keywordOf(found.tokenType) ?? '');
  if (found && takesName && isVerb !== true && isReserved(found.image))
    return `"${found.image}" is a reserved word, and quoted where it is a name`;
  return before?.image === 'A'
    ? '"A" is a reserved word, and quoted where it is a name'
    : undefined;
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
