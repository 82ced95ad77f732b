import { MANAGED_SPACES } from './documents.js';
import { invalidGrantRule } from './invalid-grant.js';
import type { SpaceRule } from './rule.js';

export const ownerAsRole: SpaceRule = {
  ...invalidGrantRule('owner-as-role', 'Owner is given as a role of a member or of a share.'),
  document: MANAGED_SPACES,
};
