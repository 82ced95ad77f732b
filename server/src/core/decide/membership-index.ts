import { PartsMap } from '../parts-map.js';
import { PatchedMap } from '../patched-map.js';
import type { Group, World } from '../model/world.js';
import { sameList } from '../same-list.js';
import { commonEnds } from '../spliced-list.js';

const NONE: readonly string[] = [];

/** What tells who is in which group, from either side. */
export type Sides = Pick<World, 'users' | 'groups'>;

/** Which groups each user is stated to be in, on either side. Lists that don't change from world to world stay the same objects. */
export class MembershipIndex {
  private constructor(
    private readonly lists: ReadonlyMap<string, readonly string[]>,
    private readonly order: ReadonlyMap<string, number>,
  ) {}

  static of(world: Sides): MembershipIndex {
    const lists = new Map<string, string[]>();
    for (const { id, members } of world.groups.values())
      for (const user of members.keys()) {
        const list = lists.get(user);
        if (list === undefined) lists.set(user, [id]);
        else list.push(id);
      }
    const order = orderOf(world.groups);
    for (const { id, groups } of world.users.values())
      if (groups !== undefined && groups.length > 0)
        lists.set(id, withStated(lists.get(id) ?? NONE, groups, order));
    return new MembershipIndex(lists, order);
  }

  /** The groups of a user, in the order of the groups. */
  groupsOf(user: string): readonly string[] {
    return this.lists.get(user) ?? NONE;
  }

  /** Groups in their order. */
  sorted(groups: string[]): readonly string[] {
    return groups.sort((a, b) => (this.order.get(a) ?? 0) - (this.order.get(b) ?? 0));
  }

  /**
   * The index of another world; only what differs is read.
   *
   * @param renewed gets the users whose lists are others
   */
  next(before: Sides, after: Sides, renewed: Set<string> = new Set<string>()): MembershipIndex {
    if (before.users === after.users && before.groups === after.groups) return this;
    const order = isSameOrder(before.groups, after.groups) ? this.order : orderOf(after.groups);
    if (!keepsOrder(this.order, order)) {
      for (const user of after.users.keys()) renewed.add(user);
      return MembershipIndex.of(after);
    }
    const touched = new Set<string>();
    if (before.groups !== after.groups) touchedByGroups(before, after, touched);
    if (before.users !== after.users) touchedByUsers(before, after, touched);
    if (touched.size === 0 && order === this.order) return this;
    const lists: [string, readonly string[]][] = [];
    const changed = before.groups === after.groups ? [] : differing(before.groups, after.groups);
    for (const user of touched) this.renew(lists, user, { before, after, order, changed });
    if (lists.length === 0 && order === this.order) return this;
    for (const [user] of lists) renewed.add(user);
    return new MembershipIndex(PatchedMap.with(this.lists, lists), order);
  }

  private renew(
    lists: [string, readonly string[]][],
    user: string,
    { before, after, order, changed }: Renewal,
  ): void {
    const known = after.users.get(user)?.groups ?? [];
    const gone = new Set([
      ...changed,
      ...(before.users.get(user)?.groups ?? []).map(({ group }) => group),
    ]);
    const kept = this.groupsOf(user).filter(
      (id) => !gone.has(id) || after.groups.get(id)?.members.has(user) === true,
    );
    const joined = changed.filter((id) => after.groups.get(id)?.members.has(user) === true);
    const list = withStated(
      kept,
      [...joined.map((group) => ({ group })), ...known.filter(({ group }) => order.has(group))],
      order,
    );
    if (!sameList(list, this.groupsOf(user))) lists.push([user, list]);
  }
}

interface Renewal {
  readonly before: Sides;
  readonly after: Sides;
  readonly order: ReadonlyMap<string, number>;
  /** Groups that aren't the same in both. */
  readonly changed: readonly string[];
}

function orderOf(groups: World['groups']): ReadonlyMap<string, number> {
  return new Map([...groups.keys()].map((id, index) => [id, index]));
}

/** Whether it is plain that the same groups stand in the same order. */
function isSameOrder(before: World['groups'], after: World['groups']): boolean {
  if (before === after) return true;
  if (!PatchedMap.areOfOne(before, after)) return false;
  for (const id of PatchedMap.differing(before, after))
    if (!before.has(id) || !after.has(id)) return false;
  return true;
}

/** Whether the groups of both orders follow each other alike. */
function keepsOrder(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): boolean {
  if (before === after) return true;
  let last = -1;
  for (const id of after.keys()) {
    const place = before.get(id);
    if (place === undefined) continue;
    if (place < last) return false;
    last = place;
  }
  return true;
}

function differing(before: World['groups'], after: World['groups']): readonly string[] {
  const changed: string[] = [];
  for (const id of PatchedMap.differing(before, after))
    if (before.get(id)?.members !== after.get(id)?.members) changed.push(id);
  return changed;
}

function touchedByGroups(before: Sides, after: Sides, touched: Set<string>): void {
  for (const id of differing(before.groups, after.groups))
    addMembersOfOne(before.groups.get(id), after.groups.get(id), touched);
}

/** Adds the members of one state of a group alone. */
export function addMembersOfOne(
  old: Group | undefined,
  now: Group | undefined,
  found: Set<string>,
): void {
  const [left, joined] = PartsMap.apart(old?.members, now?.members);
  // Of large groups, most members stand in the same order in both.
  const { start, end } = commonEnds(left, joined);
  for (const id of left.slice(start, left.length - end))
    if (now?.members.has(id) !== true) found.add(id);
  for (const id of joined.slice(start, joined.length - end))
    if (old?.members.has(id) !== true) found.add(id);
}

function touchedByUsers(before: Sides, after: Sides, touched: Set<string>): void {
  for (const id of PatchedMap.differing(before.users, after.users))
    if (before.users.get(id)?.groups !== after.users.get(id)?.groups) touched.add(id);
}

function withStated(
  list: readonly string[],
  stated: readonly { readonly group: string }[],
  order: ReadonlyMap<string, number>,
): string[] {
  const all = new Set(list);
  for (const { group } of stated) if (order.has(group)) all.add(group);
  return [...all].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
}
