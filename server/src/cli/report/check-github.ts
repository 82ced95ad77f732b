import type { Checked, Diagnostic } from '../../core/check.js';
import type { Severity } from '../../core/rules/rule.js';
import { printableLine } from '../terminal.js';
import { Positions } from './positions.js';
import { type CheckResult, messageLines, SEVERITIES, worstFirst } from './report.js';
import { type Counts, countsOf, isShown, summaryText } from './summary.js';

/**
 * The report of `check --format github`: one workflow command of GitHub Actions a diagnostic, the worst first, since GitHub
 * shows the first of them only; at the end a line for the log.
 */
export function checkGithub(policies: readonly Checked[], result: CheckResult): string {
  const positions = new Positions(policies);
  const shown = policies.flatMap(({ diagnostics }) => diagnostics).filter(isShown);
  const counts = countsOf(policies);
  const lines = [
    ...result.unreadable.map((message) => command('error', {}, printableLine(message))),
    ...worstFirst(shown).map((diagnostic) => annotation(positions, diagnostic)),
    // Holds counts only: no name can make it a command.
    `spaceward: ${summaryText(counts, result.unreadable.length)}${capText(counts)}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** How many annotations of each severity GitHub shows of one step. */
const MOST_SHOWN = 10;

function capText({ summary }: Counts): string {
  return SEVERITIES.some((severity) => summary[severity] > MOST_SHOWN)
    ? ` (GitHub shows ${MOST_SHOWN} annotations of each severity, the first of these; all stand in this log)`
    : '';
}

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const;

function annotation(positions: Positions, diagnostic: Diagnostic): string {
  const { path, rule, severity } = diagnostic;
  const { start, end } = positions.range(diagnostic);
  const { headline, details } = messageLines(diagnostic);
  const properties = {
    file: printableLine(path),
    line: start.line + 1,
    // GitHub takes columns of a single line only.
    ...(start.line === end.line && { col: start.character + 1 }),
    endLine: end.line + 1,
    ...(start.line === end.line && { endColumn: end.character + 1 }),
    title: rule,
  };
  return command(severity, properties, [headline, ...details].join('\n'));
}

/** A workflow command, escaped as GitHub's documentation of them says. */
function command(
  severity: Severity,
  properties: Readonly<Record<string, string | number>>,
  message: string,
): string {
  const list = Object.entries(properties)
    .map(([name, value]) => `${name}=${escaped(String(value), /[%\r\n:,]/gu)}`)
    .join(',');
  return `::${COMMANDS[severity]}${list === '' ? '' : ` ${list}`}::${escaped(message, /[%\r\n]/gu)}`;
}

function escaped(text: string, characters: RegExp): string {
  return text.replace(
    characters,
    (found) => `%${found.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
