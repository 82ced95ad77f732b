import { unknownNameRule } from './unknown-name.js';

export const unknownGroup = unknownNameRule(
  'unknown-group',
  ['group'],
  'A group that the policy does not state.',
);
