import type { Finding, Rule } from './rule.js';

export const yamlSyntax: Rule = {
  id: 'yaml-syntax',
  severity: 'error',
  summary: 'The file is not the YAML that policies are written in.',
  hasFix: true,
  *check({ policy, config }): Iterable<Finding> {
    for (const { tree } of [...policy.files, ...(config.file ? [config.file] : [])])
      for (const { block } of tree.blocks)
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
