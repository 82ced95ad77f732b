import { nameKey, type World } from '../../model/world.js';
import type { Cursor } from './cursor.js';

/** Of an item: its section, its entry, its list, and itself. */
const LIST_DEPTH = 4;

/** Tells which names the list at a cursor has already: twice they would be a mistake. */
export function listedAt(
  { path }: Cursor,
  world: Pick<World, 'users' | 'groups'>,
): (name: string) => boolean {
  const [section, entry, list] = path;
  const id = nameKey(entry ?? '');
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
