import { unknownNameRule } from './unknown-name.js';

export const unknownSpace = unknownNameRule(
  'unknown-space',
  ['space'],
  'A space that the policy does not state.',
);
