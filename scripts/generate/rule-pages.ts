import { LISTED_RULES, type RuleFacts } from '../../server/src/core/rules/ids.js';
import { between, table } from './markdown.js';

/** Between these marks, everything is written by the generator. */
export const MARKS = [
  '<!-- generated: npm run generate -->',
  '<!-- end of what is generated -->',
] as const;

/** Where the page of a rule is. */
export function pageOf(id: string): string {
  return `docs/rules/${id}.md`;
}

/**
 * The documents about rules, by path, as the rules say them today. What people wrote in them stays.
 *
 * @param read gives a document's text by its path; throws where there is none
 * @throws Error where a document or its marks are missing
 */
export function ruleDocuments(read: (path: string) => string): ReadonlyMap<string, string> {
  const filled = (path: string, text: string) =>
    [path, between(path, read(path), MARKS, text)] as const;
  return new Map([
    ...LISTED_RULES.map((rule) => filled(pageOf(rule.id), head(rule))),
    filled('docs/rules/README.md', table(linkedRows(LISTED_RULES))),
    filled('README.md', table(rows(LISTED_RULES))),
  ]);
}

/** A new rule's page, to be written. */
export function pageSkeleton(rule: RuleFacts): string {
  const policy = '```yaml\nTODO: a whole policy\n```\n';
  return between(
    pageOf(rule.id),
    `${MARKS.join('\n')}\n\n## Avoid\n\n${policy}\n## Prefer\n\n${policy}\n## Why\n\nTODO\n`,
    MARKS,
    head(rule),
  );
}

function head({ id, severity, summary, hasFix, document }: RuleFacts): string {
  const facts = table([
    ['severity', 'fix', 'rests on'],
    [severity, hasFix === true ? 'yes' : 'no', source(document)],
  ]);
  return `# ${id}\n\n${summary}\n\n${facts}`;
}

function source(document: RuleFacts['document']): string {
  if (document === undefined) return '[the language](../language.md)';
  const { title, url } = document;
  return url === undefined ? title : `[${title}](${url})`;
}

function rows(rules: readonly RuleFacts[]): readonly (readonly string[])[] {
  return [
    ['rule', 'severity', 'what it reports'],
    ...rules.map(({ id, severity, summary }) => [`\`${id}\``, severity, summary]),
  ];
}

function linkedRows(rules: readonly RuleFacts[]): readonly (readonly string[])[] {
  return [
    ['rule', 'severity', 'fix', 'what it reports'],
    ...rules.map(({ id, severity, summary, hasFix }) => [
      `[\`${id}\`](${id}.md)`,
      severity,
      hasFix === true ? 'yes' : '',
      summary,
    ]),
  ];
}
