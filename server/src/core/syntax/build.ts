import { CST } from 'yaml';
import { buildFlow } from './build-flow.js';
import { hoistKeys, nameChain } from './name-chain.js';
import { repairColons, repairText } from './repair-colon.js';
import { alignRepair } from './repair-indent.js';
import { isMergeKey, keyOf } from './read-key.js';
import { isText, readBlockScalar, readFlowScalar } from './read-scalar.js';
import { MAX_DEPTH } from './reading.js';
import type { Reading } from './reading.js';
import type { Item, MapNode, Node, Pair, SeqNode } from './tree.js';

type MapItem = CST.BlockMap['items'][number];

/** The node of a token; null where there is none, or none that a policy takes. */
export function buildNode(
  reading: Reading,
  token: CST.Token | null | undefined,
  depth: number,
): Node | null {
  if (token === null || token === undefined) return null;
  if (isText(token)) return readFlowScalar(reading, token);
  if (token.type === 'block-scalar') return readBlockScalar(reading, token);
  if (CST.isCollection(token)) {
    if (depth < MAX_DEPTH) return buildCollection(reading, token, depth + 1);
    return cutOff(reading, token);
  }
  if (token.type !== 'alias') {
    reading.isUnusual = true;
    return null;
  }
  reading.end(token.end);
  const message =
    'a policy takes no aliases (*): state the value itself; quote text that starts with *';
  reading.problem('alias', message, reading.tokenSpan(token));
  return null;
}

type Collection = CST.BlockMap | CST.BlockSequence | CST.FlowCollection;

/** Leaves out what is nested too deeply, and says so once. */
function cutOff(reading: Reading, token: Collection): null {
  if (!reading.isTooDeep) {
    const start = reading.at(token.offset);
    reading.problem('too-deep', 'this is nested too deeply', { start, end: start + 1 });
  }
  reading.isTooDeep = true;
  return null;
}

function buildCollection(reading: Reading, token: Collection, depth: number): Node {
  if (token.type === 'block-map') return buildMap(reading, token, depth);
  if (token.type === 'block-seq') return buildSeq(reading, token, depth);
  return buildFlow(reading, token, depth, buildNode);
}

function buildSeq(reading: Reading, token: CST.BlockSequence, depth: number): SeqNode {
  const items: Item[] = [];
  for (const { start, value } of token.items) {
    const { found } = reading.props(start, 'seq-item-ind');
    if (found === null && value === undefined) continue;
    if (found === null) reading.isUnusual = true;
    checkItem(reading, value, token.indent);
    const node = buildNode(reading, value, depth);
    const from = found === null ? (node?.span.start ?? 0) : reading.at(found.offset);
    items.push({ value: node, span: { start: from, end: node?.span.end ?? from + 1 } });
  }
  return { kind: 'seq', style: 'block', span: spanOf(reading, token.offset, items), items };
}

/** An item that is indented further than the one above is taken for more of its text. */
function checkItem(reading: Reading, value: CST.Token | undefined, column: number): void {
  if (value?.type !== 'scalar') return;
  const dash = /\n *(?=-[ \n])/.exec(value.source);
  if (dash === null) return;
  reading.isUnusual = true;
  reading.alignments.push(alignRepair(reading, value.offset + dash.index + dash[0].length, column));
}

function buildMap(reading: Reading, token: CST.BlockMap, depth: number): MapNode {
  hoistKeys(reading.source.text, token);
  const pairs: Pair[] = [];
  for (const item of token.items) {
    const pair = buildPair(reading, item, token, depth);
    if (pair !== null) pairs.push(pair);
  }
  return { kind: 'map', style: 'block', span: spanOf(reading, token.offset, pairs), pairs };
}

function spanOf(
  reading: Reading,
  offset: number,
  parts: readonly (Pair | Item)[],
): { start: number; end: number } {
  const start = reading.at(offset);
  return { start: parts[0]?.span.start ?? start, end: parts.at(-1)?.span.end ?? start };
}

function buildPair(reading: Reading, item: MapItem, map: CST.BlockMap, depth: number): Pair | null {
  reading.props(item.start, 'explicit-key-ind');
  if (item.sep === undefined) return null;
  const hasColon = item.sep.some(({ type }) => type === 'map-value-ind');
  const lacksColon = repairColons(reading, item.key, hasColon);
  if (!lacksColon) repairText(reading, item, map.indent);
  const chain = lacksColon ? null : nameChain(reading, item, map.indent);
  const sep = chain?.sep ?? item.sep;
  const after = reading.props(item.sep, 'map-value-ind');
  if (isRunaway(item.key)) reading.readAsText(item.key.offset);
  checkKey(reading, item, map, after.found);
  const key =
    chain?.key ?? keyOf(reading, buildNode(reading, item.key, depth), item.key, after.found);
  if (key === null && isMergeKey(item.key)) return null;
  const value =
    chain?.value ?? buildNode(reading, chain === null ? item.value : chain.token, depth);
  if (key === null) return null;
  const colon = sep.find((each) => each.type === 'map-value-ind');
  const end =
    value?.span.end ?? (colon === undefined ? key.span.end : reading.at(colon.offset) + 1);
  const isWritten = colon !== undefined && reading.isWritten(colon);
  return { key, value, colon: isWritten, span: { start: key.span.start, end } };
}

/** A quoted key of several lines is an opening quote that another line's quote closes. */
function isRunaway(key: CST.Token | null | undefined): key is CST.FlowScalar {
  return (
    (key?.type === 'double-quoted-scalar' || key?.type === 'single-quoted-scalar') &&
    key.source.includes('\n')
  );
}

/** Notes what `yaml` may object to in a key. */
function checkKey(
  reading: Reading,
  { key }: MapItem,
  map: CST.BlockMap,
  colon: CST.SourceToken | null,
): void {
  const isMisplaced = key && 'indent' in key && key.indent !== map.indent;
  const isMultiline = key && 'source' in key && key.source.includes('\n');
  const isLong = key && colon !== null && colon.offset - key.offset > 1024;
  if (colon === null || isMisplaced === true || isMultiline === true || isLong === true) {
    reading.isUnusual = true;
  }
}
