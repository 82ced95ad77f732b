import type { Beginning } from './entry-before.js';
import { type Frame, frame, type Token } from './frames.js';
import { readFlow } from './scan-flow.js';
import { keyAt, quotedEnd } from './scan-key.js';

/** What the text before a place says of it. */
export interface Scan {
  readonly frames: readonly Frame[];
  /** What is half-typed at the end. */
  readonly token: Token | undefined;
  /**
   * `key`: the name of a pair may stand here; `value`: a value or an item; `line`: the line is still empty or holds one text
   * without a colon, so what it is depends on what may stand there; `nothing`: a comment, or after a value.
   */
  readonly kind: 'key' | 'value' | 'line' | 'nothing';
  /** The column where the last line's text begins. */
  readonly column: number;
}

/**
 * Reads the YAML from the last key at column 0 up to `offset`, by its lines' indentation: unlike a parser, it makes
 * sense of a text that is
 * being typed. Never throws.
 */
export function scanBefore(text: string, offset: number, from?: Beginning): Scan {
  return new Scanner(text, offset).scan(from);
}

type State = Pick<Scan, 'token' | 'kind' | 'column'>;

const NOTHING: State = { token: undefined, kind: 'nothing', column: 0 };

class Scanner {
  private readonly frames: Frame[] = [];
  /** The text that a line leaves unfinished: plain text that may go on, a quote, a block of text. */
  private open: { readonly token: Token; readonly indent: number } | undefined;
  private state: State = NOTHING;

  constructor(
    private readonly text: string,
    private readonly offset: number,
  ) {}

  scan(from: Beginning | undefined): Scan {
    let start = from?.start ?? sectionStart(this.text, this.offset);
    if (from !== undefined) {
      const section = frame('map', 0);
      section.key = from.section;
      section.pairs.set(from.section, '');
      this.frames.push(section);
    }
    for (;;) {
      const feed = this.text.indexOf('\n', start);
      const last = feed === -1 || feed >= this.offset;
      const end = last ? this.offset : feed;
      this.state = NOTHING;
      this.line(start, this.text[end - 1] === '\r' && end > start ? end - 1 : end, last);
      if (last) return { ...this.state, frames: this.frames };
      start = feed + 1;
    }
  }

  private get top(): Frame | undefined {
    return this.frames.at(-1);
  }

  /** Reads one line; `last` where it ends at the place that is asked about. */
  private line(start: number, end: number, last: boolean): void {
    let at = start;
    while (at < end && this.text[at] === ' ') at++;
    const indent = at - start;
    const blank = at === end || this.text[at] === '\r';
    if (this.goesOn(at, end, indent, blank)) return;
    this.open = undefined;
    if ((blank && !last) || this.text[at] === '#') return;
    this.settle(indent, at < end && /^-(?:\s|$)/u.test(this.text.slice(at, at + 2)));
    this.content(at, end, start, blank);
  }

  /** Whether the line belongs to what the lines before have left open. */
  private goesOn(at: number, end: number, indent: number, blank: boolean): boolean {
    const { open, top } = this;
    const begins = /^(?:- |-$|[\w-]+:(?:\s|$))/u.test(this.text.slice(at, end));
    if (top?.kind.startsWith('flow') === true) {
      if (indent <= top.indent && begins) {
        while (this.top?.kind.startsWith('flow') === true) this.frames.pop();
        return false;
      }
      this.flow(at, end);
      return true;
    }
    if (open === undefined) return false;
    const { style } = open.token;
    if (!blank && indent <= open.indent && (style === 'plain' || begins)) return false;
    if (style === 'plain') {
      if (begins || (blank && indent <= open.indent)) return false;
      this.state = { token: open.token, kind: 'value', column: indent };
      return true;
    }
    const close = quotedEnd(this.text, open.token.start, end);
    if (close !== -1) this.open = undefined;
    else this.state = { token: open.token, kind: 'value', column: indent };
    return true;
  }

