import { invalidGrantRule } from './invalid-grant.js';

export const roleNotInSpaceType = invalidGrantRule(
  'role-not-in-space-type',
  'A member has a role that spaces of this type do not have.',
);
