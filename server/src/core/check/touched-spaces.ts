import type { ChangedPeople } from '../decide/changed-people.js';
import type { Engine } from '../decide/engine.js';
import { meet } from '../meet.js';
import type { Policy } from '../model/policy.js';
import type { Space } from '../model/world.js';
import type { Sight } from '../rules/rule.js';

/**
 * The names of the spaces in which rules of a sight may find something else than in the state that the policy's changes are
 * told from; some of them may be gone.
 *
 * @param people of whom other things are known since that state: not of anybody at all
 */
export function touchedSpaces(
  { changes, memo }: Policy,
  engine: Engine,
  people: ChangedPeople,
  sight: Sight,
): ReadonlySet<string> {
  const touched = new Set(changes.spaces);
  if (sight === 'elsewhere' && (changes.roles || changes.spaces.size > 0))
    for (const [name, { names }] of memo.references)
      if (changes.roles || names.some((each) => changes.spaces.has(each))) touched.add(name);
  // Whoever a rule speaks of has something here, whatever they have elsewhere.
  if (people.others.size > 0)
    for (const space of engine.world.spaces.values())
      if (concerns(engine, space, sight, people)) touched.add(space.name);
  return touched;
}

/** Whether the people at whom rules of a sight look in a space may be others than they were. */
function concerns(
  engine: Engine,
  space: Space,
  sight: Sight,
  { others, memberships }: ChangedPeople,
): boolean {
  const grants = engine.grantsOf(space);
  if (sight !== 'named') {
    if (grants.grants('everyone')) return true;
    for (const id of grants.groupIds()) if (memberships.has(id)) return true;
  }
  return meet(others, grants.named);
}
