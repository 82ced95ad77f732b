import { join } from 'node:path';
import type { Part } from '../plan.js';
import { ROOT, SPACEWARD } from '../support/paths.js';
import { median } from '../support/statistics.js';
import { coldStart } from './run-process.js';

export interface ColdReport {
  /** Medians in milliseconds. */
  readonly check: number;
  readonly node: number;
  readonly runs: number;
}

export const coldPart: Part<ColdReport> = {
  title: 'a check of a small policy, against starting Node.js',
  run({ quick }) {
    const runs = quick ? 20 : 60;
    const [check, node]: [number[], number[]] = [[], []];
    const sample = join(ROOT, 'samples', 'members-list');
    for (let run = 0; run < runs; run += 1) {
      node.push(coldStart(['-e', '0']));
      check.push(coldStart([SPACEWARD, 'check', sample]));
    }
    const report = { check: median(check), node: median(node), runs };
    console.log(
      `  spaceward check ${report.check.toFixed(1)} ms, node -e 0 ${report.node.toFixed(1)} ms: ${(report.check / report.node).toFixed(2)}`,
    );
    return Promise.resolve(report);
  },
};
