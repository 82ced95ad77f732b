import { checkGithub } from './check-github.js';
import { checkJunit } from './check-junit.js';
import { checkMarkdown } from './check-markdown.js';
import type { MoreReporters } from './report.js';
import { checkSarif } from './sarif/check-sarif.js';

/** The formats that plain `check` doesn't need. */
export const MORE_REPORTERS: MoreReporters = {
  sarif: checkSarif,
  junit: checkJunit,
  github: checkGithub,
  markdown: checkMarkdown,
};
