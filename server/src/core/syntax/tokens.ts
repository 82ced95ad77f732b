import { Lexer, Parser } from 'yaml';
import type { CST } from 'yaml';

/** A lexeme with its place. */
export interface Lexeme {
  readonly offset: number;
  readonly source: string;
}

/** The concrete syntax of a text: `yaml`'s tokens, and what else its lexemes say. */
export interface Tokens {
  readonly list: readonly CST.Token[];
  readonly comments: readonly Lexeme[];
  /** Text on the line of a `|` or `>`, which belongs below it. */
  readonly misplaced: readonly Lexeme[];
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
  const comments: Lexeme[] = [];
  const misplaced: Lexeme[] = [];
  const cuts: Cut[] = [];
  const parser = new Parser();
  let isScalar = false;
  let isAfterHeader = false;
  let contentEnd = 0;
  for (const source of new Lexer().lex(text)) {
    const { offset } = parser;
    const isMark = source === DOCUMENT || source === SCALAR || source === FLOW_END;
    const isContent = isScalar || (!isMark && !/^(?:[\s#]|$)/.test(source));
    // `yaml` would take a `---` or a bracket after a `|` for what it is elsewhere.
    const isMisplaced = isAfterHeader && !isScalar && isContent;
    if (isMisplaced) misplaced.push({ offset, source });
    else if (!isScalar && source.startsWith('#')) comments.push({ offset, source });
    else if (!isScalar && source === FLOW_END) cuts.push({ offset, contentEnd });
    if (isContent) contentEnd = offset + source.length;
    if (!isScalar && /^[|>]/.test(source)) isAfterHeader = true;
    else if (isMark || source.endsWith('\n')) isAfterHeader = false;
    isScalar = !isScalar && source === SCALAR;
    for (const token of parser.next(isMisplaced ? `#${source.slice(1)}` : source)) list.push(token);
  }
  for (const token of parser.end()) list.push(token);
  // Not Infinity: offsets of small whole numbers, in all spans that come of them, take a third of the memory.
  cuts.push({ offset: text.length, contentEnd });
  return { list, comments, misplaced, cuts };
}
