import { SHARING_APPLICATIONS } from './documents.js';
import { invalidGrantRule } from './invalid-grant.js';
import type { Rule } from './rule.js';

export const shareInPersonalSpace: Rule = {
  ...invalidGrantRule('share-in-personal-space', 'An app of a personal space is shared.'),
  document: SHARING_APPLICATIONS,
};
