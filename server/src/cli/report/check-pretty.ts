import type { Checked, Diagnostic } from '../../core/check.js';
import type { Severity } from '../../core/rules/rule.js';
import { printableLine, type Style } from '../terminal.js';
import { codeFrame } from './code-frame.js';
import { Positions } from './positions.js';
import { type CheckResult, messageLines } from './report.js';
import { countsOf, isShown, summaryText } from './summary.js';

/**
 * The report of `check` for people: each finding with its line, and a summary.
 */
export function checkPretty(
  policies: readonly Checked[],
  { failed, unreadable }: Pick<CheckResult, 'failed' | 'unreadable'>,
  style: Style,
): string {
  const positions = new Positions(policies);
  const shown = policies.flatMap(({ diagnostics }) => diagnostics).filter(isShown);
  const parts = shown.map((diagnostic) => diagnosticText(positions, diagnostic, style));
  const mark = failed || unreadable.length > 0 ? style.red('✗') : style.green('✓');
  const summary = summaryText(countsOf(policies), unreadable.length);
  return [...parts, `${mark} ${summary}\n`].join('\n');
}

function diagnosticText(positions: Positions, diagnostic: Diagnostic, style: Style): string {
  const { rule, severity, related } = diagnostic;
  const { headline, details } = messageLines(diagnostic);
  const places = new Map(
    related.map((other) => [printableLine(other.message), printableLine(positions.label(other))]),
  );
  const lines = [
    `${style.bold(printableLine(positions.label(diagnostic)))} ${severityText(severity, style)} ${headline} ${style.dim(`(${rule})`)}`,
    codeFrame(positions, diagnostic, style),
  ];
  // A line of a proof carries its place; other related places stand on lines of their own.
  for (const detail of details) {
    const place = places.get(detail.slice(2));
    places.delete(detail.slice(2));
    lines.push(place === undefined ? detail : `${detail}  ${style.dim(place)}`);
  }
  for (const [text, place] of places) lines.push(`  ${style.dim(`${place}: ${text}`)}`);
  return `${lines.join('\n')}\n`;
}

/** A severity in its colour. */
export function severityText(severity: Severity, style: Style): string {
  const colours = { error: style.red, warning: style.yellow, info: style.blue };
  return colours[severity](severity);
}
