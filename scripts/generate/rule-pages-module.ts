import { LISTED_RULES } from '../../server/src/core/rules/ids.js';
import { after } from './markdown.js';
import { MARKS, pageOf } from './rule-pages.js';

/**
 * The module of the rules' pages, as reports hold them: what people wrote on a page, where links to other pages of the
 * repository, which lead nowhere from a report, are their text alone.
 *
 * @param read gives a document's text by its path; throws where there is none
 */
export function rulePagesModule(read: (path: string) => string): string {
  const pages = LISTED_RULES.map(({ id }): readonly [string, string] => {
    const path = pageOf(id);
    const written = after(path, read(path), MARKS[1]);
    return [id, written.replace(/\[([^\]]*)\]\((?!https?:)[^)]*\)/gu, '$1').trim()];
  });
  return [
    '/** The pages of the rules in docs/rules, by the ids of the rules. Written by `npm run generate`. */',
    `export const RULE_PAGES: Readonly<Record<string, string>> = ${JSON.stringify(Object.fromEntries(pages), null, 2)};`,
    '',
  ].join('\n');
}
