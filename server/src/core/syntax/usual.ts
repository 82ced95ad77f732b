import { tight } from '../tight.js';
import { isMarker } from './merge-conflicts.js';
import { isOddBlank } from './odd-characters.js';
import { piecesText } from './pieces.js';
import { MAX_DEPTH } from './reading.js';
import { scalarPieces } from './scalar-map.js';
import type { ReadText } from './read-text.js';
import type { Comment, Item, MapNode, Node, Pair, ScalarNode, SeqNode } from './tree.js';
import { type FlowEnds, SPACE, UsualLine } from './usual-line.js';

const LF = 10;
const CR = 13;
const HASH = 35;
const DASH = 45;
const DOT = 46;
const ANGLE = 62;
const OPEN_SEQ = 91;
const OPEN_MAP = 123;
const PIPE = 124;

/** Tabs and control characters, a byte order mark, and a carriage return alone. */
// eslint-disable-next-line no-control-regex -- they are looked for
const UNUSUAL = /[\0-\x09\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff]|\r(?!\n)/;

/**
 * Reads a text in which every key and value stands on one line and nothing is out of the ordinary, as nearly all of a policy does,
 * without tokens: several times as fast. Null for any other text. It must say what the tokens say, which a test holds it to.
 */
export function readUsual(text: string): ReadText | null {
  if (UNUSUAL.test(text)) return null;
  return new UsualText(text).read();
}

/**
 * Reads items of a list, or pairs of a map, that stand at a column, as they are read within the members of an entry. Null where the text
 * isn't that alone, or `readUsual` would read none with it.
 */
export function readUsualPart(
  text: string,
  kind: 'seq' | 'map',
  column: number,
): { readonly root: SeqNode | MapNode; readonly comments: readonly Comment[] } | null {
  return UNUSUAL.test(text) ? null : new UsualText(text).readPart(kind, column);
}

/** The same of some lines of a list or map in brackets, which hold no comments: see `UsualLine.flowPart`. */
export function readUsualFlowPart(
  text: string,
  kind: 'seq' | 'map',
  indent: number,
  ends: FlowEnds,
): SeqNode | MapNode | null {
  return UNUSUAL.test(text) ? null : new UsualLine(text).flowPart(kind, indent, ends);
}

/** The entry and its value are around its members. */
const MEMBERS_DEPTH = 2;

class UsualText {
  readonly #line: UsualLine;
  readonly #comments: Comment[] = [];
  /** The first character of the current line that is no space. */
  #at = 0;
  /** Its column; -1 after the last line. */
  #column = 0;
  #depth = 0;

  constructor(readonly text: string) {
    this.#line = new UsualLine(text);
  }

