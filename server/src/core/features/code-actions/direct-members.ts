import { spanIn } from '../../syntax/long-node.js';
import { parseRoleList } from '../../../../../grammar/src/index.js';
import type { Checked } from '../../check.js';
import { nameKey, type Space } from '../../model/world.js';
import type { Block, MapNode, Node, Pair } from '../../syntax/tree.js';
import type { Span } from '../../text/span.js';
import { treeOf } from '../snapshot.js';
import { fieldOf } from './grant-places.js';
import { lineEnd } from './insert.js';

/** A user who is a member of a space by name, as it stands in the policy. */
export interface DirectMember {
  readonly space: Space;
  readonly user: string;
  /** The ids of their roles in one order: equal where the roles are. */
  readonly roles: string;
  /** How many these are. */
  readonly count: number;
  readonly block: Block;
  /** The members, and the pair of this one among them. */
  readonly map: MapNode;
  readonly pair: Pair;
}

/** The users who are members of a space by name, in the order of their lines. */
export function directMembers(space: Space): readonly DirectMember[] {
  const { block } = space.origin;
  const entry = block.entries.find(
    ({ section, key }) => section === 'spaces' && nameKey(key.value) === space.name,
  );
  const map = entry && fieldOf(entry.pair, 'members')?.value;
  if (map?.kind !== 'map') return [];
  const found: DirectMember[] = [];
  let index = 0;
  // Members and the lines that state them are in one order.
  for (const { principal, roles, origin } of space.members) {
    const start = origin && spanIn(block, origin)?.start;
    if (start === undefined) continue;
    while ((map.pairs[index]?.key.span.end ?? start) < start) index += 1;
    const pair = map.pairs[index];
    if (pair === undefined || principal.kind !== 'user') continue;
    const ids = roles.map(({ role }) => role.id).sort();
    found.push({
      space,
      user: principal.id,
      roles: ids.join(),
      count: ids.length,
      block,
      map,
      pair,
    });
  }
  return found;
}

/** Of a stretch that touches more entries than this, nothing is picked: that would take long. */
const MOST_ENTRIES = 300;

/** The members that a stretch of a file touches; all members of a space where it holds the key above them. */
export function pickedMembers(
  checked: Checked,
  path: string,
  { start, end }: Span,
): readonly DirectMember[] {
  const tree = treeOf(checked, path);
  const [first, last] = [tree?.indexAt(start) ?? 0, tree?.indexAt(end) ?? 0];
  if (tree === undefined || last - first > MOST_ENTRIES) return [];
  const picked: DirectMember[] = [];
  for (let index = first; index <= last; index += 1) {
    const [block, from = 0] = [tree.list[index], tree.starts[index]];
    const touches = ({ span }: { readonly span: Span }): boolean =>
      from + span.start <= end && start <= from + span.end;
    for (const { section, key, pair } of block?.entries ?? []) {
      const space =
        section === 'spaces' ? checked.engine.world.spaces.get(nameKey(key.value)) : undefined;
      if (space?.origin.block !== block || space === undefined) continue;
      const head = fieldOf(pair, 'members')?.key;
      const isAll = head !== undefined && touches(head);
      for (const member of directMembers(space))
        if (isAll || touches(member.pair)) picked.push(member);
    }
  }
  return picked;
}

/** Whether a member's lines say nothing but what is known of the member: no comment, and no role that isn't there. */
export function isBare({ block, map, pair, count }: DirectMember): boolean {
  const { text, comments } = block;
  const end = map.style === 'flow' ? pair.span.end : lineEnd(text, pair.span.end);
  const isSilenced = /# *spaceward-ignore\b[^\n]*\n[^\n#]*$/u.test(text.slice(0, pair.span.start));
  return (
    !isSilenced &&
    comments.every(({ span }) => span.end <= pair.span.start || span.start > end) &&
    rolesWritten(pair.value) === count
  );
}

function rolesWritten(node: Node | null): number {
  if (node?.kind === 'scalar') return parseRoleList(node.value).tree?.length ?? 0;
  if (node?.kind !== 'seq') return 0;
  return node.items.reduce((sum, { value }) => sum + rolesWritten(value), 0);
}
