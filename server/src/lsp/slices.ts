import type { Host } from './host.js';

/** How long work may keep others waiting, in milliseconds. */
const SLICE = 8;

/**
 * Does work that takes long, and lets in what waits every few milliseconds.
 *
 * @param isWanted whether anybody still waits for it
 * @param between is told, before each pause, what the last step told, and since the work began, how many milliseconds have passed and how many steps were made
 * @returns undefined where nobody wants it any more
 */
export async function inSlices<S, T>(
  work: Iterator<S, T>,
  { pause }: Host,
  isWanted: () => boolean,
  between: (step: S, passed: number, steps: number) => void = () => undefined,
): Promise<T | undefined> {
  const started = Date.now();
  let slice = started;
  for (let steps = 1; ; steps += 1) {
    const step = work.next();
    if (step.done === true) return step.value;
    const now = Date.now();
    if (now - slice < SLICE) continue;
    between(step.value, now - started, steps);
    await pause();
    if (!isWanted()) return undefined;
    slice = Date.now();
  }
}
