import { spanIn } from '../../syntax/long-node.js';
import type { OpenPolicy } from '../../check.js';
import { filesOf } from '../../files-of.js';
import type { NameUse } from '../../model/names.js';
import type { Origin } from '../../syntax/policy/access.js';
import type { Block, Node, Pair, ScalarNode } from '../../syntax/tree.js';
import type { Span } from '../../text/span.js';
import { usesIn } from '../block-names.js';

/** The scalar at a place of a policy file, and the keys that lead to it. */
export interface ScalarAt {
  readonly block: Block;
  /** Where the block starts in the file. */
  readonly start: number;
  /** Offset in the block. */
  readonly offset: number;
  /** The keys from the section on, as written: `spaces`, `Finance Dev`, `members`, `ali`. The last is the scalar's own key. */
  readonly path: readonly Pair[];
  readonly scalar: ScalarNode;
  readonly isKey: boolean;
}

/** The scalar at an offset of a file; one that ends there counts. */
export function scalarAt(open: OpenPolicy, path: string, offset: number): ScalarAt | undefined {
  const file = filesOf(open).find((each) => each.path === path);
  if (file === undefined || !(offset >= 0 && offset <= file.tree.source.length)) return undefined;
  const { tree } = file;
  const last = tree.indexAt(offset);
  // A scalar may end where the next block starts.
  for (const index of [last - 1, last]) {
    const [block, start = 0] = [tree.list[index], tree.starts[index]];
    if (block === undefined || offset > (tree.starts[index + 1] ?? tree.source.length)) continue;
    const found = inBlock(block, offset - start);
    if (found !== undefined) return { block, start, offset: offset - start, ...found };
  }
  return undefined;
}

type Found = Pick<ScalarAt, 'path' | 'scalar' | 'isKey'>;

function inBlock(block: Block, offset: number): Found | undefined {
  const head = block.heads.find(({ key }) => holds(key.span, offset));
  if (head !== undefined) {
    const pair = block.settings.find((setting) => setting.pair.key === head.key)?.pair;
    const own: Pair = pair ?? { key: head.key, value: null, span: head.key.span };
    return { path: [own], scalar: head.key, isKey: true };
  }
  for (const { section, pair } of [...block.entries, ...block.settings]) {
    if (!holds(pair.span, offset) && !holds(pair.key.span, offset)) continue;
    const found = inPair(pair, offset);
    if (found === undefined) continue;
    // The section's own line may stand in another block.
    const isEntry = block.entries.some((entry) => entry.pair === pair);
    return isEntry ? { ...found, path: [sectionPair(section, pair), ...found.path] } : found;
  }
  return undefined;
}

function sectionPair(section: string, { key }: Pair): Pair {
  const span = { start: 0, end: 0 };
  return { key: { ...key, value: section, source: section, span }, value: null, span };
}

function inPair(pair: Pair, offset: number): Found | undefined {
  if (holds(pair.key.span, offset)) return { path: [pair], scalar: pair.key, isKey: true };
  const found = pair.value && inNode(pair.value, offset);
  return found ? { ...found, path: [pair, ...found.path] } : undefined;
}

function inNode(node: Node, offset: number): Found | undefined {
  if (!holds(node.span, offset)) return undefined;
  switch (node.kind) {
    case 'scalar':
      return { path: [], scalar: node, isKey: false };
    case 'map':
      return first(node.pairs, (pair) => inPair(pair, offset));
    case 'seq':
      return first(node.items, ({ value }) => (value ? inNode(value, offset) : undefined));
  }
}

function first<A, B>(things: readonly A[], find: (thing: A) => B | undefined): B | undefined {
  for (const thing of things) {
    const found = find(thing);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a span holds an offset, its end included. */
export function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** The keys as text: `spaces`, `Finance Dev`, `members`, `ali`. */
export function keysOf({ path }: ScalarAt): readonly string[] {
  return path.map(({ key }) => key.value);
}

/** Whether a place of the policy is the place of a scalar, or a part of it. */
export function isWithin(origin: Origin | undefined, { block, scalar }: ScalarAt): boolean {
  const span = origin && spanIn(block, origin);
  return span !== undefined && scalar.span.start <= span.start && span.end <= scalar.span.end;
}

/** The name that is used at the place, the innermost; beside `user` or `group`, the name that follows. */
export function useAt(open: OpenPolicy, at: ScalarAt): NameUse | undefined {
  const { block, offset } = at;
  const uses = usesIn(open, block);
  let best: NameUse | undefined;
  for (const use of uses)
    if (holds(use.origin.span, offset))
      if (best === undefined || length(use.origin.span) < length(best.origin.span)) best = use;
  if (best !== undefined || at.path[0]?.key.value === 'tests') return best;
  const inScalar = uses.filter(({ origin }) => isWithin(origin, at));
  return inScalar.length === 1 ? inScalar[0] : undefined;
}

function length({ start, end }: Span): number {
  return end - start;
}
