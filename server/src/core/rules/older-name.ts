import type { Finding, Rule } from './rule.js';
import { renameTo } from './unknown-name.js';

export const olderName: Rule = {
  id: 'older-name',
  severity: 'info',
  summary: "A role or permission by an older name or the API's, where the product shows another.",
  hasFix: true,
  *check({ troubles }): Iterable<Finding> {
    for (const use of troubles)
      if (use.rename !== undefined)
        yield {
          message: `${use.text} is called ${use.rename} in the product today`,
          origin: use.origin,
          fix: { ...renameTo(use.rename, use), safe: true },
        };
  },
};
