/** What is kept of some entries, by name, in the order of the names of all of them. */
export function inOrder<T>(some: ReadonlyMap<string, T>, names: Iterable<string>): readonly T[] {
  if (some.size === 0) return [];
  const found = new Map<string, T>();
  for (const name of names) {
    const each = some.get(name);
    if (each === undefined) continue;
    found.set(name, each);
    if (found.size === some.size) break;
  }
  return [...found.values()];
}
