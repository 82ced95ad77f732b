import { PatchedMap } from '../patched-map.js';
import type { Crowd } from './crowd.js';

/** The people of a world that is only supposed, by those of the world that it was made of. */
export interface Supposed {
  readonly base: Crowd;
  /** The ids of users who are gone, whose entries are others, or who joined or left a group: all others are the same people. */
  readonly users: ReadonlySet<string>;
}

/** Beyond so many, nothing is told by difference. */
const FEW = 50;

/** How the people of a supposed world differ; undefined where more differs than a few users who were there before. */
export function supposedOf(base: Crowd, crowd: Crowd): Supposed | undefined {
  const { kept, groupsEnabled, giving, uncertain } = base;
  if (kept !== crowd.kept || groupsEnabled !== crowd.groupsEnabled) return undefined;
  if (giving !== crowd.giving || uncertain !== crowd.uncertain) return undefined;
  const users = differing(base.users, crowd.users);
  const groups = differing(base.groups, crowd.groups);
  if (users === undefined || groups === undefined) return undefined;
  const found = new Set(users);
  for (const id of groups) {
    const [old, now] = [base.groups.get(id)?.members, crowd.groups.get(id)?.members];
    const members = old && now && differing(old, now);
    if (members === undefined) return undefined;
    for (const member of members) found.add(member);
  }
  for (const id of found) if (!base.users.has(id)) found.delete(id);
  const hasCome = [...users].some((id) => !base.users.has(id));
  return hasCome || found.size > FEW ? undefined : { base, users: found };
}

/** The keys whose values may differ; undefined where all may. */
function differing<K, V>(
  one: ReadonlyMap<K, V>,
  other: ReadonlyMap<K, V>,
): ReadonlySet<K> | undefined {
  return PatchedMap.areOfOne(one, other) ? PatchedMap.differing(one, other) : undefined;
}
