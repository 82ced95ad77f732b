import type { Usage } from './arguments.js';
import { FORMAT } from './formats.js';

/** How `spaceward check` is used. */
export const CHECK: Usage = {
  summary: 'Report every diagnostic, and run the tests of the policies.',
  needs: [],
  paths: true,
  options: {
    format: { ...FORMAT, summary: 'pretty (default), json, sarif, junit, github or markdown' },
    'fail-on': {
      value: 'SEVERITY',
      summary: 'error (default), warning or info: from which on to exit with 1',
    },
    threads: {
      value: 'N',
      summary: 'at most so many threads for a large policy; default: 1',
    },
    fix: { summary: "mend what can be mended without changing anybody's access" },
    'dry-run': { summary: 'with --fix: write nothing, and print what would change' },
    baseline: { value: 'FILE', summary: 'do not count the findings that a file lists' },
    'write-baseline': { summary: "with --baseline: write today's findings to the file" },
    watch: { summary: 'check again whenever a file changes, until Ctrl+C' },
  },
  example: 'spaceward check policies --fail-on warning',
};
