import { invalidGrantRule } from './invalid-grant.js';

export const subscriptionFeature = invalidGrantRule(
  'subscription-feature',
  'The policy uses what the subscription of the tenant lacks.',
);
