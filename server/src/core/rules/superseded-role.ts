import { principalText } from '../model/world.js';
import type { RoleHeld } from '../model/world.js';
import { SHARED_SPACES } from './documents.js';
import { few } from '../text/few.js';
import type { Finding, PolicyRule } from './rule.js';

const STEWARD = 'Steward';

export const supersededRole: PolicyRule = {
  id: 'superseded-role',
  severity: 'info',
  summary: 'The tenant role Steward is used, whose place a permission is to take.',
  document: SHARED_SPACES,
  *check({ engine: { people, world } }): Iterable<Finding> {
    const held: { readonly who: string; readonly role: RoleHeld }[] = [];
    for (const { id, roles } of people.crowd.chosen.of(STEWARD, (user) =>
      user.roles.some(isSteward),
    ))
      for (const role of roles.filter(isSteward).slice(0, 1)) held.push({ who: id, role });
    world.groups.forEach(({ id, roles }) => {
      const role = roles.find(isSteward);
      if (role !== undefined) held.push({ who: principalText({ kind: 'group', id }), role });
    });
    const first = held.find(({ role }) => role.origin !== undefined);
    if (first?.role.origin !== undefined)
      yield {
        message: `${few(held.map(({ who }) => who))} ${held.length === 1 ? 'has' : 'have'} the role Steward, whose place the permission Manage glossaries and approve terms is to take: give a role under roles with manage glossaries and approve terms: allowed instead`,
        origin: first.role.origin,
      };
  },
};

function isSteward({ role }: RoleHeld): boolean {
  return role === STEWARD;
}
