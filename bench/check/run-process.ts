import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BENCH } from '../support/paths.js';

export interface Run {
  readonly milliseconds: number;
  /** Of all its threads together, in milliseconds. */
  readonly processor: number;
  readonly peakMegabytes: number;
}

const PEAK = pathToFileURL(join(BENCH, 'check', 'peak.mjs')).href;

/** Whether a process can be held to one processor here. */
export function canPin(): boolean {
  return spawnSync('taskset', ['-c', '0', process.execPath, '-e', '0']).status === 0;
}

/**
 * Runs a script as a process of its own; undefined where it takes longer than it may. Throws where it fails.
 *
 * @param pinned whether it may use one processor alone
 */
export function runScript(
  args: readonly string[],
  limitSeconds: number,
  pinned = false,
): Run | undefined {
  const before = performance.now();
  const script = ['--import', PEAK, ...args];
  const { error, status, signal, output } = spawnSync(
    pinned ? 'taskset' : process.execPath,
    pinned ? ['-c', '0', process.execPath, ...script] : script,
    {
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      timeout: limitSeconds * 1000,
      killSignal: 'SIGKILL',
      maxBuffer: 2 ** 28,
    },
  );
  const milliseconds = performance.now() - before;
  if (signal === 'SIGKILL') return undefined;
  if (error) throw error;
  if (status !== 0) {
    const said = `${String(output[1])}${String(output[2])}`.slice(0, 1000);
    throw new Error(`${args.join(' ')} ended with ${String(status)}: ${said}`);
  }
  const [kilobytes, microseconds] = String(output[3]).split(' ').map(Number);
  return {
    milliseconds,
    processor: (microseconds ?? NaN) / 1000,
    peakMegabytes: (kilobytes ?? NaN) / 1024,
  };
}

/** How long it takes in milliseconds until a script has ended that runs on some processors at once, each time held to one of them. */
export async function pinnedTogether(
  args: readonly string[],
  processors: readonly number[],
): Promise<number> {
  const before = performance.now();
  const ends = processors.map(
    (processor) =>
      new Promise<void>((resolve, reject) => {
        const all = ['-c', String(processor), process.execPath, ...args];
        const child = spawn('taskset', all, { stdio: 'ignore' });
        child.on('error', reject);
        child.on('exit', (code) => {
          if (code === 0) resolve();
          else reject(new Error(`${args.join(' ')} ended with ${String(code)}`));
        });
      }),
  );
  await Promise.all(ends);
  return performance.now() - before;
}

/** How long a plain process takes from its start to its end, in milliseconds. */
export function coldStart(args: readonly string[]): number {
  const before = performance.now();
  const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${String(status)}`);
  return performance.now() - before;
}
