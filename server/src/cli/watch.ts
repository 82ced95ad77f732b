import { setTimeout as sleep } from 'node:timers/promises';
import type { Checked } from '../core/check.js';
import type { Matrix } from '../core/matrix/matrix.js';
import type { BaselineFile } from './baseline.js';
import { type CheckChoices, checkReport } from './commands/check.js';
import { EXIT, type ExitCode, Failure } from './failure.js';
import { findConfigured } from './files.js';
import type { Loaded } from './load.js';
import { complain, isTerminal, print } from './output.js';
import { printable, styleFor, wantsColour } from './terminal.js';
import { WatchedPolicies } from './watched.js';

/** Between looks at the disk, in milliseconds; looking takes a tenth of the time at the most. */
const PAUSE = 250;
/** What is being written is given so long until it stands still. */
const SETTLING = 50;
/** So often, at the most. */
const MOST_SETTLINGS = 20;

/**
 * Checks policies whenever one of their files changes, until the process is told to end: then with the last exit code, or, in the
 * midst of a check, at once by the signal.
 *
 * The disk is looked at again and again instead of being listened to: that is the same on every system and file system, and
 * with editors that put a new file in the place of the old one.
 *
 * @throws Failure if a path doesn't exist, or there is no policy file to begin with
 */
export async function watch(
  matrix: Matrix,
  paths: readonly string[],
  choices: CheckChoices,
  baseline: BaselineFile | undefined,
): Promise<never> {
  // What isn't there from the start is a mistake in the arguments.
  findConfigured(paths.length === 0 ? ['.'] : paths);
  let code: ExitCode = EXIT.clean;
  const signals = new Signals(() => process.exit(code));
  const policies = new WatchedPolicies(matrix, paths, baseline?.path, (work) =>
    signals.without(work),
  );
  for (;;) {
    const start = performance.now();
    if (await policies.refresh()) {
      await settle(policies);
      code = show(await policies.check(), choices, baseline);
    }
    await sleep(Math.max(PAUSE, 9 * (performance.now() - start)));
  }
}

/** What is done when the process is told to end. */
class Signals {
  constructor(private readonly end: () => never) {
    this.listen();
  }

  /**
   * Does what takes long. Nobody could listen meanwhile: the system ends the process at once, as it does where nobody listens.
   */
  async without<T>(work: () => T): Promise<T> {
    // What has come already is heard before.
    await new Promise(setImmediate);
    for (const signal of ENDING) process.off(signal, this.end);
    try {
      return work();
    } finally {
      this.listen();
    }
  }

  private listen(): void {
    for (const signal of ENDING) process.on(signal, this.end);
  }
}

const ENDING = ['SIGINT', 'SIGTERM'] as const;

async function settle(policies: WatchedPolicies): Promise<void> {
  for (let times = 0; times < MOST_SETTLINGS; times += 1) {
    await sleep(SETTLING);
    if (!(await policies.refresh())) return;
  }
}

function show(
  loaded: Loaded<Checked>,
  choices: CheckChoices,
  baseline: BaselineFile | undefined,
): ExitCode {
  print(heading());
  try {
    const { text, code } = checkReport(baseline?.apply(loaded) ?? loaded, choices);
    const { dim } = styleFor(wantsColour());
    print(`${text}${dim('watching for changes; Ctrl+C ends it')}\n`);
    return code;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    complain(printable(error.message));
    return EXIT.unusable;
  }
}

/** A terminal is cleared, with what was scrolled away; elsewhere a line parts the reports. */
function heading(): string {
  return isTerminal() ? '\u001B[2J\u001B[3J\u001B[H' : `--- ${new Date().toISOString()}\n`;
}
