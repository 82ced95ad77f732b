import { invalidGrantRule } from './invalid-grant.js';

export const shareOfAppKind = invalidGrantRule(
  'share-of-app-kind',
  'A QlikView or Direct Query app is shared.',
);
