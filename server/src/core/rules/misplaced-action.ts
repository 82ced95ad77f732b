import type { Finding, Rule } from './rule.js';

export const misplacedAction: Rule = {
  id: 'misplaced-action',
  severity: 'error',
  summary: 'An action is asked of a kind of place that it does not concern.',
  *check({ tests }): Iterable<Finding> {
    for (const { misplaced } of tests) yield* misplaced;
  },
};
