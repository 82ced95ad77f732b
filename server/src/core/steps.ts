/**
 * Work in steps: between two of them something else may be done, and work that nobody wants any more may be left where it is.
 * Each step tells how many there are to come, at least.
 */
export type Steps<T> = Generator<number, T>;

/** What work comes to, with all its steps done at once. */
export function finished<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same where there are at most so many steps; undefined where there are more: they are left. */
export function finishedWithin<T>(steps: Steps<T>, most: number): T | undefined {
  for (let made = 0; made <= most; made += 1) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
  return undefined;
}
