import { unknownNameRule } from './unknown-name.js';

export const unknownRole = unknownNameRule(
  'unknown-role',
  ['space role', 'tenant role', 'entitlement'],
  'A role, in a space or in the tenant, that does not exist.',
);
