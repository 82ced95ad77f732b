import { readingRule } from './reading-rule.js';

export const missingValue = readingRule('missing-value', 'A key without the value that it needs.');
