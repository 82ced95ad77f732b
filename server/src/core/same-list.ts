/** Whether two lists hold the same things in the same order. */
export function sameList<T>(
  one: readonly T[],
  other: readonly T[],
  isSame: (a: T, b: T) => boolean = Object.is,
): boolean {
  return one.length === other.length && one.every((each, at) => isSame(each, other[at] as T));
}
