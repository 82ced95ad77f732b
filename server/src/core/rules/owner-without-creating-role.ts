import { creatingRoles } from '../decide/creation.js';
import type { Engine } from '../decide/engine.js';
import type { Person } from '../decide/types.js';
import type { SpaceType } from '../matrix/types.js';
import type { Space } from '../model/world.js';
import { WORKING_IN_SPACES } from './documents.js';
import { few } from '../text/few.js';
import type { Finding, PolicyRule } from './rule.js';

export const ownerWithoutCreatingRole: PolicyRule = {
  id: 'owner-without-creating-role',
  severity: 'info',
  summary:
    'Spaces without created-by are owned by users who hold no role that creates such spaces.',
  document: WORKING_IN_SPACES,
  *check({ engine }): Iterable<Finding> {
    for (const type of ['shared', 'managed', 'data'] as const) {
      const creators = creatorsOf(engine, type);
      if (creators === undefined) continue;
      const spaces: Space[] = [];
      engine.world.spaces.forEach((space) => {
        if (
          space.type === type &&
          space.createdBy === undefined &&
          isOwnedByOthers(space, creators)
        )
          spaces.push(space);
      });
      const [first] = spaces;
      if (first !== undefined) yield finding(type, spaces, first);
    }
  },
};

/**
 * The ids of the users who hold, or may hold, a role that creates spaces of a type. Undefined where only administrators do:
 * then the policy doesn't tell which users have the role that is there for it.
 */
function creatorsOf(engine: Engine, type: SpaceType): ReadonlySet<string> | undefined {
  const creators = engine.people.crowd.holdersOf(creatingRoles(engine.matrix, type));
  return creators.every((person) => isAdministrator(engine, person))
    ? undefined
    : new Set(creators.flatMap((person) => (person.kind === 'user' ? [person.user.id] : [])));
}

const ADMINISTRATORS: ReadonlySet<string> = new Set(['TenantAdmin', 'AnalyticsAdmin', 'DataAdmin']);

function isAdministrator({ people }: Engine, person: Person): boolean {
  return people.rolesHeld(person).some(({ held }) => ADMINISTRATORS.has(held.role));
}

function isOwnedByOthers({ owner }: Space, creators: ReadonlySet<string>): boolean {
  return owner?.user !== undefined && !creators.has(owner.user);
}

function finding(type: SpaceType, spaces: readonly Space[], first: Space): Finding {
  const named = spaces.map(({ name, owner }) => `${name} (${owner?.user ?? ''})`);
  return {
    message: `no created-by, and the owner holds no role that creates ${type} spaces: ${few(named)}; state who created ${spaces.length === 1 ? 'it' : 'them'} (created-by: …)`,
    origin: first.owner?.origin ?? first.origin,
  };
}
