import type { Part } from '../plan.js';
import { tenantOnDisk } from '../support/tenant-on-disk.js';
import {
  type Effort,
  type KeystrokeResult,
  measureKeystrokes,
  type Session,
} from './keystrokes.js';
import { PULLED, PUSHED, YAML } from './servers.js';

/** Sizes in lines. The targets compare the last with the first. */
export const SIZES = [700, 7_000, 70_000] as const;

export const keystrokePart: Part<readonly Session[]> = {
  title: 'milliseconds from a keystroke to its diagnostics',
  async run({ quick }) {
    const sessions: Session[] = [];
    for (const lines of SIZES) {
      const tenant = tenantOnDisk({ lines });
      for (const server of [PULLED, PUSHED, YAML]) {
        const effort: Effort = {
          samples: server.isPeer ? 40 : quick ? 40 : 240,
          // What is wide takes longer: of a few keystrokes, p95 would be the first of them.
          seconds: quick ? { local: 6, wide: 6, odd: 6 } : { local: 20, wide: 120, odd: 20 },
          openSeconds: quick ? 20 : 120,
        };
        const session = { lines, ...(await measureKeystrokes(server, tenant, effort)) };
        print(session, effort);
        sessions.push(session);
      }
    }
    return sessions;
  },
};

function print({ server, mode, lines, opened, results }: Session, { openSeconds }: Effort): void {
  const time =
    opened === undefined ? `not opened in ${openSeconds} s` : `opened in ${opened.toFixed(0)} ms`;
  console.log(`${server} (${mode}), ${lines} lines: ${time}`);
  for (const result of results) console.log(line(result));
}

function line({ kind, time, processor, adjusted, whole, mostShown }: KeystrokeResult): string {
  const [p50, p95, p99, less, all, cpu] = [
    time.p50,
    time.p95,
    time.p99,
    adjusted.p95,
    whole.p95,
    processor,
  ].map((value) => value.toFixed(1).padStart(8));
  return `  ${kind.padEnd(46)} p50 ${p50}  p95 ${p95}  p99 ${p99}  n ${String(time.count).padStart(3)}  processor ${cpu}  less its ${mostShown} diagnostics p95 ${less}  all ${all}`;
}
