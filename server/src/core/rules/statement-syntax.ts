import { readingRule } from './reading-rule.js';

export const statementSyntax = readingRule(
  'statement-syntax',
  'A principal, role list, reference, expectation or change cannot be read.',
);
