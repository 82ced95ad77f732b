import { memberRoles } from '../decide/holdings.js';
import { personOf } from '../decide/person.js';
import { principalText } from '../model/world.js';
import { MANAGED_SPACES } from './documents.js';
import { opensApps } from './opens-apps.js';
import { addsNothing, apartFrom, heldText } from './redundancy.js';
import type { Finding, SpaceRule } from './rule.js';

const RESTRICTED = 'basicconsumer';

export const restrictionWithoutEffect: SpaceRule = {
  id: 'restriction-without-effect',
  severity: 'info',
  summary: 'Has restricted view restricts nobody who has a wider role in the space.',
  document: MANAGED_SPACES,
  *checkSpace({ engine, space }): Iterable<Finding> {
    if (space.type !== 'managed') return;
    for (const grant of space.members) {
      if (!grant.roles.some(({ role }) => role.id === RESTRICTED)) continue;
      const person = personOf(engine.world, grant.principal);
      if (person === undefined) continue;
      const { roles } = memberRoles(engine, person, space);
      for (const { holding, origin, others } of apartFrom(grant, roles)) {
        if (holding.column !== RESTRICTED) continue;
        const wider = others.find(
          (other) => other.column !== RESTRICTED && opensApps(engine, person, space, other),
        );
        // A role that adds nothing is redundant, and reported as that.
        if (wider !== undefined && !addsNothing(engine, person, space, holding, others, 'space'))
          yield {
            message: `${holding.title} does not restrict ${principalText(grant.principal)} in ${space.name}: ${heldText(wider, space, grant)}, and the highest level applies; take ${wider.via === 'owner' ? 'it' : 'one of the two'} away`,
            origin,
          };
      }
    }
  },
};
