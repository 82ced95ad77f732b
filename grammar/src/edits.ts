/**
 * The repairs that may be meant where a sentence goes wrong, the likelier first: a word respelt, a name
 * quoted, something inserted, taken out, or put in another's place.
 */
import type { IToken, TokenType } from 'chevrotain';
import type { Position } from './automaton.js';
import { fill, insertable, stopgap } from './fill.js';
import { tokenize } from './lexer.js';
import { unquote } from './names.js';
import { isNear } from './spelling.js';
import {
  endOf,
  isShortNot,
  keywordOf,
  keywords,
  makeToken,
  Odd,
  Quoted,
  Slash,
  UnclosedQuote,
  Word,
} from './tokens.js';
import { isReserved, type Keyword } from './words.js';

/** One repair: of what was read, all but the first `keep` tokens give way to `put`; `next` is read next. */
export interface Edit {
  readonly kind:
    'close' | 'negate' | 'respell' | 'double' | 'quote' | 'insert' | 'drop' | 'replace';
  readonly keep: number;
  readonly put: readonly IToken[];
  readonly next: number;
}

/** Where a sentence goes wrong. */
export interface Trouble {
  readonly text: string;
  /** The tokens as they were written. */
  readonly tokens: readonly IToken[];
  /** The tokens that were read, repaired, up to the trouble. */
  readonly read: readonly IToken[];
  /** The positions before each of the tokens that were read, and after the last. */
  readonly trail: readonly Position[];
  /** The token that cannot stand where it does; the number of tokens if the sentence ends too early. */
  readonly index: number;
}

/** How many tokens a name that lacks its quotes may have, and how far back a misspelling is looked for. */
const NAME_LENGTH = 10;
const LOOK_BACK = 4;

/** Every repair worth a try. */
export function* edits(trouble: Trouble): Generator<Edit> {
  const { tokens, read, index } = trouble;
  const token = tokens[index];
  if (token?.tokenType === UnclosedQuote) yield* closings(trouble, token);
  if (token) {
    yield* negations(trouble, token);
    yield* respellings(trouble, read.length, token, index + 1);
    const last = read.at(-1);
    if (last?.image.toLowerCase() === token.image.toLowerCase()) {
      yield { kind: 'double', keep: read.length, put: [], next: index + 1 };
    }
  }
  for (let back = 1; back <= LOOK_BACK && back <= read.length; back += 1) {
    const at = read.length - back;
    const word = read[at];
    if (!word) continue;
    for (const edit of respellings(trouble, at, word, index)) {
      yield { ...edit, put: [...edit.put, ...read.slice(at + 1)] };
    }
  }
  if (read.length > 1 && read.at(-1)?.image === read.at(-2)?.image) {
    yield { kind: 'double', keep: read.length - 1, put: [], next: index };
  }
  if (!token) return;
  yield* quotings(trouble, 'plain');
  const chains = insertions(trouble);
  yield* chains.filter(({ put }) => put.length === 1);
  yield* quotings(trouble, 'reserved');
  yield { kind: 'drop', keep: read.length, put: [], next: index + 1 };
  for (const type of expectedTypes(trouble)) {
    const put = [stopgap(type, token.startOffset)];
    yield { kind: 'replace', keep: read.length, put, next: index + 1 };
  }
  yield* quotings(trouble, 'mixed');
  yield* chains.filter(({ put }) => put.length > 1);
}

function* closings(trouble: Trouble, token: IToken): Generator<Edit> {
  const mark = token.image.charAt(0);
  const strong: number[] = [];
  const weak: number[] = [];
  for (const match of token.image.matchAll(/\s([a-z]+)(?!\S)/gi)) {
    if (!isReserved(match[1] ?? '') || match.index < 2) continue;
    const word = (match[1] ?? '').toLowerCase();
    (/^(and|in|to|a|new|user|group)$/.test(word) ? weak : strong).push(match.index);
    if (strong.length + weak.length >= NAME_LENGTH) break;
  }
  for (const cut of [...strong, token.image.length, ...weak]) {
    const image = token.image.slice(0, cut).trimEnd();
    const name = unquote(image + mark);
    const closed = makeToken(Quoted, image, token.startOffset, { text: name });
    const rest = tokenize(token.image.slice(cut)).map((later) =>
      makeToken(later.tokenType, later.image, later.startOffset + token.startOffset + cut),
    );
    const put = [closed, ...rest];
    yield { kind: 'close', keep: trouble.read.length, put, next: trouble.index + 1 };
  }
}

