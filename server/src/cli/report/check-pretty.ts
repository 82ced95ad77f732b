import type { Checked, Diagnostic } from '../../core/check.js';
import type { Severity } from '../../core/rules/rule.js';
import { printable, type Style } from '../terminal.js';
import { codeFrame } from './code-frame.js';
import { Positions } from './positions.js';
import { type Counts, countsOf, isShown } from './summary.js';

/** What the exit code will say. */
export interface CheckResult {
  /** Whether there are findings at or above the fail level. */
  readonly failed: boolean;
  /** How many files couldn't be read. */
  readonly unreadable: number;
}

/**
 * The report of `check` for people: each finding with its line, and a summary.
 */
export function checkPretty(
  policies: readonly Checked[],
  result: CheckResult,
  style: Style,
): string {
  const positions = new Positions(policies);
  const shown = policies.flatMap(({ diagnostics }) => diagnostics).filter(isShown);
  const parts = shown.map((diagnostic) => diagnosticText(positions, diagnostic, style));
  return [...parts, summaryText(countsOf(policies), result, style)].join('\n');
}

function diagnosticText(positions: Positions, diagnostic: Diagnostic, style: Style): string {
  const { rule, severity, message, related } = diagnostic;
  const [headline, ...details] = printable(message).split('\n');
  const places = new Map(
    related.map((other) => [printable(other.message), printable(positions.label(other))]),
  );
  const lines = [
    `${style.bold(printable(positions.label(diagnostic)))} ${severityText(severity, style)} ${headline ?? ''} ${style.dim(`(${rule})`)}`,
    codeFrame(positions, diagnostic, style),
  ];
  // A line of a proof carries its place; other related places stand on lines of their own.
  for (const detail of details) {
    const place = places.get(detail.trim());
    places.delete(detail.trim());
    lines.push(place === undefined ? detail : `${detail}  ${style.dim(place)}`);
  }
  for (const [text, place] of places) lines.push(`  ${style.dim(`${place}: ${text}`)}`);
  return `${lines.join('\n')}\n`;
}

function severityText(severity: Severity, style: Style): string {
  const colours = { error: style.red, warning: style.yellow, info: style.blue };
  return colours[severity](severity);
}

function summaryText(
  { files, summary, tests }: Counts,
  { failed, unreadable }: CheckResult,
  style: Style,
): string {
  const parts = [
    plural(files, 'file'),
    ...(unreadable > 0 ? [`${plural(unreadable, 'file')} that can't be read`] : []),
    plural(summary.error, 'error'),
    plural(summary.warning, 'warning'),
    ...(summary.info > 0 ? [`${summary.info} info`] : []),
    ...(summary.suppressed > 0 ? [`${summary.suppressed} suppressed`] : []),
  ];
  const total = tests.passed + tests.failed + tests.undecided;
  const expectations = [
    `${tests.passed} of ${total} ${total === 1 ? 'expectation holds' : 'expectations hold'}`,
    ...(tests.failed > 0 ? [`${tests.failed} failed`] : []),
    ...(tests.undecided > 0 ? [`${tests.undecided} undecided`] : []),
    ...(tests.empty > 0 ? [plural(tests.empty, 'empty test')] : []),
  ];
  const clean = !failed && unreadable === 0;
  const text = `${parts.join(', ')}${total + tests.empty > 0 ? `; ${expectations.join(', ')}` : ''}`;
  return `${clean ? style.green('✓') : style.red('✗')} ${text}\n`;
}

function plural(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
