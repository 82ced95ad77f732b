/** Words put in where words are missing. */
import type { IToken, TokenType } from 'chevrotain';
import type { Edge, Position } from './automaton.js';
import { Comma, keywords, makeToken, Missing, Quoted, Slash, wordCategories } from './tokens.js';

/** More words are missing nowhere: the longest way through a sentence is shorter. */
const LIMIT = 8;

/** A token that nobody wrote. Its offsets are no numbers, so that no node's place includes it. */
export function stopgap(type: TokenType, at: number): IToken {
  const token = makeToken(wordCategories.has(type) ? Missing : type, '', NaN, { at });
  return { ...token, isInsertedInRecovery: true };
}

/** The tokens that are missing before `token` can be read, or before the sentence can end. */
export function fill(
  from: Position,
  token: IToken | undefined,
  at = token?.startOffset ?? 0,
): IToken[] {
  const missing: IToken[] = [];
  let position = from;
  while (missing.length < LIMIT) {
    if (token ? !position.after(token).isDead : position.mayEnd) break;
    const [type] = insertable(position.edges);
    if (!type) break;
    const made = stopgap(type, at);
    missing.push(made);
    position = position.after(made);
  }
  return missing;
}

/** The types that may be put in: names first, separators last. */
export function insertable(edges: readonly Edge[]): TokenType[] {
  const types = edges.filter((edge) => !isMoreWords(edge)).map(({ type }) => type);
  return [...new Set(types)].filter((type) => type !== Quoted).sort((a, b) => rank(a) - rank(b));
}

/** Whether an edge only continues a phrase. */
export function isMoreWords({ type, occurrence }: Edge): boolean {
  return occurrence === 2 && wordCategories.has(type);
}

function rank(type: TokenType): number {
  if (wordCategories.has(type)) return 0;
  return [Comma, Slash, keywords.and].includes(type) ? 2 : 1;
}
