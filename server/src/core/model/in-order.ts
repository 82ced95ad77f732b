/** What is kept of some entries, by name, in the order of all entries. */
export function inOrder<T>(
  some: ReadonlyMap<string, T>,
  entries: ReadonlyMap<string, unknown>,
): readonly T[] {
  if (some.size === 0) return [];
  const found: T[] = [];
  for (const key of entries.keys()) {
    const each = some.get(key);
    if (each !== undefined) found.push(each);
  }
  return found;
}
