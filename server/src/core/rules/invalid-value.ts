import { readingRule } from './reading-rule.js';
import type { Rule } from './rule.js';

export const invalidValue: Rule = {
  ...readingRule('invalid-value', 'A value of another form than its key takes.'),
  hasFix: true,
};
