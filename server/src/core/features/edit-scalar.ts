import { append } from '../append.js';
import { readBlock } from '../syntax/read-block.js';
import type { Block, Node, ScalarNode } from '../syntax/tree.js';
import {
  replaced,
  type ScalarPart,
  type Surroundings,
  type TextEdit,
  waysToWrite,
} from './scalar-source.js';

export type { ScalarPart, TextEdit } from './scalar-source.js';

/**
 * The smallest change of a block's text that puts `newText` in place of a part of a scalar's decoded value, from `start` to
 * before `end`: inside the quotes that the scalar has, or in new ones where it needs them. The changed text is read again:
 * every other key and value is as before. Undefined where that is impossible. The span counts from the start of the block.
 */
export function replaceInScalar(
  block: Block,
  scalar: ScalarNode,
  start: number,
  end: number,
  newText: string,
): TextEdit | undefined {
  const parts = [{ start, end, text: newText }];
  return replaceInBlock(block, new Map([[scalar, parts]]))?.[0];
}

/**
 * The same for parts of several scalars of one block at once. Parts of one scalar stand in order and apart. Edits are in the
 * order of their places.
 */
export function replaceInBlock(
  block: Block,
  changes: ReadonlyMap<ScalarNode, readonly ScalarPart[]>,
): readonly TextEdit[] | undefined {
  const before = eventsOf(block);
  const spots = new Map(before.map((event) => [event.scalar, event]));
  const ways = [...changes].map(([scalar, parts]) => {
    const around = spots.get(scalar);
    return { scalar, parts, list: around ? [...waysToWrite(scalar, parts, around)] : [] };
  });
  if (ways.some(({ list }) => list.length === 0)) return undefined;
  const good = (some: typeof ways, edits: readonly TextEdit[]): boolean =>
    readsAs(block, before, edits, new Map(some.map(({ scalar, parts }) => [scalar, parts])));
  const first = inOrder(ways.flatMap(({ list }) => list[0] ?? []));
  if (good(ways, first)) return first;
  const chosen: TextEdit[] = [];
  for (const way of ways) {
    const edits = way.list.find((each) => good([way], inOrder(each)));
    if (edits === undefined) return undefined;
    append(chosen, edits);
  }
  const all = inOrder(chosen);
  return ways.length === 1 || good(ways, all) ? all : undefined;
}

/** A text after edits that stand in order and apart. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let from = 0;
  for (const { span, newText } of edits) {
    result += text.slice(from, span.start) + newText;
    from = span.end;
  }
  return result + text.slice(from);
}

function inOrder(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...edits].sort((a, b) => a.span.start - b.span.start);
}

/** Whether the text after the edits says the same but for the parts that change, with no more mistakes. */
function readsAs(
  block: Block,
  before: readonly Event[],
  edits: readonly TextEdit[],
  changes: ReadonlyMap<ScalarNode, readonly ScalarPart[]>,
): boolean {
  const section = block.heads.length > 0 ? null : (block.entries[0]?.section ?? null);
  const next = readBlock(applyEdits(block.text, edits), section);
  if (next.problems.length > block.problems.length) return false;
  const after = eventsOf(next);
  if (after.length !== before.length) return false;
  return before.every(({ what, scalar, isKey }, i) => {
    const now = after[i];
    if (now?.what !== what || now.isKey !== isKey) return false;
    if (scalar === undefined) return true;
    return now.scalar?.value === replaced(scalar.value, changes.get(scalar) ?? []);
  });
}

/** A scalar, the start or the end of a collection, or nothing where a value could stand. */
interface Event extends Surroundings {
  readonly what: string;
  readonly scalar?: ScalarNode;
}

/** All that a block holds, one after the other. */
function eventsOf(block: Block): readonly Event[] {
  const { heads, entries, settings } = block;
  const events: Event[] = [];
  for (const { key } of heads) scalarEvent(events, key, false, true);
  for (const { section, key, value } of entries) {
    events.push({ what: section, inFlow: false, isKey: false });
    const inFlow = isInBraces(block, key);
    scalarEvent(events, key, inFlow, true);
    walk(events, value, inFlow);
  }
  for (const { section, pair } of settings) {
    events.push({ what: section, inFlow: false, isKey: false });
    walk(events, pair.value, false);
  }
  return events;
}

/** Whether the entries of a section that is read whole stand between braces; on the safe side. */
function isInBraces({ text, heads, entries }: Block, entry: ScalarNode): boolean {
  const head = [...heads].reverse().find(({ key }) => key.span.end <= entry.span.start);
  if (head === undefined) return false;
  const first = entries.find(({ key }) => key.span.start >= head.key.span.end);
  return text.slice(head.key.span.end, first?.key.span.start).includes('{');
}

function scalarEvent(events: Event[], scalar: ScalarNode, inFlow: boolean, isKey: boolean): void {
  events.push({ what: 'scalar', scalar, inFlow, isKey });
}

function walk(events: Event[], node: Node | null, inFlow: boolean): void {
  if (node === null) events.push({ what: 'nothing', inFlow, isKey: false });
  else if (node.kind === 'scalar') scalarEvent(events, node, inFlow, false);
  else {
    const inside = inFlow || node.style === 'flow';
    events.push({ what: `${node.style} ${node.kind}`, inFlow, isKey: false });
    if (node.kind === 'seq') for (const { value } of node.items) walk(events, value, inside);
    else
      for (const { key, value } of node.pairs) {
        scalarEvent(events, key, inside, true);
        walk(events, value, inside);
      }
    events.push({ what: 'end', inFlow, isKey: false });
  }
}
