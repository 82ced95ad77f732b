import type { Engine } from '../decide/engine.js';
import type { Entitlement, Principal, User } from '../model/world.js';

/** The users of the policy whom a grant is for who have an entitlement, but for those who are disabled. */
export function holdersOf(
  { people: { crowd }, world }: Engine,
  principal: Principal,
  entitlement: Entitlement,
): readonly User[] {
  const has = (user: User): boolean =>
    user.entitlement === entitlement && user.status !== 'disabled';
  switch (principal.kind) {
    case 'user': {
      const user = world.users.get(principal.id);
      return user !== undefined && has(user) ? [user] : [];
    }
    case 'group':
      return crowd.holdersIn(principal.id, entitlement);
    case 'everyone':
      return crowd.entitledTo(entitlement);
    case 'link':
      return [];
  }
}
