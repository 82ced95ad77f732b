import { SPACE_ROLES } from './documents.js';
import { invalidGrantRule } from './invalid-grant.js';
import type { SpaceRule } from './rule.js';

export const roleNotInSpaceType: SpaceRule = {
  ...invalidGrantRule(
    'role-not-in-space-type',
    'A member has a role that spaces of this type do not have.',
  ),
  document: SPACE_ROLES,
};
