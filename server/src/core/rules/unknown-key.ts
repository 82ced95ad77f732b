import { readingRule } from './reading-rule.js';
import type { Rule } from './rule.js';

export const unknownKey: Rule = {
  ...readingRule('unknown-key', 'A key that the language does not have.'),
  hasFix: true,
};
