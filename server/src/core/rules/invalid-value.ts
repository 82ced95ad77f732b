import { readingRule } from './reading-rule.js';

export const invalidValue = readingRule(
  'invalid-value',
  'A value of another form than its key takes.',
);
