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
const CR = 13;

/** Whether a character, by its code, starts something else than a plain scalar, or may. */
const NO_START: readonly boolean[] = Array.from({ length: 128 }, (_, code) =>
  '-?:,[]{}#&*!|>\'"%@`\r'.includes(String.fromCharCode(code)),
);

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

  constructor(readonly text: string) {}

  /** Moves to the line that holds `at`. */
  startLine(at: number): void {
    const feed = this.text.indexOf('\n', at);
    const end = feed === -1 ? this.text.length : feed;
    this.lineEnd = end > at && this.text.charCodeAt(end - 1) === CR ? end - 1 : end;
  }

  /** The first place from `at` on that is no space. */
  skip(at: number): number {
    let to = at;
    while (this.text.charCodeAt(to) === SPACE) to += 1;
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
    if (NO_START[code] === true) return this.fail();
    for (let i = at; i < this.lineEnd; i++) {
      const each = this.text.charCodeAt(i);
      if (each === HASH && this.text.charCodeAt(i - 1) === SPACE) break;
      if (each === COLON && this.#endsWord(i + 1)) {
        this.end = i;
        return i - at > 1000 ? this.fail() : this.#nameKey(at, this.#trimEnd(at, i));
      }
    }
    return this.fail();
  }

  /** The value from `at` on; `end` after it. */
  value(at: number): Node | null {
    const code = this.text.charCodeAt(at);
    if (code === DOUBLE || code === SINGLE) return this.#quoted(at, code);
    if (code === OPEN_MAP || code === OPEN_SEQ) return this.#flow(at, code, 0);
    if (NO_START[code] === true) return this.fail();
    for (let i = at; i < this.lineEnd; i++) {
      const each = this.text.charCodeAt(i);
      if (each === COLON && this.#endsWord(i + 1)) return this.fail();
      if (each === HASH && this.text.charCodeAt(i - 1) === SPACE) {
        // A quote before a comment may be one that the comment cuts.
        const scalar = this.#plain(at, this.#trimEnd(at, i));
        return /["']/.test(scalar.value) ? this.fail() : scalar;
      }
    }
    return this.#plain(at, this.#trimEnd(at, this.lineEnd));
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
    return { kind: 'scalar', style: 'plain', value: source, span: { start, end }, source };
  }

  /** A quoted scalar in which nothing is escaped. */
  #quoted(start: number, quote: number): ScalarNode | null {
    const end = this.text.indexOf(quote === DOUBLE ? '"' : "'", start + 1) + 1;
    if (end === 0 || end > this.lineEnd || this.text.charCodeAt(end) === quote) return this.fail();
    const source = this.text.slice(start, end);
    if (quote === DOUBLE && source.includes('\\')) return this.fail();
    this.end = end;
    const style = quote === DOUBLE ? 'double-quoted' : 'single-quoted';
    return { kind: 'scalar', style, value: source.slice(1, -1), span: { start, end }, source };
  }

  #flow(start: number, open: number, depth: number): MapNode | SeqNode | null {
    if (depth > MAX_FLOW_DEPTH) return this.fail();
    const isMap = open === OPEN_MAP;
    const pairs: Pair[] = [];
    const items: Item[] = [];
    const close = isMap ? CLOSE_MAP : CLOSE_SEQ;
    let at = this.skip(start + 1);
    let isFirst = true;
    while (!isFirst || this.text.charCodeAt(at) !== close) {
      if (isMap) this.#flowPair(at, depth, pairs);
      else this.#flowItem(at, depth, items);
      if (this.hasFailed) return null;
      at = this.skip(this.end);
      isFirst = false;
      if (this.text.charCodeAt(at) === close) break;
      if (this.text.charCodeAt(at) !== COMMA) return this.fail();
      at = this.skip(at + 1);
    }
    this.end = at + 1;
    const span = { start, end: at + 1 };
    return isMap
      ? { kind: 'map', style: 'flow', span, pairs }
      : { kind: 'seq', style: 'flow', span, items };
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
    if (at >= this.lineEnd || NO_START[code] === true) return this.fail();
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
    if (i >= this.lineEnd) return this.fail();
    return this.#plain(at, this.#trimEnd(at, i));
  }
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
