import { unknownNameRule } from './unknown-name.js';

export const unknownPermission = unknownNameRule(
  'unknown-permission',
  ['permission'],
  'A permission that tenant roles do not have.',
);
