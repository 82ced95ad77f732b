import type { RuleFacts } from '../../core/rules/ids.js';
import type { Style } from '../terminal.js';
import { severityText } from './check-pretty.js';
import { RULE_PAGES } from './rule-pages.generated.js';

/** The rules for people: one a line. */
export function rulesTable(rules: readonly RuleFacts[], style: Style): string {
  const width = Math.max(...rules.map(({ id }) => id.length));
  const lines = rules.map(({ id, severity, summary, hasFix }) => {
    const shown = severityText(severity, style) + ' '.repeat('warning'.length - severity.length);
    return `${style.bold(id.padEnd(width))}  ${shown}  ${hasFix === true ? 'fix' : '   '}  ${summary}`;
  });
  return `${lines.join('\n')}\n\nspaceward rules RULE tells what to avoid, what to prefer, and why.\n`;
}

/** The rules as a table in Markdown. */
export function rulesMarkdown(rules: readonly RuleFacts[]): string {
  const rows = rules.map(
    ({ id, severity, summary, hasFix }) =>
      `| \`${id}\` | ${severity} | ${hasFix === true ? 'yes' : ''} | ${summary.replaceAll('|', '\\|')} |`,
  );
  return [
    '| rule | severity | fix | what it reports |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

/** A rule's page in Markdown. */
export function pageMarkdown({ id, summary }: RuleFacts): string {
  return `# ${id}\n\n${summary}\n\n${RULE_PAGES[id] ?? ''}\n`;
}

const HEADING = '## ';
/** May stand in several lines. */
const LINK = /\[([^\]]*)\]\([^)]*\)/gu;
const FENCE = /^```\S*\s*(.*)$/u;

/** A rule with what its page says: headings, examples without their fences, links without their targets. */
export function pageText(rule: RuleFacts, style: Style): string {
  const { id, severity, summary, hasFix, document } = rule;
  const lines = (RULE_PAGES[id] ?? '').replaceAll(LINK, '$1').split('\n');
  let isCode = false;
  const shown = lines.flatMap((line) => {
    const fence = FENCE.exec(line);
    if (fence !== null) {
      isCode = !isCode;
      const name = fence[1]?.replace(/^also:.*/u, '') ?? '';
      return isCode && name !== '' ? [`  ${style.dim(`${name}:`)}`] : [];
    }
    if (line === '') return [''];
    if (isCode) return [`    ${line}`];
    return line.startsWith(HEADING)
      ? [style.bold(line.slice(HEADING.length))]
      : [`  ${line.replaceAll('`', '')}`];
  });
  const fix = hasFix === true ? ', has a fix' : '';
  const source =
    document === undefined
      ? []
      : [`Rests on: ${document.title}`, ...(document.url === undefined ? [] : [document.url])];
  return `${[
    `${style.bold(id)}  ${severityText(severity, style)}${fix}`,
    summary,
    '',
    ...shown,
    ...(source.length > 0 ? ['', ...source.map(style.dim)] : []),
  ].join('\n')}\n`;
}
