import type { ExitCode } from './failure.js';

/** Writes a report. The exit code is set first, so that it stands also when the reader closes the pipe early. */
export function finish(report: string, code: ExitCode): ExitCode {
  process.exitCode = code;
  process.stdout.write(report);
  return code;
}
