import { referenceUses, referredSpaces } from './build-space.js';
import { isTrouble, type NameUse } from './names.js';
import type { Space, World } from './world.js';

/** The uses of names of spaces and content in one space, with the spaces that they were looked up in. */
export interface References {
  readonly uses: readonly NameUse[];
  /** Those of names that nothing has. */
  readonly troubles: readonly NameUse[];
  /** The names of the spaces that it refers to, and what they were found to be. */
  readonly names: readonly string[];
  readonly found: readonly (Space | undefined)[];
  /** The spaces that this was last found to be right with. */
  spaces: World['spaces'];
}

/**
 * Looks up what a space refers to.
 *
 * @param known what was found in earlier states
 */
export function referencesIn(
  world: World,
  space: Space,
  known: WeakMap<Space, References>,
): References {
  const before = known.get(space);
  if (before !== undefined && isStill(before, world)) {
    // No earlier state is kept alive.
    before.spaces = world.spaces;
    return before;
  }
  const uses = referenceUses(world, space);
  const names = referredSpaces(space);
  const references = {
    uses,
    troubles: uses.filter(isTrouble),
    names,
    found: names.map((name) => world.spaces.get(name)),
    spaces: world.spaces,
  };
  known.set(space, references);
  return references;
}

function isStill({ names, found, spaces, troubles }: References, world: World): boolean {
  if (names.length === 0 || spaces === world.spaces) return true;
  // What is suggested for a name that nothing has depends on all that there are.
  return (
    troubles.length === 0 && names.every((name, index) => world.spaces.get(name) === found[index])
  );
}
