import { readingRule } from './reading-rule.js';
import type { Rule } from './rule.js';

export const statementSyntax: Rule = {
  ...readingRule(
    'statement-syntax',
    'A principal, role list, reference, expectation or change cannot be read.',
  ),
  hasFix: true,
};
