import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { median } from '../support/statistics.js';
import { coldStart } from './run-process.js';

/** How soon a process ended after Ctrl+C. */
export interface InterruptResult {
  readonly name: string;
  /** Of the policy that it worked on. */
  readonly lines: number;
  /** From the signal until the process has ended: the median, and the longest. */
  readonly milliseconds: number;
  readonly longest: number;
  readonly runs: number;
}

/** Interrupts a script while it works, at moments that are spread over its time. Throws where it ends in another way. */
export async function measureInterrupts(
  name: string,
  args: readonly string[],
  lines: number,
  runs: number,
): Promise<InterruptResult> {
  let whole = coldStart(args);
  const times: number[] = [];
  while (times.length < runs) {
    const time = await interrupt(name, args, (whole * (times.length + 1)) / (runs + 1));
    if (time === undefined) whole *= SOONER;
    else times.push(time);
  }
  const [milliseconds, longest] = [median(times), Math.max(...times)];
  console.log(
    `  Ctrl+C ends ${name.padEnd(26)} in ${milliseconds.toFixed(1)} ms, at most ${longest.toFixed(1)} ms`,
  );
  return { name, lines, milliseconds, longest, runs };
}

/** How much of the time is taken for the whole of it where a process was done before its signal came. */
const SOONER = 0.9;

/**
 * The milliseconds from the signal until the process has ended; undefined where it was done by then.
 *
 * @param after milliseconds from its start to the signal
 */
async function interrupt(
  name: string,
  args: readonly string[],
  after: number,
): Promise<number | undefined> {
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  await sleep(after);
  const signalled = performance.now();
  child.kill('SIGINT');
  const [code, signal] = await ended;
  const milliseconds = performance.now() - signalled;
  if (code === 0) return undefined;
  if (signal !== 'SIGINT') throw new Error(`${name} ended with ${String(code ?? signal)}`);
  return milliseconds;
}
