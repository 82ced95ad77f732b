import { Attached } from '../attached.js';
import { joined } from '../joined.js';
import type { Grant } from './world.js';

type Grants = readonly Grant[];

/** The parts that lists were joined of. */
const parts = new Attached<Grants, readonly Grants[]>();

/** The members of a space, of parts in which no principal stands twice. */
export function membersOf(lists: readonly Grants[]): Grants {
  const all = joined(lists);
  parts.set(all, lists);
  return all;
}

/**
 * The members of a space in parts, where they are many: parts that aren't edited are the same lists from state to state. No principal
 * stands in two of them. Undefined where they are few, or only supposed.
 */
export function memberParts(members: Grants): readonly Grants[] | undefined {
  return parts.get(members);
}
