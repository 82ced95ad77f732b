import { personOf } from '../decide/person.js';
import { type Holding, memberRoles } from '../decide/holdings.js';
import { type Grant, principalText, type Space } from '../model/world.js';
import { MANAGED_SPACES } from './documents.js';
import { addsNothing, apartFrom, redundancy } from './redundancy.js';
import type { Finding, SpaceRule } from './rule.js';

export const redundantGrant: SpaceRule = {
  id: 'redundant-grant',
  severity: 'info',
  summary: 'A role of a member that adds no known Yes to what they have in the space anyway.',
  document: MANAGED_SPACES,
  *checkSpace({ engine, space }): Iterable<Finding> {
    const { world } = engine;
    for (const grant of space.members) {
      const person = personOf(world, grant.principal);
      if (person === undefined) continue;
      const { roles } = memberRoles(engine, person, space);
      for (const { holding, origin, others } of apartFrom(grant, roles))
        if (addsNothing(engine, person, space, holding, others, 'space'))
          yield redundancy(giving(space, grant, holding), space, grant, others, origin);
    }
  },
};

function giving({ name }: Space, { principal }: Grant, { title }: Holding): string {
  return `giving ${principalText(principal)} ${title} in ${name}`;
}
