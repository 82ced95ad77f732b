import { creatingRoles, mayCreate } from '../decide/creation.js';
import { WORKING_IN_SPACES } from './documents.js';
import type { Finding, SpaceRule } from './rule.js';

export const creatorWithoutRole: SpaceRule = {
  id: 'creator-without-role',
  severity: 'warning',
  summary: 'Who created a space holds none of the tenant roles that create spaces of its type.',
  document: WORKING_IN_SPACES,
  *checkSpace({ engine, space: { type, createdBy, origin } }): Iterable<Finding> {
    const user = createdBy?.user === undefined ? undefined : engine.world.users.get(createdBy.user);
    if (user === undefined || user.status === 'disabled') return;
    const person = { kind: 'user', user } as const;
    const roles = creatingRoles(engine.matrix, type);
    if (roles.length === 0 || mayCreate(engine, person, type)) return;
    const titles = roles.map((id) => engine.matrix.securityRole(id)?.role.title ?? id);
    yield {
      message: `${user.id} holds none of the roles that create ${type} spaces (${titles.join(', ')}): correct created-by, or state the role under users`,
      origin: createdBy?.origin ?? origin,
    };
  },
};
