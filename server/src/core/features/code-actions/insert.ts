import { quoted } from '../../syntax/traps.js';
import type { Block, MapNode, Pair, SeqNode } from '../../syntax/tree.js';
import { isPlain, type TextEdit } from '../scalar-source.js';

/** A text as a whole key, value or item. */
export function scalarText(text: string, inFlow: boolean, isKey = false): string {
  return isPlain(text, { inFlow, isKey }) ? text : quoted(text);
}

/** The value of a new pair: on the key's line, or, in a map without braces, lines below it. */
export interface NewValue {
  readonly flow: string;
  /** Lines, indented from the key's column. */
  readonly lines?: readonly string[];
}

/** Adds a pair at the end of a pair's map. Undefined where the pair has a value that is no map. */
export function addPair(
  { text }: Block,
  pair: Pair,
  inFlow: boolean,
  key: string,
  value: NewValue,
): TextEdit | undefined {
  const { value: node } = pair;
  const short = `${key}: ${value.flow}`;
  if (node === null) {
    const colon = text.indexOf(':', pair.key.span.end) + 1;
    if (colon === 0) return undefined;
    if (inFlow) return insert(colon, ` { ${short} }`);
    const indent = columnOf(text, pair.key.span.start) + 2;
    return insert(lineEnd(text, colon), pairLines(text, indent, key, value));
  }
  if (node.kind !== 'map') return undefined;
  if (node.style === 'flow') return addInFlow(text, node, node.pairs.at(-1)?.span.end, short);
  const first = node.pairs[0];
  const last = node.pairs.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const indent = columnOf(text, first.span.start);
  return insert(lineEnd(text, textEnd(text, last.span.end)), pairLines(text, indent, key, value));
}

/** Adds an item at the end of a list. */
export function addItem({ text }: Block, seq: SeqNode, item: string): TextEdit | undefined {
  const last = seq.items.at(-1);
  if (seq.style === 'flow') return addInFlow(text, seq, last?.span.end, scalarText(item, true));
  if (last === undefined) return undefined;
  const indent = ' '.repeat(columnOf(text, seq.span.start));
  const at = lineEnd(text, textEnd(text, last.span.end));
  return insert(at, `${newLine(text)}${indent}- ${scalarText(item, false)}`);
}

function addInFlow(
  text: string,
  node: MapNode | SeqNode,
  lastEnd: number | undefined,
  added: string,
): TextEdit | undefined {
  const close = node.span.end - 1;
  if (!/[\]}]/u.test(text[close] ?? '')) return undefined;
  if (lastEnd === undefined) {
    const blank = node.kind === 'map' ? ' ' : '';
    return {
      span: { start: node.span.start + 1, end: close },
      newText: `${blank}${added}${blank}`,
    };
  }
  const comma = text.slice(lastEnd, close).indexOf(',');
  return comma === -1 ? insert(lastEnd, `, ${added}`) : insert(lastEnd + comma + 1, ` ${added}`);
}

/** A pair on a line of its own, or on several, with the line end before it. */
export function pairLines(
  text: string,
  indent: number,
  key: string,
  { flow, lines: below }: NewValue,
): string {
  const start = newLine(text) + ' '.repeat(indent);
  if (below === undefined) return `${start}${key}: ${flow}`;
  return `${start}${key}:${below.map((line) => `${start}${line}`).join('')}`;
}

function insert(at: number, newText: string): TextEdit {
  return { span: { start: at, end: at }, newText };
}

/** The line ends of a text. */
export function newLine(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** The end of the line of an offset, before what ends it. */
export function lineEnd(text: string, offset: number): number {
  const at = text.slice(offset).search(/\r?\n/u);
  return at === -1 ? text.length : offset + at;
}

/** The place after the last character before `end` that is no blank. */
export function textEnd(text: string, end: number): number {
  return text.slice(0, end).trimEnd().length;
}

export function columnOf(text: string, offset: number): number {
  return offset === 0 ? 0 : offset - (text.lastIndexOf('\n', offset - 1) + 1);
}
