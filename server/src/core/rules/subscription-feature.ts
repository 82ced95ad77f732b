import { MANAGED_SPACES } from './documents.js';
import { invalidGrantRule } from './invalid-grant.js';
import type { SpaceRule } from './rule.js';

export const subscriptionFeature: SpaceRule = {
  ...invalidGrantRule(
    'subscription-feature',
    'The policy uses what the subscription of the tenant lacks.',
  ),
  document: MANAGED_SPACES,
};
