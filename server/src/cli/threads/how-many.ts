import { availableParallelism } from 'node:os';
import { Failure } from '../failure.js';
import { text } from '../usage.js';

/** Bytes of policy files below which another thread costs more than it does: it reads all of them too. */
const WORTHWHILE = 1_000_000;
/** More threads than these save little for their memory: each reads all files. */
const MOST = 2;
/** The memory that a thread takes, in bytes for each byte of policy files. */
const MEMORY_PER_BYTE = 40;

/**
 * How many threads `--threads` allows; undefined: as many as pay.
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
 * How many threads check a policy, the one that asks among them.
 *
 * @param bytes the size of its files
 * @param allowed what the user allows; then the policy's size alone tells whether others are used at all
 */
export function threadsFor(bytes: number, allowed: number | undefined): number {
  if (allowed === 1 || bytes < WORTHWHILE) return 1;
  if (allowed !== undefined) return allowed;
  const fitting = Math.floor(process.availableMemory() / 2 / (bytes * MEMORY_PER_BYTE));
  return Math.max(1, Math.min(availableParallelism(), MOST, fitting));
}
