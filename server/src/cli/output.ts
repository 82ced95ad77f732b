import { fstatSync, statSync, writeSync } from 'node:fs';
import { EXIT, type ExitCode } from './failure.js';

/**
 * Writes a report and ends the process, unless the rest of the report must be waited for. The exit code is set first, so that
 * it stands also when the reader closes the pipe early.
 */
export function finish(report: string, code: ExitCode): ExitCode {
  process.exitCode = code;
  if (print(report)) process.exit();
  return code;
}

/** Writes to standard output; whether all of it is out. */
export function print(text: string): boolean {
  const rest = write(STDOUT, text);
  if (rest.length > 0) stdout().write(rest);
  return rest.length === 0;
}

/**
 * Writes a report that is made while it is written, of any length: what is read slowly is made slowly, and what is made is soon
 * written. The exit code is set first, so that it stands also when the reader closes the pipe early.
 */
export async function stream(
  report: Iterable<string | Uint8Array>,
  code: ExitCode,
): Promise<ExitCode> {
  process.exitCode = code;
  let waiting = '';
  let written = -Infinity;
  for (const part of report) {
    if (typeof part !== 'string') {
      await printed(waiting);
      await printed(part);
      waiting = '';
      continue;
    }
    waiting += part;
    if (waiting.length < CHUNK && performance.now() - written < PATIENCE) continue;
    await printed(waiting);
    waiting = '';
    written = performance.now();
  }
  await printed(waiting);
  return code;
}

/** How many characters are written at once. */
const CHUNK = 1 << 16;

/** So many milliseconds fewer may wait, for others that are slow to come. */
const PATIENCE = 100;

/** Writes to standard output, and waits where it is full. */
async function printed(part: string | Uint8Array): Promise<void> {
  const rest = write(STDOUT, part);
  if (rest.length > 0)
    await new Promise<void>((resolve) => {
      stdout().write(rest, () => {
        resolve();
      });
    });
}

/** Writes a message to standard error; others' control characters are to be taken out of it before. */
export function complain(message: string): void {
  const rest = write(STDERR, `spaceward: ${message}\n`);
  if (rest.length === 0) return;
  if (process.stderr.listenerCount('error') === 0) {
    process.stderr.on('error', () => {
      process.exitCode ??= EXIT.unusable;
    });
  }
  process.stderr.write(rest);
}

/** Whether standard output is a terminal. */
export function isTerminal(): boolean {
  return mayBeTerminal(STDOUT) && stdout().isTTY;
}

/** Whether standard error is a terminal that somebody looks at: CI shows what is written as a log. */
export function complainsToTerminal(): boolean {
  const { CI = '' } = process.env;
  return (CI === '' || CI === 'false') && mayBeTerminal(STDERR) && process.stderr.isTTY;
}

/** Writes to the terminal behind standard error, also in the midst of work. */
export function writeToTerminal(text: string): void {
  process.stderr.write(text);
}

const STDOUT = 1;
const STDERR = 2;

/**
 * Writes to a file or a pipe, and gives what is left to the stream: that takes long to load, but knows terminals, waits for
 * pipes that are full, and says what else is wrong.
 */
function write(descriptor: number, part: string | Uint8Array): Uint8Array {
  const bytes = typeof part === 'string' ? Buffer.from(part) : part;
  let written = 0;
  if (mayBeTerminal(descriptor)) return bytes;
  try {
    while (written < bytes.length) written += writeSync(descriptor, bytes, written);
  } catch {
    // The stream will meet the same trouble.
  }
  return bytes.subarray(written);
}

/** A terminal is a device, and not the one that swallows everything. */
function mayBeTerminal(descriptor: number): boolean {
  try {
    const stats = fstatSync(descriptor);
    return stats.isCharacterDevice() && stats.rdev !== statSync('/dev/null').rdev;
  } catch {
    return true;
  }
}

/** What nobody reads any more need not be written; what can't be written is no clean result. */
function stdout(): NodeJS.WriteStream {
  if (process.stdout.listenerCount('error') === 0) {
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit();
      complain(`the output can't be written (${error.code ?? ''})`);
      process.exit(EXIT.unusable);
    });
  }
  return process.stdout;
}
