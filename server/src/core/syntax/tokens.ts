import { Lexer, Parser } from 'yaml';
import type { CST } from 'yaml';

/** The concrete syntax of a text: `yaml`'s tokens, and where the comments stand. */
export interface Tokens {
  readonly list: readonly CST.Token[];
  readonly comments: readonly { readonly offset: number; readonly source: string }[];
  /** Where brackets were given up before they closed, last at the end of the text. */
  readonly cuts: readonly Cut[];
}

/** A place that no bracket is open across: too little indentation, or the end. */
export interface Cut {
  readonly offset: number;
  /** The end of the last thing before it that is no blank or comment. */
  readonly contentEnd: number;
}

// Lexemes of `yaml` that stand for no text.
const DOCUMENT = '\u0002';
const FLOW_END = '\u0018';
/** The next lexeme is a scalar, whatever it starts with. */
const SCALAR = '\u001f';

/** Reads the tokens of a text. Never throws: what is no YAML becomes tokens of type `error`. */
export function readTokens(text: string): Tokens {
  const list: CST.Token[] = [];
  const comments: { offset: number; source: string }[] = [];
  const cuts: Cut[] = [];
  const parser = new Parser();
  let isScalar = false;
  let contentEnd = 0;
  for (const lexeme of new Lexer().lex(text)) {
    const { offset } = parser;
    if (isScalar) contentEnd = offset + lexeme.length;
    else if (lexeme.startsWith('#')) comments.push({ offset, source: lexeme });
    else if (lexeme === FLOW_END) cuts.push({ offset, contentEnd });
    else if (!/^(?:\s|$)/.test(lexeme) && lexeme !== DOCUMENT && lexeme !== SCALAR) {
      contentEnd = offset + lexeme.length;
    }
    isScalar = !isScalar && lexeme === SCALAR;
    for (const token of parser.next(lexeme)) list.push(token);
  }
  for (const token of parser.end()) list.push(token);
  cuts.push({ offset: Infinity, contentEnd });
  return { list, comments, cuts };
}
