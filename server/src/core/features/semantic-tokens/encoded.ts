import { lineStarts } from '../../text/piece-text.js';
import { type Token, TOKEN_MODIFIERS, TOKEN_TYPES } from './token.js';

/** How many numbers stand for a token. */
export const WIDTH = 5;

/** The types of tokens, in the order of their numbers. */
export const LEGEND: readonly string[] = [...new Set(Object.values(TOKEN_TYPES))];

/** The tokens of a block as numbers. Never changed: the same object stands for the same tokens. */
export interface Encoded {
  /** Of each token its line and character, both counted from the start of the block, its length, its type and its modifiers. */
  readonly numbers: readonly number[];
  /** How many lines end in the block. */
  readonly lines: number;
}

/**
 * Encodes the tokens of a block. One that goes over several lines is one for each of them.
 *
 * @param tokens in order
 */
export function encode(text: string, tokens: readonly Token[]): Encoded {
  const starts = [0, ...lineStarts(text)];
  const startOf = (index: number): number => starts[index] ?? Infinity;
  const numbers: number[] = [];
  let line = 0;
  for (const token of tokens) {
    const { start, end } = token.span;
    const type = LEGEND.indexOf(TOKEN_TYPES[token.kind]);
    const modifiers = modifiersOf(token);
    while (startOf(line + 1) <= start) line += 1;
    for (let from = start; from < end; from = startOf(++line)) {
      const words = text.slice(from, Math.min(end, startOf(line + 1)));
      const { length } = words.trim();
      const at = from + words.search(/\S/u) - startOf(line);
      if (length > 0) numbers.push(line, at, length, type, modifiers);
      if (startOf(line + 1) >= end) break;
    }
  }
  return { numbers, lines: starts.length - 1 };
}

function modifiersOf({ kind, declares, isBuiltIn }: Token): number {
  const has: Readonly<Record<(typeof TOKEN_MODIFIERS)[number], boolean>> = {
    declaration: declares === true,
    // A user is named, not assigned: themes show constants apart from other words.
    readonly: kind === 'user',
    defaultLibrary: isBuiltIn === true,
  };
  return TOKEN_MODIFIERS.reduce((bits, name, bit) => bits | (has[name] ? 1 << bit : 0), 0);
}
