import { SHARING_APPLICATIONS } from './documents.js';
import { invalidGrantRule } from './invalid-grant.js';
import type { Rule } from './rule.js';

export const shareOfAppKind: Rule = {
  ...invalidGrantRule('share-of-app-kind', 'A QlikView or Direct Query app is shared.'),
  document: SHARING_APPLICATIONS,
};
