import { LISTED_RULES } from '../../../core/rules/ids.js';
import type { Severity } from '../../../core/rules/rule.js';
import { RULE_PAGES } from '../rule-pages.generated.js';

export const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/** Where each rule stands among the descriptors, by its id. */
export const RULE_INDEX: ReadonlyMap<string, number> = new Map(
  LISTED_RULES.map(({ id }, index) => [id, index]),
);

/**
 * Every rule as SARIF describes it, with its page as the help.
 *
 * @param pages the public address of the folder of the rules' pages, if there is one
 */
export function ruleDescriptors(pages: string | undefined): readonly object[] {
  return LISTED_RULES.map(({ id, severity, summary }) => {
    const page = RULE_PAGES[id] ?? '';
    const [, why = ''] = page.split('## Why\n');
    return {
      id,
      shortDescription: { text: summary },
      fullDescription: { text: plain(why) },
      help: { text: plain(page), markdown: page },
      ...(pages !== undefined && { helpUri: `${pages}/${id}.md` }),
      defaultConfiguration: { level: LEVELS[severity] },
    };
  });
}

/** Markdown as our pages use it, without its marks. */
function plain(markdown: string): string {
  return markdown
    .replace(/^```.*\n/gmu, '')
    .replace(/^#+ /gmu, '')
    .replace(/\[([^\]]*)\]\(([^)]*)\)/gu, '$1 ($2)')
    .replace(/[`_*]/gu, '')
    .trim();
}
