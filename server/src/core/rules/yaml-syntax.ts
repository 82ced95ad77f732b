import type { Finding, Rule } from './rule.js';

export const yamlSyntax: Rule = {
  id: 'yaml-syntax',
  severity: 'error',
  summary: 'The file is not the YAML that policies are written in.',
  hasFix: true,
  *check({ policy, config }): Iterable<Finding> {
    const blocks = [
      ...policy.digests.flatMap(({ faulty }) => faulty.items),
      ...(config.file?.tree.list ?? []),
    ];
    for (const block of blocks)
      for (const { message, span, fix } of block.problems) {
        yield {
          message,
          origin: { block, span },
          ...(fix && {
            fix: {
              title: fix.title,
              edits: [{ origin: { block, span: fix.span }, text: fix.text }],
              safe: false,
            },
          }),
        };
      }
  },
};
