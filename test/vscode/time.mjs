import { clearTimeout, setTimeout } from 'node:timers';
import { setTimeout as pause } from 'node:timers/promises';

/** What a promise gives; throws where that takes longer than so many milliseconds. */
export async function within(milliseconds, what, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${what}: nothing within ${milliseconds / 1000} s`)),
      milliseconds,
    );
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits until something is so; what it gives is never false. */
export async function until(milliseconds, what, condition) {
  for (const end = Date.now() + milliseconds; ; await pause(100)) {
    const found = await condition();
    if (found) return found;
    if (Date.now() > end) throw new Error(`not within ${milliseconds / 1000} s: ${what}`);
  }
}

/** Something broke off before any test began. */
export class NotBegun extends Error {
  constructor(cause) {
    super(`no test began: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