  /** Leaves what a line of this indentation is no part of. */
  private settle(indent: number, dash: boolean): void {
    while (this.top !== undefined && this.top.indent > indent) this.frames.pop();
    if (!dash && this.top?.kind === 'seq' && this.top.indent === indent) this.frames.pop();
  }

  private content(from: number, end: number, start: number, blank: boolean): void {
    let at = from;
    while (this.text[at] === '-' && at < end && /^\s?$/u.test(this.text.slice(at + 1, at + 2))) {
      const indent = at - start;
      if (this.top?.kind !== 'seq' || this.top.indent < indent)
        this.frames.push(frame('seq', indent));
      at++;
      while (at < end && this.text[at] === ' ') at++;
      if (at >= end) {
        this.state = { token: undefined, kind: 'value', column: at - start };
        return;
      }
    }
    const column = at - start;
    const inList = at > from;
    const sentence = inList && this.frames[0]?.key === 'tests';
    const key = sentence || blank ? undefined : keyAt(this.text, at, end);
    if (key === undefined) this.rest(at, end, column, inList ? 'value' : 'line');
    else this.pair(key, end, column);
  }

  private pair(key: { text: string; end: number }, end: number, column: number): void {
    let { top } = this;
    if (top?.kind !== 'map' || top.indent < column) {
      top = frame('map', column);
      this.frames.push(top);
    }
    top.key = key.text;
    top.pairs.set(key.text, '');
    let from = key.end;
    while (from < end && this.text[from] === ' ') from++;
    if (from >= end) this.state = { token: undefined, kind: 'value', column };
    else {
      top.valueStart = from;
      top.pairs.set(key.text, this.text.slice(from, end).trim());
      this.rest(from, end, column, 'value');
    }
  }

  /** What follows a dash or a colon, or a line without either. */
  private rest(at: number, end: number, column: number, kind: 'value' | 'line'): void {
    const char = this.text[at];
    const indent = this.top?.indent ?? -1;
    if (at >= end) this.state = { token: undefined, kind, column };
    else if (char === '{' || char === '[') this.flow(at, end);
    else if (char === '#' && this.text[at - 1] === ' ') this.state = NOTHING;
    else if (char === '|' || char === '>') {
      const next = this.text.indexOf('\n', at) + 1;
      if (next > 0 && next <= this.offset)
        this.open = { token: { start: next, style: 'plain', closed: false }, indent };
    } else if (char === '"' || char === "'") {
      const style = char === '"' ? 'double-quoted' : 'single-quoted';
      const close = quotedEnd(this.text, at, end);
      const token: Token = { start: at, style, closed: close !== -1 };
      if (close === -1) this.open = { token, indent };
      this.state = { token, kind: close === -1 ? kind : 'nothing', column };
    } else {
      const comment = this.text.slice(at, end).search(/\s#/u);
      const token: Token = { start: at, style: 'plain', closed: comment !== -1 };
      if (comment === -1) this.open = { token, indent };
      this.state = { token, kind: comment === -1 ? kind : 'nothing', column };
    }
  }

  private flow(at: number, end: number): void {
    const start = lineStart(this.text, at);
    const indent = /^ */u.exec(this.text.slice(start, at))?.[0].length ?? 0;
    const outer = this.top?.kind.startsWith('flow') === true ? this.top.indent : indent;
    const { token, kind } = readFlow(this.text, at, end, this.frames, outer);
    this.state = { token, kind, column: indent };
  }
}

/** Where the last line at or before `offset` starts that holds a key at column 0. */
function sectionStart(text: string, offset: number): number {
  let start = lineStart(text, offset);
  while (start > 0 && !/^[\p{L}"']/u.test(text.slice(start, start + 2)))
    start = lineStart(text, start - 1);
  return start;
}

/** Where the line of an offset starts. */
export function lineStart(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}
