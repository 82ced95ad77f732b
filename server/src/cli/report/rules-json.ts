import type { RuleFacts } from '../../core/rules/ids.js';

/** The object of `rules --format json`: docs/language.md, "JSON formats". */
export function rulesJson(rules: readonly RuleFacts[]): object {
  return {
    version: 1,
    rules: rules.map(({ id, severity, summary, hasFix, document }) => ({
      id,
      severity,
      summary,
      fixable: hasFix === true,
      page: `docs/rules/${id}.md`,
      document:
        document === undefined
          ? null
          : { title: document.title, ...(document.url !== undefined && { url: document.url }) },
    })),
  };
}
