import type { ContentKind } from '../../matrix/types.js';
import { type Item, nameKey, type Reference, type Space, type World } from '../../model/world.js';
import { contentKind } from '../../syntax/policy/read-entry.js';
import type { Cursor } from './cursor.js';
import { itemReference } from './names.js';

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
  if (path.length === USES_DEPTH && path[4] === 'uses') {
    const using = itemIn(world.spaces.get(id), contentKind(list ?? ''), nameKey(item ?? ''));
    const used = new Set(using?.uses.map((each) => usedText(world, each)));
    return (name) => used.has(name);
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

/** Something that is used, as completion writes it; undefined where it isn't there, or is no item. */
function usedText({ spaces }: Pick<World, 'spaces'>, used: Reference): string | undefined {
  const space = spaces.get(used.space);
  const item = itemIn(space, used.kind, used.item);
  return space && item && itemReference(space, item);
}

/** @param kind undefined: any */
function itemIn(
  space: Space | undefined,
  kind: ContentKind | undefined,
  name: string | undefined,
): Item | undefined {
  return space?.items.find(
    (item) => item.name === name && (kind === undefined || item.kind === kind),
  );
}
