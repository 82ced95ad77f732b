/** What a mistake is likely meant to be, as words for the message and as a replacement. */
import type { IToken } from 'chevrotain';
import type { SentenceProblem } from './ast.js';
import type { Edge } from './automaton.js';
import { curlyQuoted, isBareWord, quote } from './names.js';
import type { Diagnosis } from './repair.js';
import { endOf, keywordOf, keywords, markOf, Odd, Quoted, Slash, spanOf } from './tokens.js';
import { isReserved } from './words.js';

/** Words that end a message, and a replacement; either may be lacking. */
export interface Hint {
  readonly text?: string;
  readonly suggestion?: NonNullable<SentenceProblem['suggestion']>;
}

/** A token as a message shows it: in quotes, shortened. */
export function shown({ image, tokenType }: IToken): string {
  const brief =
    image.length > 40 ? `${image.slice(0, 39).replace(/[\uD800-\uDBFF]$/, '')}…` : image;
  return tokenType === Quoted ? brief : `"${brief}"`;
}

/** What is likely meant. */
export function hintOf({ tokens, index, edit, expected }: Diagnosis): Hint {
  const token = tokens[index];
  const put = edit?.put[0];
  if (!edit) return {};
  if (edit.kind === 'double') return doubled(tokens[edit.next - 2], tokens[edit.next - 1]);
  if (!put) return {};
  switch (edit.kind) {
    case 'respell':
      return respelt(put, tokens, token);
    case 'quote':
      return quoted(put, tokens);
    case 'close': {
      const text = quote(markOf(put)?.text ?? '');
      return { text, suggestion: { span: spanOf(put), text } };
    }
    case 'negate':
      return negated(put, tokens[edit.next - 1], tokens[0]);
    case 'insert':
      return token && edit.put.length === 1 ? inserted(put, token, expected) : {};
    case 'drop':
    case 'replace':
      return {};
  }
}

function doubled(last: IToken | undefined, token: IToken | undefined): Hint {
  if (!last || !token) return {};
  const span = { start: endOf(last), end: endOf(token) };
  return { text: `${shown(token)} stands twice`, suggestion: { span, text: '' } };
}

function respelt(put: IToken, tokens: readonly IToken[], token: IToken | undefined): Hint {
  const word = tokens.find(({ startOffset }) => startOffset === put.startOffset);
  if (!word) return {};
  const instead = word === token ? '' : ` instead of ${shown(word)}`;
  const suggestion = { span: spanOf(word), text: put.image };
  return { text: `did you mean ${put.image}${instead}?`, suggestion };
}

function quoted(put: IToken, tokens: readonly IToken[]): Hint {
  const span = spanOf(put);
  const inner = curlyQuoted(put.image);
  if (inner !== undefined) {
    const text = quote(inner);
    return { text: `write straight quotes: ${text}`, suggestion: { span, text } };
  }
  const text = quote(markOf(put)?.text ?? '');
  const parts = tokens.filter((part) => part.startOffset >= span.start && endOf(part) <= span.end);
  return { text: `${reason(put.image, parts)}: ${text}`, suggestion: { span, text } };
}

function reason(image: string, parts: readonly IToken[]): string {
  if (isReserved(image)) return `"${image}" is a reserved word, and quoted where it is a name`;
  if (parts.some(({ tokenType }) => tokenType === Odd)) {
    return 'names with other characters than letters, digits and _ . @ + - are quoted';
  }
  if (parts.some(({ tokenType }) => tokenType === Slash) && !/\s/.test(image)) {
    return 'names with such a slash are quoted as a whole';
  }
  return parts.every((part) => isBareWord(part.image))
    ? 'names with spaces are quoted'
    : 'names with spaces are quoted as a whole';
}

/** `can not` and `can't` as one word. After `only` it is not clear what is meant. */
function negated(put: IToken, token: IToken | undefined, first: IToken | undefined): Hint {
  if (!token) return {};
  if (put.image === 'can' && first?.tokenType === keywords.only) return {};
  return { suggestion: { span: { start: put.startOffset, end: endOf(token) }, text: put.image } };
}

/** A keyword that alone can be missing is offered. */
function inserted(put: IToken, token: IToken, expected: readonly Edge[]): Hint {
  const word = keywordOf(put.tokenType);
  const others = expected.filter(({ type }) => {
    if (type === put.tokenType || type === keywords.and) return false;
    return keywordOf(type) && !(put.tokenType === keywords.on && type === keywords.in);
  });
  if (!word || others.length > 0) return {};
  const span = { start: token.startOffset, end: token.startOffset };
  return { suggestion: { span, text: `${word} ` } };
}
