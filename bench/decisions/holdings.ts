import type { Engine } from '../../server/src/core/decide/engine.js';
import type { Space, User } from '../../server/src/core/model/world.js';
import { TABLES, type TranslatedType } from './questions.js';

/** A role in a space, and whom the space gives it to: a user, a group, or everyone. */
export interface RoleOf {
  readonly role: string;
  readonly to: { readonly kind: 'user' | 'group' | 'everyone'; readonly id: string };
}

/** Every role that a space gives, its owner's included: what the policy says, for the peers. */
export function rolesIn({ owner, members }: Space): readonly RoleOf[] {
  const roles: RoleOf[] = [];
  if (owner?.user !== undefined)
    roles.push({ role: 'owner', to: { kind: 'user', id: owner.user } });
  for (const { principal, roles: granted } of members)
    for (const { role } of granted) {
      const { kind } = principal;
      if (kind === 'link') continue;
      roles.push({
        role: role.id,
        to: { kind, id: kind === 'everyone' ? 'everyone' : principal.id },
      });
    }
  return roles;
}

/** The groups of a user. */
export function groupsOf({ people }: Engine, user: User): readonly string[] {
  return people
    .memberships({ kind: 'user', user })
    .flatMap(({ group, missing }) => (missing === undefined ? [group] : []));
}

/** The roles of a type of space that the tables have a column for, each with the actions that it allows: of joined ones, both roles. */
export function columnsOf(
  { matrix, columns }: Engine,
  type: TranslatedType,
  isAsked: (action: string) => boolean,
): readonly { readonly roles: readonly string[]; readonly actions: readonly string[] }[] {
  const table = TABLES[type];
  return matrix.table(table).columns.map(({ id }) => {
    const { yes } = columns.sets(table, id);
    return {
      roles: id.split('+'),
      actions: [...yes].flatMap((bit) => {
        const action = matrix.actions[bit]?.id;
        return action !== undefined && isAsked(action) ? [action] : [];
      }),
    };
  });
}
