import type { Finding, Rule } from './rule.js';

export const emptyFile: Rule = {
  id: 'empty-file',
  severity: 'error',
  summary: 'A policy file that says nothing.',
  *check({ policy }): Iterable<Finding> {
    for (const { tree } of policy.files) {
      const [first] = tree.list;
      const says = tree.list.some(({ heads, problems }) => heads.length + problems.length > 0);
      if (says || first === undefined) continue;
      yield {
        message: 'the file says nothing: a policy has sections such as users and spaces',
        origin: { block: first, span: { start: 0, end: 0 } },
      };
    }
  },
};
