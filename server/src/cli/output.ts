import { fstatSync, statSync, writeSync } from 'node:fs';
import { EXIT, type ExitCode } from './failure.js';

/** Writes a report. The exit code is set first, so that it stands also when the reader closes the pipe early. */
export function finish(report: string, code: ExitCode): ExitCode {
  process.exitCode = code;
  print(report);
  return code;
}

/** Writes to standard output. Its stream takes long to load, and is used where no plain write will do. */
export function print(text: string): void {
  const bytes = Buffer.from(text);
  let written = 0;
  if (!mayBeTerminal()) {
    try {
      while (written < bytes.length) written += writeSync(STDOUT, bytes, written);
    } catch {
      // The stream waits for a pipe that is full, and says what else is wrong.
    }
  }
  if (written < bytes.length) stdout().write(bytes.subarray(written));
}

/** Writes a message to standard error, which mustn't hold control characters of others. */
export function complain(message: string): void {
  if (process.stderr.listenerCount('error') === 0) {
    process.stderr.on('error', () => {
      process.exitCode ??= EXIT.unusable;
    });
  }
  process.stderr.write(`spaceward: ${message}\n`);
}

/** Whether standard output is a terminal. */
export function isTerminal(): boolean {
  return mayBeTerminal() && stdout().isTTY;
}

/** A terminal is a device, and not the one that swallows everything. */
function mayBeTerminal(): boolean {
  try {
    const stats = fstatSync(STDOUT);
    return stats.isCharacterDevice() && stats.rdev !== statSync('/dev/null').rdev;
  } catch {
    return true;
  }
}

const STDOUT = 1;

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
