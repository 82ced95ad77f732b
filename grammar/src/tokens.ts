/** The token types of sentences, and the categories that say where a word may stand. */
import { createToken, Lexer, type IToken, type TokenType } from 'chevrotain';
import type { Span } from './ast.js';
import { CONTEXTUAL, RESERVED, type Keyword } from './words.js';

const category = (name: string, categories: TokenType[] = []): TokenType =>
  createToken({ name, pattern: Lexer.NA, categories });

/** Any word at all: after `user` and `group`, in causes, and in the names of space roles. */
export const AnyWord = category('AnyWord');
/** A word that is not reserved. */
export const Name = category('Name', [AnyWord]);
/** A name where `anyone` begins `anyone with the link`. */
export const UserName = category('UserName');
/** A name where `not` is the usual slip of `can not`. */
export const ActionName = category('ActionName');

/** The categories of words; all of them hold a missing word too. */
export const wordCategories: ReadonlySet<TokenType> = new Set([
  AnyWord,
  Name,
  UserName,
  ActionName,
]);

const everywhere = [Name, UserName, ActionName];

/** The types of keywords, by the keyword; each is named as it is written. */
export const keywords: Readonly<Record<Keyword, TokenType>> = Object.fromEntries([
  ...RESERVED.map((word) => [word, category(word, [AnyWord])]),
  ...CONTEXTUAL.map((word) => [word, category(word, categoriesOf(word))]),
]) as Record<Keyword, TokenType>;

function categoriesOf(word: (typeof CONTEXTUAL)[number]): TokenType[] {
  if (word === 'anyone') return [Name, ActionName];
  return word === 'not' ? [Name, UserName] : everywhere;
}

/** A word without a meaning of its own. */
export const Word = category('Word', everywhere);
/** Stands in for a word that is missing; never made by the lexer. */
export const Missing = category('Missing', everywhere);
export const Quoted = category('Quoted');
export const Comma = category('Comma');
export const Slash = category('Slash');
/** A quote that is never closed, with all that follows it. No sentence holds one. */
export const UnclosedQuote = category('UnclosedQuote');
/** Characters that have no place outside quotes. No sentence holds one. */
export const Odd = category('Odd');

/** Every type that a token may have and every category, for the parser. */
export const vocabulary: readonly TokenType[] = [
  ...wordCategories,
  ...Object.values(keywords),
  Word,
  Missing,
  Quoted,
  Comma,
  Slash,
  UnclosedQuote,
  Odd,
];

/** What repaired tokens carry: the name that is meant, or the place where something is missing. */
export interface Mark {
  readonly text?: string;
  readonly at?: number;
}

/** The mark of a token that a repair made. */
export function markOf(token: IToken): Mark | undefined {
  return token.payload as Mark | undefined;
}

/** The offset after a token. */
export function endOf(token: IToken): number {
  return token.startOffset + token.image.length;
}

/** Where a token stands. */
export function spanOf(token: IToken): Span {
  return { start: token.startOffset, end: endOf(token) };
}

/** Whether the tokens from a place on are the end of `can't`, right behind the `can`. */
export function isShortNot(tokens: readonly IToken[], index: number): boolean {
  const [can, mark, t] = [tokens[index - 1], tokens[index], tokens[index + 1]];
  if (can?.tokenType !== keywords.can || !mark || !t) return false;
  const isApostrophe = /^['\u2018\u2019]$/u.test(mark.image) && mark.startOffset === endOf(can);
  return isApostrophe && t.image.toLowerCase() === 't' && t.startOffset === endOf(mark);
}

/** The keyword that a type stands for, if it does. */
export function keywordOf(type: TokenType): Keyword | undefined {
  return type.name in keywords ? (type.name as Keyword) : undefined;
}

/** A token made by hand, from `start` on. */
export function makeToken(type: TokenType, image: string, start: number, mark?: Mark): IToken {
  return {
    image,
    startOffset: start,
    endOffset: start + image.length - 1,
    tokenType: type,
    tokenTypeIdx: type.tokenTypeIdx ?? 0,
    ...(mark && { payload: mark }),
  };
}
