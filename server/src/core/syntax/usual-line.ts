import type { Span } from '../text/span.js';
import { tight } from '../tight.js';
import { isCurlyQuote } from './curly-quotes.js';
import { piecesText } from './pieces.js';
import { scalarPieces } from './scalar-map.js';
import { openQuote } from './traps.js';
import type { Item, MapNode, Node, Pair, ScalarNode, SeqNode } from './tree.js';

export const SPACE = 32;
const DOUBLE = 34;
const HASH = 35;
const SINGLE = 39;
const COMMA = 44;
const COLON = 58;
const OPEN_SEQ = 91;
const CLOSE_SEQ = 93;
const OPEN_MAP = 123;
const CLOSE_MAP = 125;
const LF = 10;
const CR = 13;
const BACKSLASH = 92;

/** Escapes that stand for one character of the basic plane. */
const USUAL_ESCAPE = /\\(?:["\\/nt]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4})/y;

/** Whether a character, by its code, starts something else than a plain scalar, or may. */
const NO_START: readonly boolean[] = Array.from({ length: 128 }, (_, code) =>
  '-?:,[]{}#&*!|>\'"%@`\r'.includes(String.fromCharCode(code)),
);

/** Whether no plain scalar starts with a character, by its code, or it may be meant as a quote. */
function isNoStart(code: number): boolean {
  return code < 128 ? NO_START[code] === true : isCurlyQuote(code);
}

/** How some lines of what stands between brackets begin and end. */
export interface FlowEnds {
  readonly opens: boolean;
  readonly closes: boolean;
}

/** What stands between brackets: pairs of a map, or items of a list. */
interface FlowContent {
  readonly kind: 'seq' | 'map';
  readonly pairs: readonly Pair[];
  readonly items: readonly Item[];
}

/** A policy's flow collections are shallow; deeper ones are read through the tokens. */
const MAX_FLOW_DEPTH = 16;

/**
 * Reads values that stand on one line in the plainest way. `end` is where the last one ended. Once something unusual is met
 * the whole text goes through `yaml`'s tokens. So nothing is decided here that needs more than a glance.
 */
export class UsualLine {
  end = 0;
  /** Whether something unusual was met. */
  hasFailed = false;
  /** Where the line ends: before its `\n` or `\r\n`. */
  lineEnd = 0;
  /** Lines of a flow collection stand further to the right. */
  #indent = 0;

  constructor(readonly text: string) {}

  /** Moves to the line that holds `at`. */
  startLine(at: number): void {
    const feed = this.text.indexOf('\n', at);
    const end = feed === -1 ? this.text.length : feed;
    this.lineEnd = end > at && this.text.charCodeAt(end - 1) === CR ? end - 1 : end;
  }

  /** The first place from `at` on that is no space. */
  skip(at: number): number {
    const { text } = this;
    let to = at;
    while (to < text.length && text.charCodeAt(to) === SPACE) to += 1;
    return to;
  }

  /** A key whose colon must follow: the key, with `end` at the colon. */
  key(at: number): ScalarNode | null {
    const code = this.text.charCodeAt(at);
    if (code === DOUBLE || code === SINGLE) {
      const key = this.#quoted(at, code);
      if (key === null) return null;
      this.end = this.skip(this.end);
      return this.text.charCodeAt(this.end) === COLON && this.#endsWord(this.end + 1)
        ? key
        : this.fail();
    }
    if (isNoStart(code)) return this.fail();
    for (let i = at; i < this.lineEnd; i++) {
      const each = this.text.charCodeAt(i);
      if (each === HASH && this.text.charCodeAt(i - 1) === SPACE) break;
      // A brace may open a value whose colon is missing.
      if (each === OPEN_MAP || each === OPEN_SEQ) break;
      if (each === COLON && this.#endsWord(i + 1)) {
        this.end = i;
        return i - at > 1000 ? this.fail() : this.#nameKey(at, this.#trimEnd(at, i));
      }
    }
    return this.fail();
  }

  /** The value from `at` on, of a key or dash at column `indent`; `end` after it. */
  value(at: number, indent: number): Node | null {
    this.#indent = indent;
    const code = this.text.charCodeAt(at);
    if (code === DOUBLE || code === SINGLE) return this.#quoted(at, code) ?? this.#folded(at, code);
    if (code === OPEN_MAP || code === OPEN_SEQ) return this.#flow(at, code, 0);
    if (isNoStart(code)) return this.fail();
    for (let i = at; i < this.lineEnd; i++) {
      const each = this.text.charCodeAt(i);
      if (each === COLON && this.#endsWord(i + 1)) return this.fail();
      if (each === HASH && this.text.charCodeAt(i - 1) === SPACE) {
        // A quote that is open before a comment may be one that the comment cuts.
        const scalar = this.#plain(at, this.#trimEnd(at, i));
        return openQuote(scalar.value) === null ? scalar : this.fail();
      }
    }
    return this.#continued(this.#plain(at, this.#trimEnd(at, this.lineEnd)));
  }

  /** A plain scalar with the lines that go on with it: those that stand further to the right, without a blank one between. */
  #continued(first: ScalarNode): ScalarNode | null {
    const { start } = first.span;
    let { end } = first.span;
    // V8 gives up compiled code that reads past the end of a text.
    while (this.lineEnd < this.text.length && this.text.charCodeAt(this.lineEnd) === LF) {
      const next = this.lineEnd + 1;
      const at = this.skip(next);
      if (at - next <= this.#indent || at >= this.text.length) break;
      const code = this.text.charCodeAt(at);
      if (code === LF || code === CR || code === HASH) break;
      if (NO_START[code] === true && code !== DOUBLE && code !== SINGLE) return this.fail();
      this.startLine(at);
      if (/:(?: |$)| #/.test(this.text.slice(at, this.lineEnd))) return this.fail();
      end = this.#trimEnd(at, this.lineEnd);
    }
    if (end === first.span.end) return first;
    const source = this.text.slice(start, end);
    const value = piecesText(source, scalarPieces({ style: 'plain', source }));
    this.end = end;
    return { kind: 'scalar', style: 'plain', value, span: { start, end }, source };
  }

  /** A quoted scalar that ends on a later line. */
  #folded(start: number, quote: number): ScalarNode | null {
    const line = this.lineEnd;
    const close =
      quote === DOUBLE ? this.#doubleEnd(start + 1, this.text.length) : this.#singleEnd(start + 1);
    if (close < line) return null;
    for (let feed = this.text.indexOf('\n', line); feed !== -1 && feed < close;) {
      const at = this.skip(feed + 1);
      const isBlank = this.text.charCodeAt(at) === LF || this.text.charCodeAt(at) === CR;
      if (!isBlank && at - feed - 1 <= this.#indent) return null;
      feed = this.text.indexOf('\n', feed + 1);
    }
    this.hasFailed = false;
    this.startLine(close);
    this.end = close + 1;
    const source = this.text.slice(start, this.end);
    const style = quote === DOUBLE ? 'double-quoted' : 'single-quoted';
    const value = piecesText(source, scalarPieces({ style, source }));
    return { kind: 'scalar', style, value, span: { start, end: this.end }, source };
  }

  fail(): null {
    this.hasFailed = true;
    return null;
  }

  #nameKey(start: number, end: number): ScalarNode | null {
    const colon = this.end;
    const key = this.#plain(start, end);
    this.end = colon;
    return key.value === '<<' ? this.fail() : key;
  }

  #endsWord(at: number): boolean {
    return at >= this.lineEnd || this.text.charCodeAt(at) === SPACE;
  }

  #trimEnd(start: number, end: number): number {
    let to = end;
    while (to > start && this.text.charCodeAt(to - 1) === SPACE) to -= 1;
    return to;
  }

  #plain(start: number, end: number): ScalarNode {
    const source = this.text.slice(start, end);
    this.end = end;
    const span = { start, end };
    return { kind: 'scalar', style: 'plain', value: source, span, source };
  }

  /** A quoted scalar, decoded. */
  #quoted(start: number, quote: number): ScalarNode | null {
    const close =
      quote === DOUBLE ? this.#doubleEnd(start + 1, this.lineEnd) : this.#singleEnd(start + 1);
    if (close === -1 || close >= this.lineEnd) return this.fail();
    const source = this.text.slice(start, close + 1);
    this.end = close + 1;
    const span = { start, end: close + 1 };
    const style = quote === DOUBLE ? 'double-quoted' : 'single-quoted';
    const isEscaped = source.includes(quote === DOUBLE ? '\\' : "''", 1);
    const value =
      isEscaped && source.length > 2
        ? piecesText(source, scalarPieces({ style, source }))
        : source.slice(1, -1);
    return { kind: 'scalar', style, value, span, source };
  }

  /** Where a single-quoted scalar's last quote stands; -1 where it has none. */
  #singleEnd(from: number): number {
    let at = this.text.indexOf("'", from);
    while (at !== -1 && this.text.charCodeAt(at + 1) === SINGLE)
      at = this.text.indexOf("'", at + 2);
    return at;
  }

  /** Where a double-quoted scalar's last quote stands; -1 where it has none, or holds an escape that is no usual one. */
  #doubleEnd(from: number, to: number): number {
    for (let at = from; at < to; at++) {
      const code = this.text.charCodeAt(at);
      if (code === DOUBLE) return at;
      if (code !== BACKSLASH) continue;
      USUAL_ESCAPE.lastIndex = at;
      if (!USUAL_ESCAPE.test(this.text)) return -1;
      at = USUAL_ESCAPE.lastIndex - 1;
    }
    return -1;
  }

  #flow(start: number, open: number, depth: number): MapNode | SeqNode | null {
    if (depth > MAX_FLOW_DEPTH) return this.fail();
    const kind = open === OPEN_MAP ? 'map' : 'seq';
    const held = this.#between(this.#skipLines(start + 1), kind, depth);
    if (this.hasFailed || !this.#isClosed(kind)) return this.fail();
    this.end += 1;
    return flowNode(held, { start, end: this.end });
  }

  /**
   * Some lines of what stands between brackets: items or pairs with their commas.
   *
   * @param indent the column that the lines stand right of
   * @param opens whether they begin behind the bracket that opens, not at the start of a line
   * @param closes whether they end with the bracket that closes, not with a comma
   */
  flowPart(
    kind: 'seq' | 'map',
    indent: number,
    { opens, closes }: FlowEnds,
  ): MapNode | SeqNode | null {
    const { text } = this;
    this.#indent = indent;
    this.startLine(0);
    const first = this.skip(0);
    if (!opens && first < this.lineEnd && first <= indent) return this.fail();
    const held = this.#between(this.#skipLines(0), kind, 0);
    const last = (kind === 'map' ? held.pairs : held.items).at(-1);
    if (this.hasFailed || last === undefined) return this.fail();
    const isWhole = closes
      ? this.#isClosed(kind) && this.end + 1 === text.length
      : this.end === text.length && text.includes(',', last.span.end);
    return isWhole ? flowNode(held, { start: 0, end: text.length }) : this.fail();
  }

  /** Items or pairs from `from` on, up to a bracket that closes them or the end of the text: that is `end`. */
  #between(from: number, kind: 'seq' | 'map', depth: number): FlowContent {
    const { text } = this;
    const pairs: Pair[] = [];
    const items: Item[] = [];
    const close = kind === 'map' ? CLOSE_MAP : CLOSE_SEQ;
    let at = from;
    // V8 gives up compiled code that reads past the end of a text.
    while (at < text.length && text.charCodeAt(at) !== close) {
      if (kind === 'map') this.#flowPair(at, depth, pairs);
      else this.#flowItem(at, depth, items);
      if (this.hasFailed) break;
      at = this.#skipLines(this.end);
      if (at >= text.length || text.charCodeAt(at) !== COMMA) break;
      at = this.#skipLines(at + 1);
    }
    this.end = at;
    return { kind, pairs, items };
  }

  /** Whether the bracket that closes a list or map stands at `end`. */
  #isClosed(kind: 'seq' | 'map'): boolean {
    const close = kind === 'map' ? CLOSE_MAP : CLOSE_SEQ;
    return this.end < this.text.length && this.text.charCodeAt(this.end) === close;
  }

  /** The first place from `at` on that is neither space nor the end of a line. */
  #skipLines(from: number): number {
    const { text } = this;
    let at = this.skip(from);
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (code !== LF && code !== CR) break;
      const start = at + (code === CR ? 2 : 1);
      at = this.skip(start);
      this.startLine(at);
      if (at < this.lineEnd && at - start <= this.#indent) this.fail();
    }
    return at;
  }

  #flowItem(at: number, depth: number, items: Item[]): void {
    const value = this.#flowValue(at, depth);
    if (value !== null) items.push({ value, span: value.span });
  }

  #flowPair(at: number, depth: number, pairs: Pair[]): void {
    const key = this.#flowValue(at, MAX_FLOW_DEPTH);
    if (key === null) return;
    if (key.kind !== 'scalar' || (key.style === 'plain' && key.value === '<<')) {
      this.fail();
      return;
    }
    const colon = this.skip(this.end);
    if (this.text.charCodeAt(colon) !== COLON) {
      pairs.push({ key, value: null, colon: false, span: key.span });
      return;
    }
    if (this.text.charCodeAt(colon + 1) !== SPACE || colon - at > 1000) {
      this.fail();
      return;
    }
    const value = this.#flowValue(this.skip(colon + 1), depth);
    if (value === null) return;
    pairs.push({ key, value, colon: true, span: { start: key.span.start, end: value.span.end } });
  }

  /** A value between brackets; null where there is none. */
  #flowValue(at: number, depth: number): Node | null {
    const code = this.text.charCodeAt(at);
    if (code === DOUBLE || code === SINGLE) return this.#quoted(at, code);
    if (code === OPEN_MAP || code === OPEN_SEQ) return this.#flow(at, code, depth + 1);
    if (at >= this.lineEnd || isNoStart(code)) return this.fail();
    let i = at;
    for (; i < this.lineEnd; i++) {
      const each = this.text.charCodeAt(i);
      if (each === COMMA || each === CLOSE_MAP || each === CLOSE_SEQ) break;
      if (each === OPEN_MAP || each === OPEN_SEQ) return this.fail();
      if (each === HASH && this.text.charCodeAt(i - 1) === SPACE) return this.fail();
      if (each !== COLON) continue;
      const next = this.text.charCodeAt(i + 1);
      if (next === SPACE) break;
      if (i + 1 >= this.lineEnd || isFlowMark(next)) return this.fail();
    }
    const scalar = this.#plain(at, this.#trimEnd(at, i));
    if (i < this.lineEnd) return scalar;
    // A text of several lines, unless a mark follows on the next.
    const behind = this.#skipLines(i);
    const next = behind < this.text.length ? this.text.charCodeAt(behind) : LF;
    return next === COMMA || next === CLOSE_MAP || next === CLOSE_SEQ ? scalar : this.fail();
  }
}

function flowNode({ kind, pairs, items }: FlowContent, span: Span): MapNode | SeqNode {
  return kind === 'map'
    ? { kind, style: 'flow', span, pairs: tight(pairs) }
    : { kind, style: 'flow', span, items: tight(items) };
}

function isFlowMark(code: number): boolean {
  return (
    code === COMMA ||
    code === OPEN_MAP ||
    code === CLOSE_MAP ||
    code === OPEN_SEQ ||
    code === CLOSE_SEQ
  );
}
