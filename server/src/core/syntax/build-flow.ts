import type { CST } from 'yaml';
import { keyOf } from './read-key.js';
import type { Reading } from './reading.js';
import { missingComma, strayComma } from './repair-comma.js';
import { takeOutBracket } from './repair.js';
import type { Repair } from './repair.js';
import type { Item, MapNode, Node, Pair, SeqNode, SyntaxProblem } from './tree.js';

type Build = (reading: Reading, token: CST.Token | null | undefined, depth: number) => Node | null;

/** One item of a flow collection, with what the tokens before it say. */
interface FlowItem {
  readonly token: CST.CollectionItem;
  readonly isExplicit: boolean;
  readonly hasComma: boolean;
}

/** A map or sequence between brackets; `build` makes the nodes inside. */
export function buildFlow(
  reading: Reading,
  token: CST.FlowCollection,
  depth: number,
  build: Build,
): MapNode | SeqNode {
  const flow = new FlowReading(reading, token, depth, build);
  reading.flows.push(token);
  const items = flow.items();
  const isMap = token.start.source === '{';
  const pairs = isMap ? items.map((item) => flow.pair(item, true)).filter(isPresent) : [];
  const values = isMap ? [] : items.map((item) => flow.value(item)).filter(isPresent);
  flow.close();
  flow.end();
  const close = token.end[0];
  const start = reading.at(token.offset);
  const lastEnd = (pairs.at(-1) ?? values.at(-1))?.span.end ?? start + 1;
  const span = { start, end: close === undefined ? lastEnd : reading.at(close.offset + 1) };
  return isMap
    ? { kind: 'map', style: 'flow', span, pairs }
    : { kind: 'seq', style: 'flow', span, items: values };
}

function isPresent<T>(value: T | null): value is T {
  return value !== null;
}

class FlowReading {
  readonly #repairs: number;

  constructor(
    readonly reading: Reading,
    readonly token: CST.FlowCollection,
    readonly depth: number,
    readonly build: Build,
  ) {
    this.#repairs = reading.repairs.length;
  }

  /** The items that hold something, commas checked. */
  items(): FlowItem[] {
    const { reading } = this;
    const last = this.token.items.length - 1;
    return this.token.items.flatMap((token, i) => {
      const { found, commas } = reading.props(token.start, 'explicit-key-ind', true);
      const isEmpty = found === null && token.sep === undefined && !token.value && !token.key;
      // A comma belongs to the item after it.
      if (i === 0 ? commas > 0 : isEmpty ? i < last : commas === 0) reading.isUnusual = true;
      return isEmpty
        ? []
        : [{ token, isExplicit: found !== null, hasComma: i === 0 || commas > 0 }];
    });
  }

  /** A key with its value; null where the key is none that a policy takes. */
  pair({ token, hasComma }: FlowItem, isMap: boolean): Pair | null {
    const { reading } = this;
    const sep = token.sep ?? [];
    const { found, hasNewline } = reading.props(sep, 'map-value-ind', true);
    if (found === null && token.value) reading.isUnusual = true;
    if (!isMap && (hasNewline || this.#isLong(token, found))) reading.isUnusual = true;
    // Where a comma is missing, the key is the end of the value before it: that is the mistake to tell.
    const colon = hasComma ? found : null;
    const key = keyOf(reading, this.#node(token.key), token.key, colon);
    const value = this.#node(token.value);
    const comma = isMap ? missingComma(reading, token.value) : null;
    if (comma !== null) reading.repairs.push(comma);
    if (key === null) {
      reading.isUnusual = true;
      return null;
    }
    const colonEnd = found === null ? key.span.end : reading.at(found.offset + 1);
    const span = { start: key.span.start, end: value?.span.end ?? colonEnd };
    return { key, value, colon: found !== null, span };
  }

  /** An item of a sequence: a value, or one pair as a map of its own. */
  value(item: FlowItem): Item | null {
    const { token } = item;
    if (token.sep === undefined && !item.isExplicit) {
      const value = this.#node(token.value ?? token.key);
      return value === null ? null : { value, span: value.span };
    }
    const pair = this.pair(item, false);
    if (pair === null) return null;
    const value: MapNode = { kind: 'map', style: 'flow', span: pair.span, pairs: [pair] };
    return { value, span: pair.span };
  }

  /** Repairs a bracket that isn't closed, or closed by the wrong one. */
  close(): void {
    const { token, reading } = this;
    const expected = token.start.source === '{' ? '}' : ']';
    const close = token.end[0];
    reading.flows.pop();
    if (close?.source === expected) return;
    reading.isUnusual = true;
    // What was repaired inside may close this one too: the next reading shows.
    if (reading.isTooDeep || reading.repairs.length > this.#repairs) return;
    if (close === undefined) {
      reading.repairs.push(
        closeBracket(reading, token, reading.contentEnd(token.offset), expected),
      );
    } else if (reading.flows.every(isClosed)) {
      reading.repairs.push(replaceBracket(reading, token, close, expected));
    } else reading.repairs.push(closeBracket(reading, token, close.offset, expected));
  }

  /** Reads what stands behind the bracket that closes. */
  end(): void {
    const { reading } = this;
    const behind = this.token.end.slice(1);
    const comma = reading.flows.length === 0 ? strayComma(reading, behind) : null;
    if (comma !== null) reading.repairs.push(comma);
    reading.end(behind);
  }

  #node(token: CST.Token | null | undefined): Node | null {
    if (token?.type === 'block-map' || token?.type === 'block-seq') this.reading.isUnusual = true;
    return this.build(this.reading, token, this.depth);
  }

  /** A pair of a sequence must stand on one line, its colon within 1024 characters. */
  #isLong({ key }: CST.CollectionItem, colon: CST.SourceToken | null): boolean {
    if (!key || colon === null) return false;
    return (
      colon.offset - key.offset > 1024 ||
      this.reading.source.text.slice(key.offset, colon.offset).includes('\n')
    );
  }
}

function isClosed({ start, end }: CST.FlowCollection): boolean {
  return end[0]?.source === (start.source === '{' ? '}' : ']');
}

/** A collection that another kind of bracket closes. */
function replaceBracket(
  reading: Reading,
  token: CST.FlowCollection,
  close: CST.SourceToken,
  expected: string,
): Repair {
  const span = reading.tokenSpan(close);
  if (reading.source.original.slice(span.end).trimStart().startsWith(expected)) {
    return takeOutBracket(close.source, span);
  }
  const problem: SyntaxProblem = {
    code: 'wrong-bracket',
    message: `this ${close.source} should be the ${expected} of the ${token.start.source} before it`,
    span,
    fix: { span, text: expected, title: `Write ${expected}` },
  };
  return { at: span.start, remove: 1, insert: expected, problem };
}

/** A collection that ends without its bracket, after the content at `end`. */
function closeBracket(
  reading: Reading,
  token: CST.FlowCollection,
  end: number,
  expected: string,
): Repair {
  const at = reading.at(end);
  const rest = /^[ \t]#.*/.exec(reading.source.original.slice(at, at + 1000));
  const message =
    rest?.[0].includes(expected) === true
      ? `a # after a space starts a comment, which hides the ${expected}: quote the text that holds the #`
      : `this ${token.start.source} is never closed: add a ${expected}`;
  const problem: SyntaxProblem = {
    code: 'unclosed-bracket',
    message,
    span: reading.tokenSpan(token.start),
    fix: { span: { start: at, end: at }, text: expected, title: `Add the ${expected}` },
  };
  return { at, remove: 0, insert: expected, problem };
}
