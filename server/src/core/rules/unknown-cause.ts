import { unknownNameRule } from './unknown-name.js';

export const unknownCause = unknownNameRule(
  'unknown-cause',
  ['cause'],
  'A word after because that is no cause of a verdict.',
);
