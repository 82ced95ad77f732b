import { SHARING_APPLICATIONS } from './documents.js';
import { invalidGrantRule } from './invalid-grant.js';
import type { SpaceRule } from './rule.js';

export const shareRole: SpaceRule = {
  ...invalidGrantRule(
    'share-role',
    'An app is shared with a role that spaces of this type do not share.',
  ),
  document: SHARING_APPLICATIONS,
};
