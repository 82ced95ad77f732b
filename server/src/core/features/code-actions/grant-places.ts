import { readPrincipal } from '../../../../../grammar/src/index.js';
import type { OpenPolicy } from '../../check.js';
import type { Place } from '../../model/change.js';
import { nameKey, type Principal, type World } from '../../model/world.js';
import { contentKind } from '../../syntax/policy/read-entry.js';
import type { Block, Node, Pair } from '../../syntax/tree.js';

/** A pair of the policy with what bears on how it is edited. */
export interface Found {
  readonly block: Block;
  readonly pair: Pair;
  /** Whether the pair itself stands between braces. */
  readonly inFlow: boolean;
}

/** The entry of a section that has an id. */
export function entryOf({ policy }: OpenPolicy, section: string, id: string): Found | undefined {
  for (const { tree } of policy.files)
    for (const { block } of tree.blocks)
      for (const entry of block.entries)
        if (entry.section === section && nameKey(entry.key.value) === id)
          return { block, pair: entry.pair, inFlow: isInBraces(block, entry.pair) };
  return undefined;
}

/** Whether the section of an entry is written in braces. */
function isInBraces({ text, heads }: Block, { span }: Pair): boolean {
  const head = heads.filter(({ key }) => key.span.end <= span.start).at(-1);
  return head !== undefined && /^\s*:\s*\{/u.test(text.slice(head.key.span.end));
}

/** A space, or an item in it. */
export function placeOf(checked: OpenPolicy, { space, item }: Place): Found | undefined {
  const found = entryOf(checked, 'spaces', space);
  if (found === undefined || item === undefined) return found;
  const { block, pair } = found;
  for (const section of pairsIn(pair.value)) {
    if (contentKind(section.key.value) !== item.kind) continue;
    const own = pairsIn(section.value).find(({ key }) => nameKey(key.value) === item.name);
    if (own !== undefined)
      return { block, pair: own, inFlow: isFlow(pair.value) || isFlow(section.value) };
  }
  return undefined;
}

/** The pair of a map of grants that is for a principal. */
export function grantIn({ emails }: World, grants: Pair, principal: Principal): Pair | undefined {
  return pairsIn(grants.value).find(({ key }) => {
    const { tree } = readPrincipal(key.value, { link: true });
    if (tree?.kind !== principal.kind) return false;
    if (!('name' in tree) || !('id' in principal)) return true;
    const id = nameKey(tree.name.text);
    return id === principal.id || emails.get(id.toLowerCase()) === principal.id;
  });
}

export function fieldOf({ value }: Pair, name: string): Pair | undefined {
  return pairsIn(value).find(({ key }) => key.value === name);
}

function pairsIn(node: Node | null): readonly Pair[] {
  return node?.kind === 'map' ? node.pairs : [];
}

export function isFlow(node: Node | null): boolean {
  return node?.kind === 'map' && node.style === 'flow';
}
