import { SHARING_APPLICATIONS } from './documents.js';
import type { Finding, PolicyRule } from './rule.js';

export const danglingShare: PolicyRule = {
  id: 'dangling-share',
  severity: 'warning',
  summary: 'A change under given moves a shared app: its shares do not follow.',
  document: SHARING_APPLICATIONS,
  *check({ noisyTests }): Iterable<Finding> {
    for (const { dangling } of noisyTests) yield* dangling;
  },
};
