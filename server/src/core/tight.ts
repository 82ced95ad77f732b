/**
 * A list that is done growing, without room for more: V8 makes room for 17 items with the first `push`, which takes more
 * memory than the items of most lists do. All empty lists are one.
 */
export function tight<T>(list: readonly T[]): readonly T[] {
  return list.length === 0 ? NONE : list.slice();
}

const NONE: readonly never[] = [];
