import { loadMatrixData } from '../../core/matrix/load.js';
import { Matrix } from '../../core/matrix/matrix.js';
import type { Checked, Diagnostic } from '../../core/check.js';
import type { Severity } from '../../core/rules/rule.js';
import type { Given } from '../arguments.js';
import { EXIT, type ExitCode } from '../failure.js';
import { MORE_FORMATS } from '../formats.js';
import { checkPolicies } from '../load.js';
import { finish } from '../output.js';
import { checkJson } from '../report/check-json.js';
import { checkPretty } from '../report/check-pretty.js';
import type { CheckReporter, MoreReporters } from '../report/report.js';
import { isShown } from '../report/summary.js';
import { styleFor, wantsColour } from '../terminal.js';
import { choice, warnUnreadable } from '../usage.js';

const FORMATS = ['pretty', 'json', ...MORE_FORMATS] as const;
const LEVELS: readonly Severity[] = ['info', 'warning', 'error'];

/**
 * `spaceward check`: every diagnostic, tests included.
 *
 * @param more loads the formats that plain `check` doesn't need
 */
export async function check(
  { paths, options }: Given,
  more: () => Promise<MoreReporters>,
): Promise<ExitCode> {
  const format = choice('--format', options.format, FORMATS) ?? 'pretty';
  const failOn = choice('--fail-on', options['fail-on'], LEVELS);
  const report = await reporter(format, more);
  const matrix = new Matrix(loadMatrixData());
  const { policies, unreadable } = checkPolicies(matrix, paths, format === 'sarif');
  const fails = (policy: Checked, diagnostic: Diagnostic): boolean =>
    isAtLevel(policy, diagnostic, failOn);
  const failed = policies.some((policy) =>
    policy.diagnostics.some((diagnostic) => fails(policy, diagnostic)),
  );
  const verdict = failed ? EXIT.problems : EXIT.clean;
  const code = warnUnreadable(unreadable) ? EXIT.unusable : verdict;
  const messages = unreadable.map(({ message }) => message);
  return finish(report(policies, { failed, unreadable: messages, fails }), code);
}

async function reporter(
  format: (typeof FORMATS)[number],
  more: () => Promise<MoreReporters>,
): Promise<CheckReporter> {
  if (format === 'json') return checkJson;
  if (format !== 'pretty') return (await more())[format];
  const style = styleFor(wantsColour());
  return (policies, result) => checkPretty(policies, result, style);
}

/** Whether a finding is at or above the level: the option's, else the configuration's, else error. */
function isAtLevel(
  { config }: Checked,
  diagnostic: Diagnostic,
  option: Severity | undefined,
): boolean {
  const least = LEVELS.indexOf(option ?? config.failOn ?? 'error');
  return isShown(diagnostic) && LEVELS.indexOf(diagnostic.severity) >= least;
}
