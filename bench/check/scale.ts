import type { Part } from '../plan.js';
import { SPACEWARD } from '../support/paths.js';
import { exponent, median } from '../support/statistics.js';
import { tenantOnDisk } from '../support/tenant-on-disk.js';
import { canPin, pinnedTogether, runScript } from './run-process.js';

export interface ScaleResult {
  readonly lines: number;
  readonly files: number;
  readonly bytes: number;
  readonly threads: number;
  /** Whether it may use one processor alone; else all that there are. */
  readonly pinned: boolean;
  /** Undefined where it took longer than it may. */
  readonly milliseconds: number | undefined;
  /** Milliseconds of all threads together. */
  readonly processor: number | undefined;
  readonly peakMegabytes: number | undefined;
}

export interface ScaleReport {
  /** Of each size with one thread, with two, and, where the system can do that, with one thread on one processor. */
  readonly results: readonly ScaleResult[];
  readonly limitSeconds: number;
  /** With one thread, of the time and of the peak memory over the number of lines, start-up left out of the memory; NaN with less than two sizes. */
  readonly timeExponent: number;
  readonly memoryExponent: number;
  /**
   * How much more work than one the machine's two processors do: two checks at once that share nothing, each held to a processor of its own,
   * against the same one after the other. NaN where the system can't hold them so.
   */
  readonly twoProcessors: number;
}

/** The lines of the policy that is checked twice at once, and how often. */
const TOGETHER = 100_000;
const ROUNDS = 3;

/** With how many threads, and whether on one processor. */
const WAYS: readonly (readonly [threads: number, pinned: boolean])[] = [
  [1, false],
  [2, false],
  ...(canPin() ? [[1, true] as const] : []),
];

export const scalePart: Part<ScaleReport> = {
  title: 'a whole check of many files, as their number grows',
  async run({ quick }) {
    const limitSeconds = quick ? 30 : 150;
    const results: ScaleResult[] = [];
    for (const lines of quick ? [1_000, 10_000, 100_000] : [10_000, 100_000, 1_000_000]) {
      const { tenant, directory, bytes } = tenantOnDisk({ lines, files: Math.round(lines / 2000) });
      for (const [threads, pinned] of WAYS) {
        const args = [SPACEWARD, 'check', '--threads', String(threads), directory];
        const run = runScript(args, limitSeconds, pinned);
        const result = {
          lines,
          files: tenant.files.length,
          bytes,
          threads,
          pinned,
          milliseconds: run?.milliseconds,
          processor: run?.processor,
          peakMegabytes: run?.peakMegabytes,
        };
        console.log(
          `  ${lines} lines, ${result.files} files, ${threads} ${threads === 1 ? 'thread' : 'threads'}${pinned ? ' on one processor' : ''}: ${run === undefined ? `more than ${limitSeconds} s` : `${run.milliseconds.toFixed(0)} ms, of processors ${run.processor.toFixed(0)} ms, ${run.peakMegabytes.toFixed(0)} MB`}`,
        );
        results.push(result);
      }
    }
    const twoProcessors = await gainOfTwo(TOGETHER);
    console.log(`  two checks at once do ${twoProcessors.toFixed(2)} times the work of one`);
    return {
      results,
      limitSeconds,
      timeExponent: fitted(results, ({ milliseconds }) => milliseconds),
      memoryExponent: fitted(results, ({ peakMegabytes }) => peakMegabytes),
      twoProcessors,
    };
  },
};

async function gainOfTwo(lines: number): Promise<number> {
  if (!canPin()) return NaN;
  const { directory } = tenantOnDisk({ lines, files: Math.round(lines / 2000) });
  const args = [SPACEWARD, 'check', '--threads', '1', directory];
  const gains: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const one = await pinnedTogether(args, [0]);
    gains.push((2 * one) / (await pinnedTogether(args, [0, 1])));
  }
  return median(gains);
}

function fitted(
  results: readonly ScaleResult[],
  of: (result: ScaleResult) => number | undefined,
): number {
  const points = results.flatMap((result) => {
    const value = of(result);
    return value === undefined || result.threads > 1 || result.pinned
      ? []
      : [[result.lines, value] as const];
  });
  return points.length < 2 ? NaN : exponent(points);
}
