import type { Span } from '../text/span.js';
import type { Comment, Node } from '../syntax/tree.js';
import { type Columns, columnsOf, STEP, type Value } from './columns.js';
import { commentColumn, type Place } from './comment-column.js';
import type { Edit } from './edit.js';
import { Lines } from './lines.js';
import type { Note } from './notes.js';
import { indentScalar } from './scalar-lines.js';
import { spaceBetween } from './spaces.js';
import { type Token, tokensOf } from './tokens.js';

/** What is laid out: one block, and how it stands in its file. */
export interface Source {
  readonly text: string;
  readonly root: Node | null;
  readonly comments: readonly Comment[];
  /** The column that entries are to stand at; null in a block whose keys are the file's own. */
  readonly entryColumn: number | null;
  readonly isLast: boolean;
  /** How the file ends its lines. */
  readonly feed: string;
}

/** The edits of a block, but for those before its comments, which `notes` tell. */
export interface Layout {
  readonly edits: readonly Edit[];
  readonly notes: readonly Note[];
  /** How many lines end in the block. */
  readonly lines: number;
}

/** Lays a block out; null where it holds what this doesn't know. Every edit is of white space. */
export function layOut(source: Source): Layout | null {
  const columns = columnsOf(source.root, source.entryColumn);
  const tokens = tokensOf(source.text, columns, source.comments);
  return tokens && new Layer(source, columns, tokens).run();
}

/** The brackets that are open. */
interface Flow {
  readonly value: Value;
  depth: number;
}

class Layer {
  readonly #notes: Note[] = [];
  readonly #lines: Lines;
  /** The first token after a comment that is none: found once for a comment of many lines. */
  #content = 0;
  /** Whether the token is the first on its line. */
  #isFirst = false;
  #flow: Flow | null = null;
  /** The collections around the last key or dash. */
  readonly #stack: Place[];
  #isUnknown = false;

  constructor(
    readonly source: Source,
    readonly columns: Columns,
    readonly tokens: readonly Token[],
  ) {
    this.#lines = new Lines(source.text);
    this.#stack = source.entryColumn === null ? [] : [{ is: 0, becomes: 0 }];
  }

  run(): Layout | null {
    for (const [i, token] of this.tokens.entries()) {
      this.#gap(i, token);
      this.#token(token);
      if (this.#isUnknown) return null;
    }
    const { isLast, feed } = this.source;
    this.#lines.end(isLast, feed);
    const { edits, line } = this.#lines;
    return { edits, notes: this.#notes, lines: line };
  }

  /** The white space before a token. */
  #gap(i: number, token: Token): void {
    const lines = this.#lines;
    this.#isFirst = lines.break(token.start, 2) || lines.isFresh;
    const gap = { start: this.#isFirst ? lines.start : lines.at, end: token.start };
    lines.at = token.start;
    if (token.kind === 'comment') {
      this.#notes.push(this.#isFirst ? this.#ownLine(i, gap) : this.#lineEnd(gap));
    } else if (this.#isFirst) {
      lines.column = this.#lineColumn(this.tokens[i - 1], token) ?? this.#unknown();
      lines.replace(gap, ' '.repeat(lines.column));
    } else {
      const before = this.tokens[i - 1];
      const space = before && spaceBetween(before.kind, token.kind);
      lines.replace(gap, space ?? '');
      lines.column += space?.length ?? this.#unknown();
    }
  }

  /** A comment at the end of a line. */
  #lineEnd(gap: Span): Note {
    const { text, start, line, column: after } = this.#lines;
    const column = text.slice(gap.start, gap.end).includes('\t') ? null : gap.end - start;
    return { line, column, gap, after, own: 0, isWithNext: false };
  }

  /** A comment that has the line to itself. */
  #ownLine(i: number, gap: Span): Note {
    const { text, line } = this.#lines;
    const flow = this.#flow;
    const is = gap.end - gap.start;
    const next = flow === null ? this.#nextPlace(i) : null;
    const isAfterLines = /^[|>]/.test(this.tokens[i - 1]?.scalar?.source ?? '');
    const own =
      flow === null
        ? commentColumn(is, this.#stack, next, isAfterLines)
        : flow.value.base + STEP * flow.depth;
    const column = text.slice(gap.start, gap.end).includes('\t') ? null : is;
    return { line, column, gap, after: null, own, isWithNext: next?.is === is };
  }

  /** The place of the first line after a comment that holds something else. */
  #nextPlace(i: number): Place | null {
    this.#content = Math.max(this.#content, i + 1);
    while (this.tokens[this.#content]?.kind === 'comment') this.#content += 1;
    const token = this.tokens[this.#content];
    if (token === undefined) return null;
    const becomes = this.#lineColumn(undefined, token);
    const lineStart = this.source.text.lastIndexOf('\n', token.start - 1) + 1;
    return becomes === null ? null : { is: token.start - lineStart, becomes };
  }

  /** The column of a token that starts a line. */
  #lineColumn(before: Token | undefined, { kind, start }: Token): number | null {
    const mark = this.columns.marks.get(start);
    if (mark !== undefined) return mark.column;
    if (this.#flow === null) {
      return kind === 'marker' ? 0 : (this.columns.values.get(start)?.column ?? null);
    }
    const { value, depth } = this.#flow;
    if (kind !== '}' && kind !== ']') {
      return value.base + STEP * (before?.kind === ':' ? depth + 1 : depth);
    }
    return depth === 1 ? value.close : value.base + STEP * (depth - 1);
  }

  #token({ kind, start, end, scalar }: Token): void {
    const lines = this.#lines;
    const mark = this.columns.marks.get(start);
    if (mark !== undefined) {
      this.#stack.length = Math.min(this.#stack.length, mark.level);
      this.#stack.push({ is: start - lines.start, becomes: mark.column });
    }
    if (kind === '{' || kind === '[') this.#open(start);
    else if (kind === '}' || kind === ']') this.#close();
    if (scalar?.source.includes('\n') !== true) lines.pass(end);
    else {
      const value = this.columns.values.get(start) ?? this.#inFlow();
      if (value === null) this.#unknown();
      else indentScalar(lines.edits, this.source.text, scalar, value);
      lines.passLines(end, value?.column ?? 0);
    }
  }

  #inFlow(): Pick<Value, 'column' | 'owner'> | null {
    const flow = this.#flow;
    return flow && { column: flow.value.base + STEP * (flow.depth + 1), owner: 0 };
  }

  #open(start: number): void {
    if (this.#flow !== null) this.#flow.depth += 1;
    else {
      const value = this.columns.values.get(start);
      if (value === undefined) this.#unknown();
      else this.#flow = { value: this.#isFirst ? below(value) : value, depth: 1 };
    }
  }

  #close(): void {
    if (this.#flow === null) this.#unknown();
    else if (this.#flow.depth > 1) this.#flow.depth -= 1;
    else this.#flow = null;
  }

  /** What stands where nothing is known to: the block is left as it is. */
  #unknown(): number {
    this.#isUnknown = true;
    return 0;
  }
}

/** Of a collection in brackets that starts its own line below its key. */
function below(value: Value): Value {
  return { ...value, base: value.column, close: value.column };
}
