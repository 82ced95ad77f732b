import { Failure } from '../failure.js';
import { text } from '../usage.js';

/** Bytes of policy files below which another thread costs more than it does: it reads all of them too. */
const WORTHWHILE = 1_000_000;

/**
 * How many threads `--threads` allows; undefined: it isn't given.
 *
 * @throws Failure if the value is no such number
 */
export function threadsOption(given: readonly string[] | undefined): number | undefined {
  const value = text('--threads', given);
  if (value === undefined) return undefined;
  if (!/^[1-9]\d?$/u.test(value))
    throw new Failure(`--threads takes a number from 1 to 99; found ${value}`);
  return Number(value);
}

/**
 * How many threads check a policy, the one that asks among them. Nobody gets others unasked: each reads all of the policy and takes
 * memory of its own, and where there are two processors, the second one is busy already with what Node.js does beside a check.
 *
 * @param allowed what the user allows; undefined: nothing was said
 * @param bytes tells the size of the policy's files: asked only where it matters
 */
export function threadsFor(allowed: number | undefined, bytes: () => number): number {
  return allowed === undefined || allowed === 1 || bytes() < WORTHWHILE ? 1 : allowed;
}
