/**
 * Text to tokens, one at a time, for sentences that are written as they should be. What the lexer would read
 * otherwise, or what needs a closer look, is a token that stands nowhere.
 */
import type { Name, Span } from '../ast.js';
import { wordFrom } from '../names.js';
import { CONTEXTUAL, RESERVED, type Keyword } from '../words.js';

/** What a token is; `wrong`: the grammar decides. */
export type Kind = 'word' | 'quoted' | 'comma' | 'slash' | 'end' | 'wrong';

interface Known {
  readonly keyword: Keyword;
  readonly isReserved: boolean;
}

const known: ReadonlyMap<string, Known> = new Map([
  ...RESERVED.map((keyword): [string, Known] => [keyword, { keyword, isReserved: true }]),
  ...CONTEXTUAL.map((keyword): [string, Known] => [keyword, { keyword, isReserved: false }]),
]);

/** No keyword is longer. */
const LONGEST = 12;

/** Stands at one token of a sentence, at first the first one. */
export class Scanner {
  /** Where the token starts, where it ends, and where the one before it ended. */
  start = 0;
  past = 0;
  private end = 0;
  private kind: Kind = 'end';
  /** The text that a word or quotes mean. */
  private value = '';
  private word: Known | undefined;

  constructor(private readonly text: string) {
    this.next();
  }

  /** Whether the token is of a kind. */
  is(kind: Kind): boolean {
    return this.kind === kind;
  }

  /** Whether the token is a word that is not reserved. */
  isName(): boolean {
    return this.kind === 'word' && this.word?.isReserved !== true;
  }

  /** The keyword that the token is, if it is one. */
  get keyword(): Keyword | undefined {
    return this.word?.keyword;
  }

  /** Goes past a keyword; false where it doesn't stand here. */
  accept(keyword: Keyword): boolean {
    if (this.word?.keyword !== keyword) return false;
    this.next();
    return true;
  }

  /** Goes past a comma or a slash; false where it doesn't stand here. */
  acceptSign(sign: 'comma' | 'slash'): boolean {
    if (this.kind !== sign) return false;
    this.next();
    return true;
  }

  /** Goes past a word or a quoted text, which is a name. */
  name(): Name {
    const { value: text, kind, start, end } = this;
    const quote = kind === 'quoted' ? this.mark() : undefined;
    this.next();
    return quote ? { text, span: { start, end }, quote } : { text, span: { start, end } };
  }

  /** The text that a word or quotes mean; goes past them. */
  taken(): string {
    const { value } = this;
    this.next();
    return value;
  }

  /** From an offset to the end of the token that was gone past last. */
  spanFrom(start: number): Span {
    return { start, end: this.past };
  }

  /** The text as it is written. */
  slice(start: number, end: number): string {
    return this.text.slice(start, end);
  }

  private mark(): '"' | "'" {
    return this.text.charCodeAt(this.start) === DOUBLE ? '"' : "'";
  }

  /** Goes on to the next token. */
  next(): void {
    const { text } = this;
    let at = this.end;
    this.past = at;
    let code = text.charCodeAt(at);
    while (isSpace(code)) code = text.charCodeAt((at += 1));
    this.start = at;
    this.word = undefined;
    if (code === DOUBLE || code === SINGLE) this.readQuoted(code);
    else if (isWordPart(code) || code > 0x7f) this.readWord();
    else this.become(at < text.length ? (signs.get(code) ?? 'wrong') : 'end', at + 1);
  }

  private become(kind: Kind, end: number): void {
    this.kind = kind;
    this.end = end;
  }

  private readWord(): void {
    const { text, start } = this;
    let end = start;
    let code = text.charCodeAt(end);
    let capital = false;
    while (isWordPart(code)) {
      capital ||= code >= 0x41 && code <= 0x5a;
      code = text.charCodeAt((end += 1));
    }
    const isPlain = !(code > 0x7f);
    if (!isPlain) end = wordFrom(text, start);
    this.become(end > start ? 'word' : 'wrong', end);
    this.value = text.slice(start, end);
    if (!isPlain || end - start > LONGEST) return;
    this.word = known.get(this.value);
    if (capital) this.word ??= known.get(this.value.toLowerCase());
  }

  private readQuoted(code: number): void {
    const { text, start } = this;
    // An apostrophe right after a letter opens nothing.
    if (code === SINGLE && start > 0 && !opensAfter(text.charCodeAt(start - 1))) {
      this.become('wrong', start + 1);
      return;
    }
    const mark = this.mark();
    let close = text.indexOf(mark, start + 1);
    let doubled = false;
    while (close >= 0 && text.charCodeAt(close + 1) === code) {
      doubled = true;
      close = text.indexOf(mark, close + 2);
    }
    if (close < 0) close = text.length;
    const raw = text.slice(start + 1, close);
    this.value = doubled ? raw.replaceAll(mark + mark, mark) : raw;
    const isWhole = close < text.length && this.value.trim() !== '';
    this.become(isWhole ? 'quoted' : 'wrong', close + 1);
  }
}

const DOUBLE = 0x22;
const SINGLE = 0x27;
const signs: ReadonlyMap<number, Kind> = new Map([
  [0x2c, 'comma'],
  [0x2f, 'slash'],
]);

/** White space of ASCII; other white space is for the lexer. */
function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 9 && code <= 13);
}

/** Whether an apostrophe after this opens a name for sure. */
function opensAfter(code: number): boolean {
  return isSpace(code) || code === DOUBLE || code === SINGLE || signs.has(code);
}

/** The letters and digits of ASCII, and `_ . @ + -`. */
function isWordPart(code: number): boolean {
  const lower = code | 0x20;
  if (lower >= 0x61 && lower <= 0x7a) return true;
  if (code >= 0x30 && code <= 0x39) return true;
  return code === 0x2e || code === 0x2d || code === 0x5f || code === 0x40 || code === 0x2b;
}