/** `can not`, `can't`, `can never`, `could not`, and `cannot` after `only` and `nobody`. */
function* negations({ tokens, read, index }: Trouble, token: IToken): Generator<Edit> {
  const type = token.tokenType;
  const last = read.at(-1);
  const from = last?.tokenType;
  const become = (word: Keyword, keep: number, start: IToken, next = index + 1): Edit => ({
    kind: 'negate',
    keep,
    put: [makeToken(keywords[word], word, start.startOffset)],
    next,
  });
  if (type === keywords.cannot) yield become('can', read.length, token);
  if (last && from === keywords.can && isShortNot(tokens, index))
    yield become('cannot', read.length - 1, last, index + 2);
  if (type !== keywords.not && type !== keywords.never) return;
  if (last && from === keywords.can) yield become('cannot', read.length - 1, last);
  if (from === keywords.could) yield become('never', read.length, token);
}

function respellings({ trail }: Trouble, keep: number, word: IToken, next: number): Edit[] {
  const respelt = meant(trail[keep], word);
  return respelt.map((token) => ({ kind: 'respell', keep, put: [token], next }));
}

/** The keywords that may stand at a position, and that a word may be meant to be. */
function meant(position: Position | undefined, word: IToken | undefined): IToken[] {
  if (!position || !word || !/^[a-z]+$/i.test(word.image) || isReserved(word.image)) return [];
  if (position.edges.some(({ type }) => type === word.tokenType)) return [];
  return position.edges.flatMap(({ type }) => {
    const keyword = keywordOf(type);
    const isMeant = keyword !== undefined && isNear(word.image, keyword);
    return isMeant ? [makeToken(type, keyword, word.startOffset)] : [];
  });
}

/**
 * Names that lack their quotes: `plain` ones of words, slashes and odd characters, a `reserved` word with
 * what follows it, and any others, `mixed`.
 */
type Unquoted = 'plain' | 'reserved' | 'mixed';

function* quotings(trouble: Trouble, which: Unquoted): Generator<Edit> {
  const { tokens, read, trail, index, text } = trouble;
  for (let keep = read.length; keep >= 0 && keep > read.length - NAME_LENGTH; keep -= 1) {
    if (!(trail[keep]?.edges ?? []).some((edge) => edge.type === Quoted)) continue;
    const before = read.slice(keep);
    for (let next = index + 1; next <= tokens.length && next < index + NAME_LENGTH; next += 1) {
      const parts = [...before, ...tokens.slice(index, next)];
      if (!parts.every(mayBeInName)) break;
      const isName = parts.some((part) => part.tokenType !== Quoted);
      if (!isName || unquotedKind(parts, before.length) !== which) continue;
      const name = joined(text, parts);
      for (const word of meant(trail[keep]?.after(name), tokens[next])) {
        yield { kind: 'quote', keep, put: [name, word], next: next + 1 };
      }
      yield { kind: 'quote', keep, put: [name], next };
    }
  }
}

/** `new` may be a name; `New Space` too, but not `to app.open`, where `to` is one word too many. */
function unquotedKind([first, ...rest]: readonly IToken[], before: number): Unquoted {
  const isBound = (part: IToken | undefined) => part !== undefined && isReserved(part.image);
  if (rest.some(isBound)) return 'mixed';
  if (!isBound(first)) return 'plain';
  const isName = rest.length === 0 || first?.image !== first?.image.toLowerCase();
  return before === 0 && isName ? 'reserved' : 'mixed';
}

function mayBeInName({ tokenType, isInsertedInRecovery }: IToken): boolean {
  if (isInsertedInRecovery) return false;
  return [Word, Odd, Slash, Quoted].includes(tokenType) || keywordOf(tokenType) !== undefined;
}

/** Tokens as one quoted name, with white space where words were apart. */
function joined(text: string, parts: readonly IToken[]): IToken {
  let name = '';
  let last: IToken | undefined;
  for (const part of parts) {
    const besideSlash = part.tokenType === Slash || last?.tokenType === Slash;
    if (name !== '' && last && part.startOffset > endOf(last) && !besideSlash) name += ' ';
    name += part.tokenType === Quoted ? unquote(part.image) : part.image;
    last = part;
  }
  const start = parts[0]?.startOffset ?? 0;
  return makeToken(Quoted, text.slice(start, last ? endOf(last) : start), start, { text: name });
}

/** What may be missing before the trouble, the fewest words first. */
function insertions(trouble: Trouble): Edit[] {
  const { tokens, read, trail, index } = trouble;
  const token = tokens[index];
  const position = trail.at(-1);
  if (!token || !position) return [];
  const chains = expectedTypes(trouble).map((type) => {
    const first = stopgap(type, token.startOffset);
    return [first, ...fill(position.after(first), token)];
  });
  chains.sort((a, b) => a.length - b.length);
  return chains.map((put) => ({ kind: 'insert', keep: read.length, put, next: index }));
}

function expectedTypes({ trail }: Trouble): TokenType[] {
  return insertable(trail.at(-1)?.edges ?? []);
}
