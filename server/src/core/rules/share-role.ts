import { invalidGrantRule } from './invalid-grant.js';

export const shareRole = invalidGrantRule(
  'share-role',
  'An app is shared with a role that spaces of this type do not share.',
);
