import type { Engine } from '../decide/engine.js';
import { isMember } from '../decide/facts.js';
import type { Group, Space, User } from '../model/world.js';

/** The users who are stated to be in a group, whether or not groups count in the tenant. */
export function groupMembers({ people, world }: Engine, group: Group): readonly User[] {
  if (!world.tenant.groupsEnabled)
    return [...world.users.values()].filter((user) => isMember(group, user));
  return people
    .membersOf(group.id)
    .flatMap((person) => (person.kind === 'user' ? [person.user] : []));
}

/** The users who are members of a space by name or through groups. */
export function peopleIn(
  engine: Engine,
  { members }: Space,
): {
  readonly users: ReadonlySet<string>;
  /** Whether the policy states them all. */
  readonly isAll: boolean;
} {
  const users = new Set<string>();
  let isAll = true;
  for (const { principal } of members) {
    if (principal.kind === 'user') users.add(principal.id);
    const group = principal.kind === 'group' ? engine.world.groups.get(principal.id) : undefined;
    if (group === undefined || !engine.world.tenant.groupsEnabled) continue;
    for (const { id } of groupMembers(engine, group)) users.add(id);
    if (group.othersUnknown) isAll = false;
  }
  return { users, isAll };
}
