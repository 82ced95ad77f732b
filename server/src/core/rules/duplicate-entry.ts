import type { Origin } from '../syntax/policy/access.js';
import type { Finding, Rule } from './rule.js';

export const duplicateEntry: Rule = {
  id: 'duplicate-entry',
  severity: 'error',
  summary:
    'A user, group, role, space, item, member, share, test or key is stated twice, or listed twice in members, groups, roles or uses.',
  hasFix: true,
  *check({ policy, config }): Iterable<Finding> {
    for (const problem of [...policy.problems, ...config.problems])
      if (problem.rule === 'duplicate-entry') yield problem;
    for (const { what, name, origin, first } of policy.duplicates) {
      const other = textAt(first);
      const as = other === textAt(origin) ? '' : `, as ${other}`;
      yield {
        message: `the ${what} ${name} is stated twice: the first statement counts`,
        origin,
        related: [{ origin: first, message: `${name} is first stated here${as}` }],
      };
    }
  },
};

function textAt({ block, span }: Origin): string {
  return block.text.slice(span.start, span.end);
}
