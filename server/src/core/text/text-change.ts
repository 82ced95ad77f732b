/** Where two texts differ: from `start` on, up to `oldEnd` in the one and `end` in the other. */
export interface Change {
  readonly start: number;
  readonly oldEnd: number;
  readonly end: number;
}

const STEP = 65_536;

/** The one stretch outside of which two texts are the same. */
export function changeBetween(before: string, after: string): Change {
  const most = Math.min(before.length, after.length);
  let start = 0;
  // Whole pieces are compared much quicker than characters.
  while (
    start + STEP <= most &&
    before.slice(start, start + STEP) === after.slice(start, start + STEP)
  )
    start += STEP;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  const left = most - start;
  let same = 0;
  const tail = (text: string, length: number): string =>
    text.slice(text.length - length, text.length - length + STEP);
  while (same + STEP <= left && tail(before, same + STEP) === tail(after, same + STEP))
    same += STEP;
  while (
    same < left &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  )
    same += 1;
  return { start, oldEnd: before.length - same, end: after.length - same };
}
