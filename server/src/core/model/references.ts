import { referenceUses, referredSpaces } from './build-space.js';
import { isTrouble, type NameUse } from './names.js';
import type { World } from './world.js';

/** The uses of names of spaces and content in one space. */
export interface References {
  readonly uses: readonly NameUse[];
  /** Those of names that nothing has. */
  readonly troubles: readonly NameUse[];
  /** The names of the spaces that it refers to. */
  readonly names: readonly string[];
}

/** What spaces refer to, by name; those that refer to nothing are left out. */
export type ReferencesByName = ReadonlyMap<string, References>;

/** Looks up what the spaces of a world refer to. */
export function referencesOf(world: World): ReferencesByName {
  const references = new Map<string, References>();
  for (const name of world.spaces.keys()) lookUp(world, name, references);
  return references;
}

/**
 * What the spaces of a world refer to that is another in a few spaces alone.
 *
 * @param before what they referred to before
 * @param changed the names of those spaces, which may also have come or gone
 */
export function referencesAfter(
  world: World,
  before: ReferencesByName,
  changed: ReadonlySet<string>,
): ReferencesByName {
  if (changed.size === 0) return before;
  const stale = new Set(changed);
  // What is suggested for a name that nothing has depends on all that there are.
  for (const [name, { names, troubles }] of before)
    if (troubles.length > 0 || names.some((each) => changed.has(each))) stale.add(name);
  const references = new Map(before);
  for (const name of stale) lookUp(world, name, references);
  return references;
}

function lookUp(world: World, name: string, references: Map<string, References>): void {
  const space = world.spaces.get(name);
  const names = space === undefined ? [] : referredSpaces(space);
  if (space === undefined || names.length === 0) {
    references.delete(name);
    return;
  }
  const uses = referenceUses(world, space);
  references.set(name, { uses, troubles: uses.filter(isTrouble), names });
}
