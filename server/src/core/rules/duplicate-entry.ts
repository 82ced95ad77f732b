import type { Finding, Rule } from './rule.js';

export const duplicateEntry: Rule = {
  id: 'duplicate-entry',
  severity: 'error',
  summary: 'One user, group, role, space, item, member or test is stated twice.',
  *check({ policy }): Iterable<Finding> {
    for (const { what, name, origin, first } of policy.duplicates)
      yield {
        message: `the ${what} ${name} is stated twice: the first statement counts`,
        origin,
        related: [{ origin: first, message: `${name} is first stated here` }],
      };
  },
};