  read(): ReadText | null {
    this.#next(0);
    const root = this.#column === -1 ? null : this.#map(this.#column);
    const isRead = !this.#line.hasFailed && this.#column === -1;
    return isRead ? { root, problems: [], comments: tight(this.#comments) } : null;
  }

  readPart(kind: 'seq' | 'map', column: number): ReturnType<typeof readUsualPart> {
    this.#depth = MEMBERS_DEPTH;
    this.#next(0);
    if (this.#column !== column) return null;
    const root = kind === 'map' ? this.#map(column) : this.#seq(column, column - 1);
    const isRead = root !== null && !this.#line.hasFailed && this.#column === -1;
    return isRead ? { root, comments: tight(this.#comments) } : null;
  }

  /** Moves to the next line with content, from the start of a line on. */
  #next(from: number): void {
    const { text } = this;
    let start = from;
    while (start < text.length) {
      const at = this.#line.skip(start);
      const code = text.charCodeAt(at);
      if (code === HASH) {
        this.#line.startLine(at);
        this.#comment(at);
        start = this.#after();
      } else if (code === LF) start = at + 1;
      else if (code === CR) start = at + 2;
      else if (at >= text.length) break;
      else {
        this.#line.startLine(at);
        this.#at = at;
        this.#column = at - start;
        return;
      }
    }
    this.#column = -1;
  }

  /** The start of the line after the current one. */
  #after(): number {
    const feed = this.text.charCodeAt(this.#line.lineEnd) === CR ? 2 : 1;
    return this.#line.lineEnd + feed;
  }

  #comment(start: number): void {
    const end = this.#line.lineEnd;
    const span = { start, end };
    this.#comments.push({ text: this.text.slice(start + 1, end).trim(), span });
  }

  /** Ends the line after a value, or a colon, at `end`: nothing but a comment may follow. */
  #finish(end: number): void {
    const at = this.#line.skip(end);
    if (at < this.#line.lineEnd) {
      if (at === end || this.text.charCodeAt(at) !== HASH) this.#line.fail();
      else this.#comment(at);
    }
    this.#next(this.#after());
  }

  #map(column: number): MapNode | null {
    const pairs: Pair[] = [];
    while (this.#column === column) {
      const pair = this.#pair(column);
      if (pair === null) return null;
      pairs.push(pair);
    }
    const first = pairs[0];
    const last = pairs.at(-1);
    if (first === undefined || last === undefined || this.#column > column) return this.#fail();
    const span = { start: first.span.start, end: last.span.end };
    return { kind: 'map', style: 'block', span, pairs: tight(pairs) };
  }

  #pair(column: number): Pair | null {
    const line = this.#line;
    // Dots at column 0 may end the document; a merge leaves its markers there. A space may stand there that YAML takes for text.
    const first = this.text.charCodeAt(this.#at);
    if (column === 0 && (first === DOT || isOddBlank(first))) return this.#fail();
    if (column === 0 && isMarker(this.text, this.#at)) return this.#fail();
    const key = line.key(this.#at);
    if (key === null) return null;
    const colon = line.end;
    const start = key.span.start;
    const at = line.skip(colon + 1);
    const isBare = at >= line.lineEnd || this.text.charCodeAt(at) === HASH;
    const value = isBare ? this.#below(column, colon) : this.#beside(at, column);
    if (line.hasFailed) return null;
    const span = { start, end: value?.span.end ?? colon + 1 };
    return { key, value, colon: true, span };
  }

  /** A value on the line of its key or dash, which stand at `column`; of a block scalar, what begins there. */
  #beside(at: number, column: number): Node | null {
    const code = this.text.charCodeAt(at);
    if (code === PIPE || code === ANGLE) return this.#block(at, column);
    const value = this.#line.value(at, column);
    if (value !== null) this.#finish(this.#line.end);
    return value;
  }

  /** A literal or folded scalar with nothing out of the ordinary in its header and its margin. */
  #block(start: number, indent: number): ScalarNode | null {
    const { text } = this;
    const header = /[|>]-?(?=\n)/y;
    header.lastIndex = start;
    if (!header.test(text) || text.includes('\r')) return this.#fail();
    const body = header.lastIndex + 1;
    const margin = this.#line.skip(body) - body;
    if (margin <= indent) return this.#fail();
    let end = body;
    let next = body;
    while (next < text.length) {
      const lineStart = next;
      const at = this.#line.skip(next);
      const feed = text.indexOf('\n', at);
      const isBlank = feed === at || at >= text.length;
      if (!isBlank && at - next < margin) {
        if (at - next > indent) return this.#fail();
        break;
      }
      next = feed === -1 ? text.length : feed + 1;
      // A blank line that is longer than the margin holds spaces of the text; the first line tells the margin.
      if (isBlank && (at - lineStart > margin || end === body)) return this.#fail();
      if (!isBlank) end = next;
    }
    const style = text.charCodeAt(start) === PIPE ? 'literal' : 'folded';
    const source = text.slice(start, end);
    const value = piecesText(source, scalarPieces({ style, source, indent }));
    this.#next(next);
    return { kind: 'scalar', style, value, span: { start, end }, source, indent };
  }

  /** The map or list on the lines below a key, or in brackets there; null where there is none. */
  #below(column: number, colon: number): Node | null {
    this.#finish(colon + 1);
    if (this.#line.hasFailed || this.#column < column) return null;
    const isList = this.text.charCodeAt(this.#at) === DASH;
    if (this.#column === column && !isList) return null;
    const first = this.text.charCodeAt(this.#at);
    if (first === OPEN_SEQ || first === OPEN_MAP) return this.#beside(this.#at, column);
    if (this.#depth >= MAX_DEPTH / 2) return this.#fail();
    this.#depth += 1;
    const value = isList ? this.#seq(this.#column, column) : this.#map(this.#column);
    this.#depth -= 1;
    return value;
  }

  /** A list at `column` under a key at `parent`. */
  #seq(column: number, parent: number): SeqNode | null {
    const items: Item[] = [];
    while (this.#column === column && this.text.charCodeAt(this.#at) === DASH) {
      const item = this.#item(column);
      if (item === null) return null;
      items.push(item);
    }
    const first = items[0];
    const last = items.at(-1);
    const isOver = this.#column < column || (this.#column === column && column === parent);
    if (first === undefined || last === undefined || !isOver) return this.#fail();
    const span = { start: first.span.start, end: last.span.end };
    return { kind: 'seq', style: 'block', span, items: tight(items) };
  }

  /**
   * One item. Each by a call of its own: V8 compiles well what is called often, and gives up on a loop in a function that is called
   * once a list.
   */
  #item(column: number): Item | null {
    const start = this.#at;
    const at = this.#line.skip(start + 1);
    if (this.text.charCodeAt(start + 1) !== SPACE || at >= this.#line.lineEnd) return this.#fail();
    const value = this.#beside(at, column);
    if (value === null) return null;
    const span = { start, end: value.span.end };
    return { value, span };
  }

  #fail(): null {
    return this.#line.fail();
  }
}
