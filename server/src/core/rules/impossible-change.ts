import type { Finding, Rule } from './rule.js';

export const impossibleChange: Rule = {
  id: 'impossible-change',
  severity: 'error',
  summary: 'A change under given that cannot be made.',
  *check({ noisyTests }): Iterable<Finding> {
    for (const { impossible } of noisyTests) yield* impossible;
  },
};
