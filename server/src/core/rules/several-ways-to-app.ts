import { principalText, samePrincipal } from '../model/world.js';
import { SHARING_APPLICATIONS } from './documents.js';
import { opensApps } from './opens-apps.js';
import { addsNothing, heldText, sharesApart } from './redundancy.js';
import type { Finding, SpaceRule } from './rule.js';

export const severalWaysToApp: SpaceRule = {
  id: 'several-ways-to-app',
  severity: 'info',
  summary: 'An app is shared with somebody who can open it in another way as well.',
  document: SHARING_APPLICATIONS,
  *checkSpace({ engine, space }): Iterable<Finding> {
    for (const { item, grant, person, apart } of sharesApart(engine, space))
      for (const { holding, origin, others } of apart) {
        const way = others.find(
          (other) =>
            (other.via !== 'share' || !samePrincipal(other.principal, grant.principal)) &&
            opensApps(engine, person, space, other),
        );
        // A share that adds nothing is redundant, and reported as that.
        if (way === undefined || addsNothing(engine, person, space, holding, others, 'share'))
          continue;
        const who = principalText(grant.principal);
        yield {
          message: `${item.name} is shared with ${who}, who can open it anyway: ${heldText(way, space, grant)}; the highest level applies, so give the wider of the two roles, in one way`,
          origin,
        };
        break;
      }
  },
};
