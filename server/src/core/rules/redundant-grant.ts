import { personOf } from '../decide/person.js';
import type { Engine } from '../decide/engine.js';
import { type Holding, isSpaceOwner, memberRoles } from '../decide/holdings.js';
import type { Person } from '../decide/types.js';
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
      if (person === undefined || !holdsMore(engine, person, space, grant)) continue;
      const { roles } = memberRoles(engine, person, space);
      for (const { holding, origin, others } of apartFrom(grant, roles))
        if (addsNothing(engine, person, space, holding, others, 'space'))
          yield redundancy(giving(space, grant, holding), space, grant, others, origin);
    }
  },
};

/** Whether something else may give a member roles in the space as well: what `memberRoles` tells, at a glance. */
function holdsMore(engine: Engine, person: Person, space: Space, grant: Grant): boolean {
  if (grant.roles.length > 1 || isSpaceOwner(person, space)) return true;
  const { members } = engine.grantsOf(space);
  if (members.everyone.length + members.link.length > 0) return true;
  const isGroup = grant.principal.kind === 'group';
  for (const { group } of engine.people.memberships(person))
    if (members.group(group).length > (isGroup ? 1 : 0)) return true;
  return person.kind === 'user' && members.user(person.user.id).length > 1;
}

function giving({ name }: Space, { principal }: Grant, { title }: Holding): string {
  return `giving ${principalText(principal)} ${title} in ${name}`;
}
