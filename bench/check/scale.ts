import type { Part } from '../plan.js';
import { SPACEWARD } from '../support/paths.js';
import { exponent, median } from '../support/statistics.js';
import { tenantOnDisk } from '../support/tenant-on-disk.js';
import { canPin, pinnedTogether, type Run, runScript } from './run-process.js';

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
  /** Of what size, and how much more work than one the machine's two processors do. */
  readonly twoProcessors: readonly TwoProcessors[];
}

export interface TwoProcessors {
  readonly lines: number;
  /**
   * How much more work than one processor two do: two checks at once that share nothing, each held to a processor of its own,
   * against the same one after the other.
   */
  readonly gain: number;
}

/** Single runs of half a minute differ by a third on machines that others use, too. */
const ROUNDS = 3;

interface Way {
  readonly threads: number;
  readonly pinned: boolean;
}

const WAYS: readonly Way[] = [
  { threads: 1, pinned: false },
  { threads: 2, pinned: false },
  ...(canPin() ? [{ threads: 1, pinned: true }] : []),
];

export const scalePart: Part<ScaleReport> = {
  title: 'a whole check of many files, as their number grows',
  async run({ quick }) {
    const limitSeconds = quick ? 30 : 150;
    const rounds = quick ? 1 : ROUNDS;
    const results: ScaleResult[] = [];
    const twoProcessors: TwoProcessors[] = [];
    for (const lines of quick ? [1_000, 10_000, 100_000] : [10_000, 100_000, 1_000_000]) {
      const { tenant, directory, bytes } = tenantOnDisk({ lines, files: Math.round(lines / 2000) });
      const argsOf = (threads: number): readonly string[] => [
        SPACEWARD,
        'check',
        '--threads',
        String(threads),
        directory,
      ];
      const runs = WAYS.map((way) => ({ way, taken: [] as (Run | undefined)[] }));
      for (let round = 0; round < rounds; round += 1)
        for (const { way, taken } of runs)
          // What took longer than it may isn't tried again.
          if (!taken.includes(undefined))
            taken.push(runScript(argsOf(way.threads), limitSeconds, way.pinned));
      for (const { way, taken } of runs) {
        const result = { lines, files: tenant.files.length, bytes, ...way, ...medians(taken) };
        console.log(`  ${described(result, limitSeconds)}`);
        results.push(result);
      }
      const isInTime = runs.every(({ taken }) => !taken.includes(undefined));
      if (lines < 100_000 || !canPin() || !isInTime) continue;
      const gain = await gainOfTwo(argsOf(1), rounds);
      console.log(
        `  two checks of ${lines} lines at once do ${gain.toFixed(2)} times the work of one`,
      );
      twoProcessors.push({ lines, gain });
    }
    return {
      results,
      limitSeconds,
      timeExponent: fitted(results, ({ milliseconds }) => milliseconds),
      memoryExponent: fitted(results, ({ peakMegabytes }) => peakMegabytes),
      twoProcessors,
    };
  },
};

/** Undefined where a run took longer than it may. */
function medians(
  runs: readonly (Run | undefined)[],
): Pick<ScaleResult, 'milliseconds' | 'processor' | 'peakMegabytes'> {
  const of = (value: (run: Run) => number): number | undefined => {
    const values = runs.flatMap((run) => (run === undefined ? [] : [value(run)]));
    return values.length < runs.length ? undefined : median(values);
  };
  return {
    milliseconds: of(({ milliseconds }) => milliseconds),
    processor: of(({ processor }) => processor),
    peakMegabytes: of(({ peakMegabytes }) => peakMegabytes),
  };
}

function described(
  { lines, files, threads, pinned, milliseconds, processor, peakMegabytes }: ScaleResult,
  limitSeconds: number,
): string {
  const what = `${lines} lines, ${files} files, ${threads} ${threads === 1 ? 'thread' : 'threads'}${pinned ? ' on one processor' : ''}`;
  return milliseconds === undefined
    ? `${what}: more than ${limitSeconds} s`
    : `${what}: ${milliseconds.toFixed(0)} ms, of processors ${processor?.toFixed(0) ?? ''} ms, ${peakMegabytes?.toFixed(0) ?? ''} MB`;
}

async function gainOfTwo(args: readonly string[], rounds: number): Promise<number> {
  const gains: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
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
