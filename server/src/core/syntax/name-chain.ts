import type { CST } from 'yaml';
import { isClosed, isText, rawScalar, textEnd } from './read-scalar.js';
import type { TextToken } from './read-scalar.js';
import type { Reading } from './reading.js';
import { alignRepair } from './repair-indent.js';
import { quoteFix } from './traps.js';
import type { ScalarNode } from './tree.js';

type MapItem = CST.BlockMap['items'][number];

/** A line with several colons, or with text after a quoted name, read as it was meant: one name and one value. */
export interface NameChain {
  /** The name, where it isn't the item's key. */
  readonly key?: ScalarNode;
  /** The tokens between the name and the value. */
  readonly sep: readonly CST.SourceToken[];
  /** The value, where it is the rest of the line. */
  readonly value?: ScalarNode;
  /** The token of the value, where there is one. */
  readonly token: CST.Token | undefined;
}

/**
 * Recognises `name: Plan: B`, `Plan: B: { … }` and `"Finance" Dev: { … }` in an item of a map at column `indent`,
 * which `yaml` reads as maps within maps. Null for any other item.
 */
export function nameChain(reading: Reading, item: MapItem, indent: number): NameChain | null {
  if (item.sep === undefined) return null;
  const { sep, key } = item;
  const last = lastOf(item, indent);
  const hasText = sep.some(isText);
  if (last === item && !hasText) return null;
  if (!isFlowScalar(key) || !isFlowScalar(last.key)) return null;
  if (key.type !== 'scalar' && !isClosed(key.source)) return null;
  const first = innerMap(item, indent)?.items[0]?.key;
  if (isFlowScalar(first) && first.type === 'scalar' && first.source.includes('\n')) {
    const lastLine = first.source.lastIndexOf('\n') + 1;
    const spaces = first.source.slice(lastLine).search(/\S|$/);
    reading.alignments.push(alignRepair(reading, first.offset + lastLine + spaces, indent));
    return null;
  }
  const lastSep = last.sep ?? [];
  const lastEnd = lastValueEnd(last);
  if (!hasText && sep.some(isColon) && item.value !== undefined && lastEnd !== null) {
    const value = rawScalar(reading, item.value.offset, lastEnd);
    const message = 'there is a second colon in this value: quote the whole of it';
    report(reading, 'colon-in-value', message, value);
    return { sep, value, token: undefined };
  }
  const end = textEnd(lastSep, last.key.offset + last.key.source.length);
  const name = rawScalar(reading, key.offset, end);
  if (key.type === 'scalar') {
    report(reading, 'colon-in-key', 'there is a colon in this name: quote the whole of it', name);
  } else {
    const message =
      'a name that starts with a quote ends at the closing quote: quote the whole of it';
    report(reading, 'quoted-start', message, name);
  }
  return { key: name, sep: lastSep, token: last.value };
}

/** The end of a value that is a scalar on the line of its key; null of any other. */
function lastValueEnd({ sep = [], value }: MapItem): number | null {
  if (!isFlowScalar(value) || value.source.includes('\n') || hasNewline(sep)) return null;
  return value.offset + value.source.length;
}

/**
 * Moves keys back to `map` that `yaml` gives to a map within it at the same column: where a line holds maps within maps,
 * the innermost one gets the lines below; after a value that stands beside another, the next line is taken for its value.
 * Changes the tokens, so that what is composed of them has the same shape.
 */
export function hoistKeys(text: string, map: CST.BlockMap): void {
  // The items grow while they are walked: what was moved is looked at too.
  for (let i = 0; i < map.items.length; i++) {
    const item = map.items[i];
    const moved = item === undefined ? [] : (detached(text, item, map) ?? swallowed(item, map));
    if (moved.length === 0) continue;
    map.items = [...map.items.slice(0, i + 1), ...moved, ...map.items.slice(i + 1)];
  }
}

/** The items that the maps on an item's line have too many, innermost first. */
function swallowed(item: MapItem, { indent }: CST.BlockMap): MapItem[] {
  const rests: MapItem[][] = [];
  for (let inner = innerMap(item, indent); inner !== undefined;) {
    if (inner.items.length > 1) rests.push(inner.items.splice(1));
    inner = innerMap(inner.items[0], indent);
  }
  return rests.reverse().flat();
}

/** The items of a map on a line below its item, which has no colon; null where there is no such map. */
function detached(text: string, item: MapItem, { indent }: CST.BlockMap): MapItem[] | null {
  const { key, sep, value } = item;
  if (!key || sep.some(isColon) || value?.type !== 'block-map' || value.indent !== indent)
    return null;
  if (!text.slice(key.offset, value.offset).includes('\n')) return null;
  delete item.value;
  return value.items;
}

/** The innermost item of the item's line. */
function lastOf(item: MapItem, indent: number): MapItem {
  let last = item;
  for (;;) {
    const first = innerMap(last, indent)?.items[0];
    if (last.explicitKey === true || first?.sep === undefined || first.explicitKey === true)
      return last;
    last = first;
  }
}

/** The map that starts on the line of an item as its value, or as its key after a question mark. */
function innerMap(item: MapItem | undefined, indent: number): CST.BlockMap | undefined {
  const { key, sep, value } = item ?? {};
  if (key?.type === 'block-map' && key.indent === indent) return key;
  const isInner = value?.type === 'block-map' && value.indent === indent;
  return isInner && sep !== undefined && !hasNewline(sep) ? value : undefined;
}

function isColon(token: CST.Token): boolean {
  return token.type === 'map-value-ind';
}

function report(reading: Reading, code: string, message: string, { span }: ScalarNode): void {
  reading.problem(code, message, span, quoteFix(reading.source.original, span));
}

function hasNewline(tokens: readonly CST.Token[]): boolean {
  return tokens.some((each) => each.type === 'newline');
}

function isFlowScalar(token: CST.Token | null | undefined): token is TextToken {
  return token !== null && token !== undefined && isText(token);
}
