import { STEP } from './columns.js';

/** The column of something, before and after formatting. */
export interface Place {
  readonly is: number;
  readonly becomes: number;
}

/**
 * The column of a comment that has its line to itself: it stays level with what it is level with, the next line first,
 * then the collections that are open above it, the innermost first. Between two of them it goes to the inner one, so
 * that it never leaves an entry for the next. Deeper than all of them, it stays one level deeper.
 *
 * @param open the collections around the last key or dash above, from the outermost
 * @param isAfterLines after a literal or folded text, which would take in a comment that stands a whole level deeper
 */
export function commentColumn(
  column: number,
  open: readonly Place[],
  next: Place | null,
  isAfterLines: boolean,
): number {
  const innermost = open.at(-1);
  const places = [...(next === null ? [] : [next]), ...[...open].reverse()];
  let best: Place | null = null;
  for (const place of places)
    if (place.is >= column && (best === null || place.is < best.is)) best = place;
  if (best !== null) return best.becomes;
  if (next !== null && next.is > (innermost?.is ?? -1)) return next.becomes;
  if (innermost === undefined) return 0;
  return innermost.becomes + (isAfterLines ? 1 : STEP);
}
