import type { Steps } from '../core/steps.js';
import type { Host } from './host.js';

/** How long work may keep others waiting, in milliseconds. */
const SLICE = 20;

/**
 * Does work that takes long, and lets in what waits every few milliseconds.
 *
 * @param isWanted whether anybody still waits for it
 * @param between is told, before each pause, how many steps were made
 * @returns undefined where nobody wants it any more
 */
export async function inSlices<T>(
  work: Steps<T>,
  { pause }: Host,
  isWanted: () => boolean,
  between: (made: number) => void = () => undefined,
): Promise<T | undefined> {
  let started = Date.now();
  for (let made = 1; ; made += 1) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (Date.now() - started < SLICE) continue;
    between(made);
    await pause();
    if (!isWanted()) return undefined;
    started = Date.now();
  }
}
