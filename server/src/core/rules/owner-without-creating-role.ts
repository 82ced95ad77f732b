import { Attached } from '../attached.js';
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
    const creators = known.of(engine.people.crowd.sameness.of, () => findCreators(engine));
    const found = new Map<SpaceType, Space[]>();
    engine.world.spaces.forEach((space) => {
      if (space.createdBy !== undefined) return;
      const ids = creators.get(space.type);
      if (ids === undefined || !isOwnedByOthers(space, ids)) return;
      const spaces = found.get(space.type);
      if (spaces === undefined) found.set(space.type, [space]);
      else spaces.push(space);
    });
    for (const type of TYPES) {
      const spaces = found.get(type);
      const [first] = spaces ?? [];
      if (spaces !== undefined && first !== undefined) yield finding(type, spaces, first);
    }
  },
};

const TYPES = ['shared', 'managed', 'data'] as const;

type Creators = ReadonlyMap<SpaceType, ReadonlySet<string>>;

/** By what is certain of everybody: no change of who is in a group that gives no role makes a difference. */
const known = new Attached<object, Creators>();

/** Who creates spaces of each type, where the policy tells. */
function findCreators(engine: Engine): Creators {
  const creators = new Map<SpaceType, ReadonlySet<string>>();
  for (const type of TYPES) {
    const ids = creatorsOf(engine, type);
    if (ids !== undefined) creators.set(type, ids);
  }
  return creators;
}

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
