import type { OpenPolicy } from '../../check.js';
import { nameKey } from '../../model/world.js';
import { pathAt } from '../path-at.js';
import { treeOf } from '../snapshot.js';

/** The name of the space that a place of a file is in; undefined where it is in none. */
export function spaceAt(policy: OpenPolicy, path: string, offset: number): string | undefined {
  const at = treeOf(policy, path)?.blockAt(offset);
  if (at === undefined) return undefined;
  const [section, name = ''] = pathAt(at.block, offset - at.start);
  return section === 'spaces' ? policy.engine.world.spaces.get(nameKey(name))?.name : undefined;
}
