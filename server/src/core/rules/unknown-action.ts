import { unknownNameRule } from './unknown-name.js';

export const unknownAction = unknownNameRule(
  'unknown-action',
  ['action'],
  'An action that the permission tables do not have.',
);
