import { Attached } from '../attached.js';
import { memberParts } from '../model/member-parts.js';
import { memberProblem } from '../model/validity.js';
import type { Engine } from '../decide/engine.js';
import type { Grant, GrantedRole, Principal, Space, User } from '../model/world.js';
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
  speaksOf: 'analyzer',
  *checkSpace({ engine, space, since }): Iterable<Finding> {
    const { name, type, owner, members, origin } = space;
    if (type === 'personal') return;
    if (since?.others?.some((each) => manages(engine, each, space)) === false) {
      yield* since.found(analyzerManagesSpace.id);
      return;
    }
    const owners =
      owner?.user === undefined
        ? []
        : holdersOf(engine, { kind: 'user', id: owner.user }, 'analyzer');
    if (owners.length > 0)
      yield {
        message: `${whoAre(owners)}: make a Professional or Full User the owner of ${name}`,
        origin: owner?.origin ?? origin,
      };
    for (const { principal, roles } of suspectsIn(engine, members)) {
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

/** Whether a grant lets somebody with Analyzer entitlement manage. */
function isSuspect(engine: Engine, { principal, roles }: Grant): boolean {
  return roles.some(isManaging) && holdersOf(engine, principal, 'analyzer').length > 0;
}

/** What is kept of a part of the members of a space, while what is known of everybody is the same. */
interface Kept {
  readonly sameness: object;
  /** The grants to users with Analyzer entitlement, and those to others than single users. */
  readonly grants: readonly Grant[];
}

const known = new Attached<readonly Grant[], Kept>();

/** The suspect grants to the members of a space; where they are many, only the parts are looked at that are others. */
function suspectsIn(engine: Engine, members: readonly Grant[]): readonly Grant[] {
  const isOfSuspect = (grant: Grant): boolean => isSuspect(engine, grant);
  const parts = memberParts(members);
  if (parts === undefined) return members.filter(isOfSuspect);
  const { of } = engine.people.crowd.sameness;
  return parts.flatMap((part) => {
    let kept = known.get(part);
    if (kept?.sameness !== of) {
      const grants = part.filter((each) => each.principal.kind !== 'user' || isOfSuspect(each));
      known.set(part, (kept = { sameness: of, grants }));
    }
    return kept.grants.filter(isOfSuspect);
  });
}

/** Whether a space may let a user, or those in a group, manage it. */
function manages(engine: Engine, principal: Principal, space: Space): boolean {
  if (principal.kind === 'user' && principal.id === space.owner?.user) return true;
  const { members } = engine.grantsOf(space);
  const grants =
    principal.kind === 'group'
      ? members.group(principal.id)
      : [...members.everyone, ...(principal.kind === 'user' ? members.user(principal.id) : [])];
  return grants.some(({ grant }) => grant.roles.some(isManaging));
}

function isManaging({ role }: GrantedRole): boolean {
  return role.id === MANAGING;
}

function whoAre(users: readonly User[]): string {
  const many = users.length > 1;
  return `${few(users.map(({ id }) => id))} ${many ? 'have' : 'has'} Analyzer entitlement, with which ${many ? 'they' : 'a user'} should not manage a space`;
}
