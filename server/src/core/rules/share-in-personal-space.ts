import { invalidGrantRule } from './invalid-grant.js';

export const shareInPersonalSpace = invalidGrantRule(
  'share-in-personal-space',
  'An app of a personal space is shared.',
);
