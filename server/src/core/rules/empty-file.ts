import type { Finding, Rule } from './rule.js';

export const emptyFile: Rule = {
  id: 'empty-file',
  severity: 'error',
  summary: 'A policy file that says nothing.',
  *check({ policy }): Iterable<Finding> {
    for (const { tree } of policy.files) {
      const [first] = tree.blocks;
      const says = tree.blocks.some(
        ({ block }) => block.heads.length > 0 || block.problems.length > 0,
      );
      if (says || first === undefined) continue;
      yield {
        message: 'the file says nothing: a policy has sections such as users and spaces',
        origin: { block: first.block, span: { start: 0, end: 0 } },
      };
    }
  },
};
