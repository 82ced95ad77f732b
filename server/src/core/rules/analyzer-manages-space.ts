import { memberProblem } from '../model/validity.js';
import type { GrantedRole, User } from '../model/world.js';
import { MANAGED_SPACES } from './documents.js';
import { few } from '../text/few.js';
import { holdersOf } from './holders.js';
import type { Finding, SpaceRule } from './rule.js';

const MANAGING = 'facilitator';

export const analyzerManagesSpace: SpaceRule = {
  id: 'analyzer-manages-space',
  severity: 'warning',
  summary: 'A user with Analyzer entitlement owns a space, or has Can manage in one.',
  document: MANAGED_SPACES,
  sight: 'members',
  *checkSpace({ engine, space }): Iterable<Finding> {
    const { name, type, owner, members, origin } = space;
    if (type === 'personal') return;
    const owners =
      owner?.user === undefined
        ? []
        : holdersOf(engine, { kind: 'user', id: owner.user }, 'analyzer');
    if (owners.length > 0)
      yield {
        message: `${whoAre(owners)}: make a Professional or Full User the owner of ${name}`,
        origin: owner?.origin ?? origin,
      };
    for (const { principal, roles } of members) {
      if (!roles.some(isManaging)) continue;
      for (const { role, origin: place } of roles) {
        if (!isManaging({ role }) || memberProblem(engine.world, space, principal, role)) continue;
        const found = holdersOf(engine, principal, 'analyzer');
        if (found.length > 0 && place !== undefined)
          yield {
            message: `${whoAre(found)}: give ${role.title} in ${name} to Professional or Full Users`,
            origin: place,
          };
      }
    }
  },
};

function isManaging({ role }: GrantedRole): boolean {
  return role.id === MANAGING;
}

function whoAre(users: readonly User[]): string {
  const many = users.length > 1;
  return `${few(users.map(({ id }) => id))} ${many ? 'have' : 'has'} Analyzer entitlement, with which ${many ? 'they' : 'a user'} should not manage a space`;
}
