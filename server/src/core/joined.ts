/** The items of lists, one list after the other: many times as fast as `flat`. */
export function joined<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const none: readonly T[] = [];
  return none.concat(...lists);
}
