import { loadMatrixData } from '../../core/matrix/load.js';
import { Matrix } from '../../core/matrix/matrix.js';
import type { Checked, Diagnostic } from '../../core/check.js';
import { DEFAULT_FAIL_ON, LEVELS } from '../../core/config/config-shape.js';
import type { Severity } from '../../core/rules/rule.js';
import type { Given } from '../arguments.js';
import { EXIT, type ExitCode } from '../failure.js';
import { MORE_FORMATS } from '../formats.js';
import { checkPolicies, type CheckWay, type Loaded } from '../load.js';
import { finish } from '../output.js';
import { checkJson } from '../report/check-json.js';
import { checkPretty } from '../report/check-pretty.js';
import type { CheckReporter, MoreReporters } from '../report/report.js';
import { isShown } from '../report/summary.js';
import { styleFor, wantsColour } from '../terminal.js';
import { threadsOption } from '../threads/how-many.js';
import { choice, warnUnreadable } from '../usage.js';

const FORMATS = ['pretty', 'json', ...MORE_FORMATS] as const;

/** Loads the formats that a plain check doesn't need. */
type LoadMore = () => Promise<MoreReporters>;

/** What is asked of every check. */
export interface CheckChoices {
  readonly format: (typeof FORMATS)[number];
  readonly failOn: Severity | undefined;
  readonly threads: number | undefined;
  readonly report: CheckReporter;
}

/**
 * The choices that options make.
 *
 * @throws Failure if a value is none of an option's words
 */
export async function checkChoices(
  options: Given['options'],
  more: LoadMore,
): Promise<CheckChoices> {
  const format = choice('--format', options.format, FORMATS) ?? 'pretty';
  const failOn = choice('--fail-on', options['fail-on'], LEVELS);
  const threads = threadsOption(options.threads);
  return { format, failOn, threads, report: await reporter(format, more) };
}

/** How policies are checked for a report. */
export function wayOf({ format, threads }: CheckChoices): CheckWay {
  return { whole: format === 'sarif', threads };
}

/** `spaceward check`: every diagnostic, tests included. */
export async function check({ paths, options }: Given, more: LoadMore): Promise<ExitCode> {
  const choices = await checkChoices(options, more);
  const matrix = new Matrix(loadMatrixData());
  const loaded = await checkPolicies(matrix, paths, wayOf(choices));
  const { text, code } = checkReport(loaded, choices);
  return finish(text, code);
}

/** The report of checked policies, and the exit code. Files that can't be read are told on standard error. */
export function checkReport(
  { policies, unreadable }: Loaded<Checked>,
  { failOn, report }: CheckChoices,
): { readonly text: string; readonly code: ExitCode } {
  const fails = (policy: Checked, diagnostic: Diagnostic): boolean =>
    isAtLevel(policy, diagnostic, failOn);
  const failed = policies.some((policy) =>
    policy.diagnostics.some((diagnostic) => fails(policy, diagnostic)),
  );
  const verdict = failed ? EXIT.problems : EXIT.clean;
  const code = warnUnreadable(unreadable) ? EXIT.unusable : verdict;
  const messages = unreadable.map(({ message }) => message);
  return { text: report(policies, { failed, unreadable: messages, fails }), code };
}

async function reporter(format: (typeof FORMATS)[number], more: LoadMore): Promise<CheckReporter> {
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
  const least = LEVELS.indexOf(option ?? config.failOn ?? DEFAULT_FAIL_ON);
  return isShown(diagnostic) && LEVELS.indexOf(diagnostic.severity) <= least;
}
