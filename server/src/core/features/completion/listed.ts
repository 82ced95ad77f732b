import { nameKey, type World } from '../../model/world.js';
import type { Cursor } from './cursor.js';

/** Of a listed name: its section, its entry, its list, and itself. */
const LIST_DEPTH = 4;
/** Of what an item uses: its section, its space, the items of a kind, the item, its list, and itself. */
const USES_DEPTH = 6;

/** Tells which names the list at a cursor has already: twice they would be a mistake. */
export function listedAt(
  { path }: Cursor,
  world: Pick<World, 'users' | 'groups' | 'spaces'>,
): (name: string) => boolean {
  const [section, entry, list, item] = path;
  const id = nameKey(entry ?? '');
  if (path.length === USES_DEPTH) {
    const used = path[4] === 'uses' ? usedIn(world, id, item ?? '') : undefined;
    return (name) => used?.has(name) === true;
  }
  const user = section === 'users' ? world.users.get(id) : undefined;
  const group = section === 'groups' ? world.groups.get(id) : undefined;
  if (path.length !== LIST_DEPTH) return () => false;
  if (list === 'members') return (name) => group?.members.has(name) === true;
  if (list === 'groups')
    return (name) => user?.groups?.some((each) => each.group === name) === true;
  if (list === 'roles')
    return (name) => (user ?? group)?.roles.some(({ title }) => title === name) === true;
  return () => false;
}

/** What items of a name use, as `Space/item`. */
function usedIn({ spaces }: Pick<World, 'spaces'>, space: string, item: string): Set<string> {
  const items = spaces.get(space)?.items.filter(({ name }) => name === nameKey(item)) ?? [];
  return new Set(items.flatMap(({ uses }) => uses.map((used) => `${used.space}/${used.item}`)));
}
