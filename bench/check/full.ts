import { join } from 'node:path';
import type { Part } from '../plan.js';
import { BENCH, ESLINT, SPACEWARD } from '../support/paths.js';
import { median } from '../support/statistics.js';
import { tenantOnDisk } from '../support/tenant-on-disk.js';
import { type InterruptResult, measureInterrupts } from './interrupt.js';
import { type Run, runScript } from './run-process.js';

/** A process, with the medians of its runs. */
export interface FullResult {
  readonly name: string;
  readonly milliseconds: number;
  /** Milliseconds of all its threads together. */
  readonly processor: number;
  readonly peakMegabytes: number;
  readonly runs: number;
}

export interface FullReport {
  readonly lines: number;
  readonly bytes: number;
  readonly results: readonly FullResult[];
  readonly interrupts: readonly InterruptResult[];
}

export const CHECK = 'spaceward check';
export const CHECK_TOGETHER = 'spaceward check --threads 2';
export const ACCESS = 'spaceward access';
export const PARSE = 'yaml parseDocument';
export const PARSE_LOOSE = 'yaml parseDocument, uniqueKeys off';
const LINT = 'eslint with eslint-plugin-yml';

const LIMIT_SECONDS = 120;

/** The lines of the policy whose access is told of. */
const INTERRUPTED_ACCESS = 7_000;

export const fullPart: Part<FullReport> = {
  title:
    'a whole check, against reading the same file with yaml alone and linting it, and ended by Ctrl+C',
  async run({ quick }) {
    const lines = quick ? 7_000 : 70_000;
    const { file, bytes } = tenantOnDisk({ lines });
    const parse = join(BENCH, 'check', 'parse-document.mjs');
    const scripts: readonly (readonly [string, readonly string[]])[] = [
      [CHECK, [SPACEWARD, 'check', file]],
      [CHECK_TOGETHER, [SPACEWARD, 'check', '--threads', '2', file]],
      [PARSE, [parse, file]],
      [PARSE_LOOSE, [parse, file, 'no-unique-keys']],
      [
        LINT,
        [ESLINT, '--no-ignore', '--config', join(BENCH, 'check', 'eslint-yml.config.mjs'), file],
      ],
    ];
    const runs = new Map<string, Run[]>(scripts.map(([name]) => [name, []]));
    for (let round = 0; round < (quick ? 3 : 7); round += 1)
      for (const [name, args] of scripts) {
        const run = runScript(args, LIMIT_SECONDS);
        if (run === undefined) throw new Error(`${name} took longer than ${LIMIT_SECONDS} s`);
        runs.get(name)?.push(run);
      }
    const results = [...runs].map(([name, list]): FullResult => ({
      name,
      milliseconds: median(list.map(({ milliseconds }) => milliseconds)),
      processor: median(list.map(({ processor }) => processor)),
      peakMegabytes: median(list.map(({ peakMegabytes }) => peakMegabytes)),
      runs: list.length,
    }));
    for (const { name, milliseconds, processor, peakMegabytes } of results)
      console.log(
        `  ${name.padEnd(36)} ${milliseconds.toFixed(0)} ms, of processors ${processor.toFixed(0)} ms, ${peakMegabytes.toFixed(0)} MB`,
      );
    const interrupts: InterruptResult[] = [];
    // All that everybody may do in a tenant of 70,000 lines is gigabytes.
    const smaller = tenantOnDisk({ lines: INTERRUPTED_ACCESS }).file;
    const rounds = quick ? 5 : 15;
    for (const [name, args] of scripts.slice(0, 2))
      interrupts.push(await measureInterrupts(name, args, lines, rounds));
    const access = [SPACEWARD, 'access', smaller];
    interrupts.push(await measureInterrupts(ACCESS, access, INTERRUPTED_ACCESS, rounds));
    return { lines, bytes, results, interrupts };
  },
};
