import type { RoleHeld, User, World } from '../model/world.js';
import { PatchedMap } from '../patched-map.js';
import { sameList } from '../same-list.js';

/**
 * The ids of users whose entries are others, where nothing that answers rest on differs between all users of two states but where
 * it is written, names and addresses; undefined where more differs, or may.
 */
export function rewrittenUsers(
  before: World['users'],
  after: World['users'],
): ReadonlySet<string> | undefined {
  if (before === after) return NOBODY;
  if (!PatchedMap.areOfOne(before, after)) return undefined;
  const found = new Set<string>();
  for (const id of PatchedMap.differing(before, after)) {
    const [old, now] = [before.get(id), after.get(id)];
    if (old === now) continue;
    if (old === undefined || now === undefined || !isLike(old, now)) return undefined;
    found.add(id);
  }
  return found;
}

const NOBODY: ReadonlySet<string> = new Set();

/** Whether two entries of a user say the same but for name and address. */
function isLike(a: User, b: User): boolean {
  return (
    a.entitlement === b.entitlement &&
    a.status === b.status &&
    a.bot === b.bot &&
    sameList(a.roles, b.roles, isSameRole) &&
    (a.groups === undefined) === (b.groups === undefined) &&
    sameList(groupsOf(a), groupsOf(b)) &&
    sameList([...(a.notIn ?? [])], [...(b.notIn ?? [])])
  );
}

function groupsOf({ groups }: User): readonly string[] {
  return groups?.map(({ group }) => group) ?? [];
}

function isSameRole(a: RoleHeld, b: RoleHeld): boolean {
  return a.role === b.role && a.title === b.title;
}
