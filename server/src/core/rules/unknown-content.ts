import { unknownNameRule } from './unknown-name.js';

export const unknownContent = unknownNameRule(
  'unknown-content',
  ['content'],
  'An item that the policy does not state in that space.',
);
