import type { Entitlement, Subscription } from '../model/world.js';
import { MANAGED_SPACES } from './documents.js';
import type { Finding, PolicyRule } from './rule.js';

type Kind = 'capacity-based' | 'user-based';

const KIND_OF: Readonly<Record<Subscription, Kind>> = {
  standard: 'capacity-based',
  premium: 'capacity-based',
  enterprise: 'capacity-based',
  'qlik-sense-enterprise-saas': 'user-based',
  'qlik-sense-business': 'user-based',
};

const ENTITLEMENTS: Readonly<Record<Kind, readonly Entitlement[]>> = {
  'capacity-based': ['full', 'basic'],
  'user-based': ['professional', 'analyzer'],
};

export const entitlementMismatch: PolicyRule = {
  id: 'entitlement-mismatch',
  severity: 'warning',
  summary: 'An entitlement that the subscription of the tenant does not have.',
  document: MANAGED_SPACES,
  *check({ engine }): Iterable<Finding> {
    const { tenant } = engine.world;
    const { subscription, entitlement, origin } = tenant;
    if (subscription === undefined) return;
    const kind = KIND_OF[subscription];
    const foreign = ENTITLEMENTS[kind === 'user-based' ? 'capacity-based' : 'user-based'];
    const say = (wrong: Entitlement): string =>
      `${wrong} is no entitlement of the ${kind} subscription ${subscription}: its users have ${ENTITLEMENTS[kind].join(' or ')}`;
    if (foreign.includes(entitlement) && origin !== undefined)
      yield { message: say(entitlement), origin };
    const users = engine.people.crowd.chosen.of(`not ${kind}`, (user) =>
      foreign.includes(user.entitlement),
    );
    for (const user of users)
      // What the tenant states for all is said once.
      if (user.entitlement !== entitlement)
        yield { message: `${user.id}: ${say(user.entitlement)}`, origin: user.origin };
  },
};
