import { SHARING_APPLICATIONS } from './documents.js';
import { invalidGrantRule } from './invalid-grant.js';
import type { SpaceRule } from './rule.js';

export const shareInPersonalSpace: SpaceRule = {
  ...invalidGrantRule('share-in-personal-space', 'An app of a personal space is shared.'),
  document: SHARING_APPLICATIONS,
};
