import { unknownNameRule } from './unknown-name.js';

export const unknownUser = unknownNameRule(
  'unknown-user',
  ['user'],
  'A user that the policy does not state.',
);
