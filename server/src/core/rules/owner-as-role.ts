import { invalidGrantRule } from './invalid-grant.js';

export const ownerAsRole = invalidGrantRule(
  'owner-as-role',
  'Owner is given as a role of a member or of a share.',
);
