import { check } from './commands/check.js';
import { FORMAT } from './formats.js';
import type { Command } from './program.js';
import type { MoreReporters } from './report/report.js';

/**
 * `spaceward check`.
 *
 * @param more loads the formats that plain `check` doesn't need
 */
export function checkCommand(more: () => Promise<MoreReporters>): Command {
  return {
    summary: 'Report every diagnostic, and run the tests of the policies.',
    needs: [],
    paths: true,
    options: {
      format: { ...FORMAT, summary: 'pretty (default), json, sarif, junit, github or markdown' },
      'fail-on': {
        value: 'SEVERITY',
        summary: 'error (default), warning or info: from which on to exit with 1',
      },
    },
    example: 'spaceward check policies --fail-on warning',
    run: (given) => check(given, more),
  };
}
