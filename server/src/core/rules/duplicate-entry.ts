import type { Finding, Rule } from './rule.js';

export const duplicateEntry: Rule = {
  id: 'duplicate-entry',
  severity: 'error',
  summary: 'A user, group, role, space, item, member, test or key is stated twice.',
  hasFix: true,
  *check({ policy, config }): Iterable<Finding> {
    for (const problem of [...policy.problems, ...config.problems])
      if (problem.rule === 'duplicate-entry') yield problem;
    for (const { what, name, origin, first } of policy.duplicates)
      yield {
        message: `the ${what} ${name} is stated twice: the first statement counts`,
        origin,
        related: [{ origin: first, message: `${name} is first stated here` }],
      };
  },
};
