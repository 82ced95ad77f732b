import { MANAGED_SPACES } from './documents.js';
import type { Finding, SpaceRule } from './rule.js';

export const spaceWithoutOwner: SpaceRule = {
  id: 'space-without-owner',
  severity: 'warning',
  summary: 'A space has no owner, or one who is disabled or only invited.',
  document: MANAGED_SPACES,
  *checkSpace({ engine, space }): Iterable<Finding> {
    const { name, owner, origin } = space;
    if (owner === undefined) {
      yield { message: `${name} has no owner: state who owns it (owner: …)`, origin };
      return;
    }
    const user = owner.user === undefined ? undefined : engine.world.users.get(owner.user);
    if (user === undefined || user.status === 'active') return;
    const why =
      user.status === 'disabled'
        ? `is disabled: an administrator makes somebody else the owner`
        : `is only invited: until they join, nobody acts as the owner`;
    yield { message: `the owner of ${name}, ${user.id}, ${why}`, origin: owner.origin ?? origin };
  },
};
