import { check } from './commands/check.js';
import { FORMAT } from './formats.js';
import type { Command } from './program.js';

/** `spaceward check`. */
export const CHECK: Command = {
  summary: 'Report every diagnostic, and run the tests of the policies.',
  needs: [],
  paths: true,
  options: {
    format: FORMAT,
    'fail-on': {
      value: 'SEVERITY',
      summary: 'error (default), warning or info: from which on to exit with 1',
    },
  },
  example: 'spaceward check policies --fail-on warning',
  run: (given) => Promise.resolve(check(given)),
};
