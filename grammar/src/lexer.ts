/**
 * Text to tokens. Total: every character that is no white space belongs to a token, and what has no
 * place in a sentence gets a type that the grammar never accepts, so that the parser alone reports.
 *
 * Chevrotain drops the `u` flag of a regular expression, so the patterns are functions.
 */
import { createToken, Lexer, type CustomPatternMatcherFunc, type IToken } from 'chevrotain';
import { WORD_CHARACTERS } from './names.js';
import { Comma, keywords, Odd, Quoted, Slash, UnclosedQuote, Word } from './tokens.js';
import type { Keyword } from './words.js';

const word = new RegExp(`[${WORD_CHARACTERS}]+`, 'uy');
const afterWord = new RegExp(`[${WORD_CHARACTERS}]$`, 'u');
const quoted = /"[^"]*(?:""[^"]*)*"|'[^']*(?:''[^']*)*'/y;
const unclosed = /["'][^]*/y;
const odd = new RegExp(`'|[^\\s,/"'${WORD_CHARACTERS}]+`, 'uy');

const matching =
  (pattern: RegExp): CustomPatternMatcherFunc =>
  (text, offset) => {
    pattern.lastIndex = offset;
    return pattern.exec(text);
  };

/** An apostrophe right after a letter opens nothing: `Beginner's`. */
const opening =
  (pattern: RegExp): CustomPatternMatcherFunc =>
  (text, offset) => {
    if (text[offset] === "'" && afterWord.test(text.slice(Math.max(0, offset - 2), offset))) {
      return null;
    }
    pattern.lastIndex = offset;
    return pattern.exec(text);
  };

const custom = (name: string, pattern: CustomPatternMatcherFunc) =>
  createToken({ name, pattern, line_breaks: false });

function makeLexer() {
  const shapes = new Map([
    [custom('word', matching(word)), Word],
    [createToken({ name: 'comma', pattern: ',' }), Comma],
    [createToken({ name: 'slash', pattern: '/' }), Slash],
    [custom('quoted', opening(quoted)), Quoted],
    [custom('unclosed', opening(unclosed)), UnclosedQuote],
    [custom('odd', matching(odd)), Odd],
  ]);
  const space = createToken({
    name: 'space between',
    pattern: /\s+/,
    group: Lexer.SKIPPED,
    line_breaks: true,
  });
  const lexer = new Lexer([space, ...shapes.keys()], {
    positionTracking: 'onlyOffset',
    skipValidations: true,
  });
  return { lexer, shapes };
}

// Built on first use and kept: it holds no state between calls.
let made: ReturnType<typeof makeLexer> | undefined;

const keywordTypes = new Map(Object.entries(keywords));

/** The tokens of a sentence, in order. */
export function tokenize(text: string): IToken[] {
  made ??= makeLexer();
  const { tokens } = made.lexer.tokenize(text);
  for (const token of tokens) {
    const shape = made.shapes.get(token.tokenType) ?? Odd;
    const type = shape === Word ? (keywordTypes.get(lower(token.image)) ?? Word) : shape;
    token.tokenType = type;
    token.tokenTypeIdx = type.tokenTypeIdx ?? 0;
  }
  return tokens;
}

/** Only ASCII letters make keywords: the Kelvin sign in `linK` does not. */
function lower(image: string): Keyword | (string & {}) {
  return /^[a-z]{1,12}$/i.test(image) ? image.toLowerCase() : image;
}
