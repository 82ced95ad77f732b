import type { OpenPolicy } from '../../check.js';
import { nameKey } from '../../model/world.js';
import { pathAt } from '../path-at.js';

/** The name of the space that a place of a file is in; undefined where it is in none. */
export function spaceAt(
  { policy, engine }: OpenPolicy,
  path: string,
  offset: number,
): string | undefined {
  const tree = policy.files.find((file) => file.path === path)?.tree;
  if (tree === undefined) return undefined;
  const index = tree.indexAt(offset);
  const block = tree.list[index];
  if (block === undefined) return undefined;
  const [section, name = ''] = pathAt(block, offset - (tree.starts[index] ?? 0));
  return section === 'spaces' ? engine.world.spaces.get(nameKey(name))?.name : undefined;
}
