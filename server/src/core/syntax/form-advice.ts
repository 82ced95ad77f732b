/** What to do about a value that has another form than its place asks for, and the change that does it where one is sure. */
import { fieldNames } from './policy/shape.js';
import { DASH_BEFORE, SPACE_AFTER_DASH, textTrap } from './traps.js';
import type { MapNode, Node, Pair, ScalarNode, SeqNode, SyntaxFix } from './tree.js';

export interface FormAdvice {
  readonly advice: string;
  readonly fix?: SyntaxFix;
}

/** A form that a value can be asked for in. */
export type Form = 'text' | 'list' | 'map';

/** What to do about a value of another form; `text` is that of its block. Undefined where there is nothing to say. */
export function formAdvice(node: Node, wanted: Form, text: string): FormAdvice | undefined {
  if (wanted === 'text') return node.kind === 'seq' ? singleAdvice(node) : undefined;
  if (node.kind === 'map') return wanted === 'list' ? mapAdvice(node, text) : undefined;
  if (node.kind === 'seq') return wanted === 'map' ? dashAdvice(node, text) : undefined;
  const trap = textTrap(text, node.span);
  const isDash = wanted === 'list' && trap === SPACE_AFTER_DASH;
  if (trap !== undefined && !isDash) return { advice: trap };
  if (isNothing(node)) return nothingAdvice(node, wanted);
  if (wanted === 'list') return listAdvice(node, text);
  return {
    advice:
      'write keys with their values on the lines below, or {} where there is nothing to state',
  };
}

/** A map in the place of a list. */
function mapAdvice({ pairs, span, style }: MapNode, text: string): FormAdvice {
  // Names between braces are keys without a value.
  const isList =
    style === 'flow' && pairs.every(({ value, colon }) => value === null && colon === false);
  // Comments, which stand on several lines, aren't written anew.
  if (!isList || text.slice(span.start, span.end).includes('\n')) return { advice: AS_LIST };
  const list = `[${pairs.map(({ key }) => key.source).join(', ')}]`;
  const advice = pairs.length === 0 ? 'write [] where there is nothing to state' : `write ${list}`;
  return { advice, fix: { span, text: list, title: `Change to ${list}` } };
}

const AS_LIST = 'write a list: each item on a line of its own, after a dash and a space';

/** Whether a word stands for nothing in other languages. */
function isNothing({ style, value }: ScalarNode): boolean {
  return style === 'plain' && /^(?:null|~|none|nil)$/i.test(value);
}

function nothingAdvice({ span }: ScalarNode, wanted: 'list' | 'map'): FormAdvice {
  const text = wanted === 'map' ? '{}' : '[]';
  const fix = { span, text, title: `Change to ${text}` };
  return { advice: `write ${text} where there is nothing to state`, fix };
}

/** A text in the place of a list: a dash on a line of its own, else brackets. */
function listAdvice({ value, style, span, source }: ScalarNode, text: string): FormAdvice {
  const isOwnLine = /(?:^|\n) *$/.test(text.slice(Math.max(0, span.start - 200), span.start));
  const put = (at: number, insert: string, title: string): SyntaxFix => ({
    span: { start: at, end: at },
    text: insert,
    title,
  });
  if (/^-[^\s-]/u.test(source))
    return { advice: SPACE_AFTER_DASH, fix: put(span.start + 1, ' ', 'Write the space') };
  if (isOwnLine) return { advice: DASH_BEFORE, fix: put(span.start, '- ', 'Write the dash') };
  if (style !== 'plain' || /[[\]{}"'\n#:]/.test(value)) return { advice: AS_LIST };
  const fix = { span, text: `[${value}]`, title: `Change to [${value}]` };
  return { advice: `write [${value}]`, fix };
}

/** A list in the place of a text: its one item, written on one line. */
function singleAdvice(seq: SeqNode): FormAdvice {
  const { span } = seq;
  const source = meantText(seq)?.source ?? '';
  if (source === '' || /[\n,]|^[|>]/.test(source)) return { advice: 'write one, and no list' };
  const fix = { span, text: source, title: `Change to ${source}` };
  return { advice: `write ${source}, without making it a list`, fix };
}

/** A list in the place of a map. */
function dashAdvice(seq: SeqNode, text: string): FormAdvice | undefined {
  if (seq.items.length === 0)
    return {
      advice: 'write {} where there is nothing to state',
      fix: { span: seq.span, text: '{}', title: 'Change to {}' },
    };
  if (dashedPairs(seq) === undefined)
    return { advice: 'write each name as a key, with a colon and what it has, and no dashes' };
  const fix = { span: seq.span, text: withoutDashes(seq, text), title: 'Take the dashes away' };
  return { advice: 'a map has no dashes: take them away', fix };
}

/**
 * The pairs of a list that is a map but for the dashes before its keys: `- anna: can view`. Undefined where it isn't; keys of the
 * language in such a place (`- name: KPI`) name nothing.
 */
export function dashedPairs({ items, style }: SeqNode): readonly Pair[] | undefined {
  const pairs: Pair[] = [];
  for (const { value } of style === 'block' ? items : []) {
    const [pair, ...others] = value?.kind === 'map' && value.style === 'block' ? value.pairs : [];
    if (pair === undefined || others.length > 0 || fieldNames().has(pair.key.value))
      return undefined;
    pairs.push(pair);
  }
  return pairs.length === 0 ? undefined : pairs;
}

/** The text that is meant, as it is or as a list of it; undefined where a value is something else. */
export function meantText(node: Node | null | undefined): ScalarNode | undefined {
  if (node?.kind === 'scalar') return node;
  const value = node?.kind === 'seq' && node.items.length === 1 ? node.items[0]?.value : null;
  return value?.kind === 'scalar' ? value : undefined;
}

/** The map that is meant, as it is or with dashes before its keys; undefined where a value is something else. */
export function meantMap(node: Node | null | undefined): Pick<MapNode, 'pairs'> | undefined {
  if (node?.kind === 'map') return node;
  const pairs = node?.kind === 'seq' ? dashedPairs(node) : undefined;
  return pairs && { pairs };
}

/** The text of a list without its dashes, each item moved to their column. */
function withoutDashes({ items, span }: SeqNode, text: string): string {
  const parts: string[] = [];
  let from = span.start;
  for (const item of items) {
    const {
      value,
      span: { start, end },
    } = item;
    const width = (value?.span.start ?? start) - start;
    const column = start - (text.lastIndexOf('\n', start - 1) + 1);
    const deeper = new RegExp(`(\\n {${column}}) {${width}}`, 'g');
    parts.push(text.slice(from, start), text.slice(start + width, end).replace(deeper, '$1'));
    from = end;
  }
  return parts.join('') + text.slice(from, span.end);
}
