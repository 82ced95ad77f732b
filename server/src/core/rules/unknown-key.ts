import { readingRule } from './reading-rule.js';

export const unknownKey = readingRule('unknown-key', 'A key that the language does not have.');
