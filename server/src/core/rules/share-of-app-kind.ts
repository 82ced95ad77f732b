import { SHARING_APPLICATIONS } from './documents.js';
import { invalidGrantRule } from './invalid-grant.js';
import type { SpaceRule } from './rule.js';

export const shareOfAppKind: SpaceRule = {
  ...invalidGrantRule('share-of-app-kind', 'A QlikView or Direct Query app is shared.'),
  document: SHARING_APPLICATIONS,
};
