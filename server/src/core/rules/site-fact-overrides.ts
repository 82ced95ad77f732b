import { findCell } from '../matrix/find-cell.js';
import { SiteFacts } from '../matrix/site.js';
import type { Finding, Rule } from './rule.js';

export const siteFactOverrides: Rule = {
  id: 'site-fact-overrides',
  severity: 'warning',
  summary: 'A site fact says otherwise than the documents do.',
  *check({ config, engine }): Iterable<Finding> {
    for (const { fact, origin } of config.facts) {
      const { table, action, column, value } = fact;
      const found = findCell(engine.matrix, SiteFacts.none, table, action, column);
      if (found.value === 'unknown' || found.value === value) continue;
      const document = found.sources[0]?.document.title ?? table;
      yield {
        message: `the documents say ${found.value === 'own' ? "yes for one's own" : found.value} here (${document}): this fact overrides them with ${value}`,
        origin,
      };
    }
  },
};
