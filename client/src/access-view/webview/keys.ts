/** Where the keyboard is: places among the people and columns that are shown. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** How far keys lead: the rows that a page has, and the last place of the table. */
interface Extent {
  readonly page: number;
  readonly last: Place;
}

/** Where a key leads to from a place, which may be outside of the table; undefined of other keys. */
export function placeFor(
  { key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent,
  { row, column }: Place,
  { page, last }: Extent,
): Place | undefined {
  if (altKey || shiftKey) return undefined;
  const isFar = ctrlKey || metaKey;
  switch (key) {
    case 'ArrowUp':
      return { row: isFar ? 0 : row - 1, column };
    case 'ArrowDown':
      return { row: isFar ? last.row : row + 1, column };
    case 'ArrowLeft':
      return { row, column: isFar ? 0 : column - 1 };
    case 'ArrowRight':
      return { row, column: isFar ? last.column : column + 1 };
    case 'PageUp':
      return { row: row - page, column };
    case 'PageDown':
      return { row: row + page, column };
    case 'Home':
      return { row: isFar ? 0 : row, column: 0 };
    case 'End':
      return isFar ? last : { row, column: last.column };
    default:
      return undefined;
  }
}
