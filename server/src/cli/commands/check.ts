import { loadMatrixData } from '../../core/matrix/load.js';
import { Matrix } from '../../core/matrix/matrix.js';
import type { Checked } from '../../core/check.js';
import type { Severity } from '../../core/rules/rule.js';
import type { Given } from '../arguments.js';
import { EXIT, type ExitCode } from '../failure.js';
import { checkPolicies } from '../load.js';
import { finish } from '../output.js';
import { checkJson } from '../report/check-json.js';
import { checkPretty } from '../report/check-pretty.js';
import { isShown } from '../report/summary.js';
import { styleFor, wantsColour } from '../terminal.js';
import { choice, warnUnreadable } from '../usage.js';

const FORMATS = ['pretty', 'json'] as const;
const LEVELS: readonly Severity[] = ['info', 'warning', 'error'];

/** `spaceward check`: every diagnostic, tests included. */
export function check({ paths, options }: Given): ExitCode {
  const format = choice('--format', options.format, FORMATS) ?? 'pretty';
  const failOn = choice('--fail-on', options['fail-on'], LEVELS);
  const { policies, unreadable } = checkPolicies(new Matrix(loadMatrixData()), paths);
  const failed = policies.some((policy) => fails(policy, failOn));
  const style = styleFor(wantsColour());
  const verdict = failed ? EXIT.problems : EXIT.clean;
  const code = warnUnreadable(unreadable) ? EXIT.unusable : verdict;
  return finish(
    format === 'json'
      ? checkJson(policies)
      : checkPretty(policies, { failed, unreadable: unreadable.length }, style),
    code,
  );
}

/** Whether a policy has findings at or above the level: the option's, else the configuration's, else error. */
function fails({ config, diagnostics }: Checked, option: Severity | undefined): boolean {
  const least = LEVELS.indexOf(option ?? config.failOn ?? 'error');
  return diagnostics.some(
    (diagnostic) => isShown(diagnostic) && LEVELS.indexOf(diagnostic.severity) >= least,
  );
}
