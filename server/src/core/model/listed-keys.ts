/** The keys of maps that never change, listed once: somebody who types a name asks for thousands again and again. */
const LISTED = new WeakMap<ReadonlyMap<string, unknown>, readonly string[]>();

/** The keys of a map that never changes, in order; the same list each time. */
export function keysOf(map: ReadonlyMap<string, unknown>): readonly string[] {
  let keys = LISTED.get(map);
  if (keys === undefined) LISTED.set(map, (keys = [...map.keys()]));
  return keys;
}
