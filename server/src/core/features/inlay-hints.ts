import { spanIn } from '../syntax/long-node.js';
import type { OpenPolicy } from '../check.js';
import type { Grant, Item, Space } from '../model/world.js';
import { nameKey } from '../model/world.js';
import type { Origin } from '../syntax/policy/access.js';
import type { Block } from '../syntax/tree.js';
import type { Span } from '../text/span.js';
import { effects } from './inlay-hints/effects.js';
import { groupMembers } from './group-members.js';
import { policyOf, type Snapshot, treeOf } from './snapshot.js';

/** What stands between the words of a policy without being written there. */
export interface InlayHint {
  /** Behind which place of the file. */
  readonly offset: number;
  readonly label: string;
  /** What there is to say besides; of a group's members see `membersTooltip`. */
  readonly tooltip?: string;
  /** The group that it counts the members of. */
  readonly group?: string;
}

/**
 * Hints for a part of a file: how many members groups have that are granted something, and where a role gives something
 * else than is written.
 */
export function inlayHints(
  snapshot: Snapshot,
  path: string,
  { start, end }: Span,
): readonly InlayHint[] {
  const open = policyOf(snapshot, path);
  const tree = treeOf(open, path);
  if (open === undefined || tree === undefined) return [];
  const hints: InlayHint[] = [];
  for (let index = tree.indexAt(start); index <= tree.indexAt(end); index++) {
    const [block, at = 0] = [tree.list[index], tree.starts[index]];
    if (block === undefined) continue;
    const isAsked = (span: Span): boolean => at + span.end >= start && at + span.start <= end;
    for (const hint of inBlock(open, block, isAsked))
      hints.push({ ...hint, offset: at + hint.offset });
  }
  return hints.sort((a, b) => a.offset - b.offset);
}

/** The hints in a block, by its own offsets. */
function* inBlock(
  open: OpenPolicy,
  block: Block,
  isAsked: (span: Span) => boolean,
): Iterable<InlayHint> {
  const { memo, world } = open.policy;
  for (const { key, read } of memo.readings.of(block).entries) {
    const space = read.kind === 'space' ? world.spaces.get(key) : undefined;
    // Of what is stated twice, the first counts.
    if (space?.origin.block !== block) continue;
    const spanOf = (origin: Origin): Span => spanIn(block, origin) ?? origin.span;
    const place = { spanOf, isAsked: (origin: Origin) => isAsked(spanOf(origin)) };
    for (const grant of space.members) yield* ofGrant(open, space, undefined, grant, place);
    for (const item of space.items)
      for (const grant of item.shares) yield* ofGrant(open, space, item, grant, place);
  }
}

/** Where places are in the block that is looked at, and whether they are asked for. */
interface InBlock {
  readonly spanOf: (origin: Origin) => Span;
  readonly isAsked: (origin: Origin) => boolean;
}

function* ofGrant(
  { engine }: OpenPolicy,
  space: Space,
  item: Item | undefined,
  grant: Grant,
  { spanOf, isAsked }: InBlock,
): Iterable<InlayHint> {
  const { origin, principal, roles } = grant;
  const places = [origin, ...roles.map((role) => role.origin)].filter(
    (place) => place !== undefined,
  );
  if (!places.some(isAsked)) return;
  const group = principal.kind === 'group' ? engine.world.groups.get(principal.id) : undefined;
  if (group !== undefined && origin !== undefined && isAsked(origin)) {
    const { length } = groupMembers(engine, group);
    const label = group.othersUnknown ? `≥ ${length}` : String(length);
    yield { offset: spanOf(origin).end, label, group: group.id };
  }
  for (const { origin: place, label, tooltip } of effects(engine, space, item, grant))
    if (isAsked(place)) yield { offset: spanOf(place).end, label, tooltip };
}

/** So many members are named. */
const MOST = 20;

/** Who the members of a group are; undefined where it is there no more. */
export function membersTooltip(
  snapshot: Snapshot,
  path: string,
  group: string,
): string | undefined {
  const open = policyOf(snapshot, path);
  const found = open?.policy.world.groups.get(nameKey(group));
  if (open === undefined || found === undefined) return undefined;
  const ids = groupMembers(open.engine, found).map(({ id }) => id);
  const more = ids.length > MOST ? `, and ${ids.length - MOST} more` : '';
  const others = found.othersUnknown
    ? '; there are, or may be, others that the policy does not state'
    : '';
  const named = ids.length === 0 ? 'no members' : ids.slice(0, MOST).join(', ');
  return `${found.id}: ${named}${more}${others}`;
}
