import type { Finding, Rule } from './rule.js';

export const misplacedAction: Rule = {
  id: 'misplaced-action',
  severity: 'error',
  summary: 'An action is asked of a kind of place that it does not concern.',
  *check({ noisyTests }): Iterable<Finding> {
    for (const { misplaced } of noisyTests) yield* misplaced;
  },
};
