import { Attached } from '../attached.js';
import { personOf } from '../decide/person.js';
import type { Engine } from '../decide/engine.js';
import { tablesOf } from '../decide/entitlement.js';
import { type Holding, isSpaceOwner, memberRoles } from '../decide/holdings.js';
import type { GrantInSpace, GrantsByPrincipal } from '../decide/space-grants.js';
import type { Person } from '../decide/types.js';
import { memberParts } from '../model/member-parts.js';
import { type Grant, type Principal, principalText, type Space } from '../model/world.js';
import { MANAGED_SPACES } from './documents.js';
import { addsNothing, apartFrom, columnAdds, redundancy } from './redundancy.js';
import type { Finding, Since, SpaceRule } from './rule.js';

export const redundantGrant: SpaceRule = {
  id: 'redundant-grant',
  severity: 'info',
  summary: 'A role of a member that adds no known Yes to what they have in the space anyway.',
  document: MANAGED_SPACES,
  *checkSpace({ engine, space, invalidGrants, since }): Iterable<Finding> {
    const { world } = engine;
    const before = since?.found(redundantGrant.id) ?? [];
    const isAllValid = invalidGrants().length === 0;
    const mayOverlap = isAllValid ? overlapping(engine, space) : () => true;
    const adding = isAllValid ? addingIn(engine, space) : undefined;
    for (const part of memberParts(space.members) ?? [space.members]) {
      if (since === undefined && adding?.hasAll(part)) continue;
      let isAdding = true;
      for (const grant of part) {
        if (since !== undefined && isSameUser(grant.principal, since)) {
          for (const finding of before) if (isOf(finding, grant)) yield finding;
          isAdding = false;
          continue;
        }
        if (!mayOverlap(grant) || adding?.has(grant)) continue;
        const person = personOf(world, grant.principal);
        if (person === undefined) continue;
        if (isAllValid && addsAtAGlance(engine, person, space, grant)) {
          adding?.add(grant);
          continue;
        }
        isAdding = false;
        const { roles } = memberRoles(engine, person, space);
        for (const { holding, origin, others } of apartFrom(grant, roles))
          if (addsNothing(engine, person, space, holding, others, 'space'))
            yield redundancy(giving(space, grant, holding), space, grant, others, origin);
      }
      if (isAdding) adding?.addAll(part);
    }
  },
};

function isSameUser(principal: Principal, { isSame }: Since): boolean {
  return principal.kind === 'user' && isSame(principal.id);
}

/** Whether a finding is about a role of a grant. */
function isOf(finding: Finding, { roles }: Grant): boolean {
  return roles.some(({ origin }) => origin === finding.origin);
}

/** Tells which grants to members may give what their holders have by another one, or because the space is theirs. */
function overlapping(engine: Engine, space: Space): (grant: Grant) => boolean {
  const { members } = engine.grantsOf(space);
  const isShared = members.everyone.length > 0 || !isEmpty(members.groupIds);
  return ({ principal, roles }) =>
    isShared ||
    roles.length > 1 ||
    principal.kind !== 'user' ||
    members.user(principal.id).length > 1 ||
    space.owner?.user === principal.id;
}

/** Fewer members than these are looked at each time. */
const MANY = 64;

/** By what is certain of everybody, and by what a space grants others than single users. */
const known = new Attached<object, Map<string, WeakSet<Adding>>>();

/** A grant that was found to add something, or a part of the members of a space in which no grant adds nothing. */
type Adding = Grant | readonly Grant[];

/** What is known of the grants to members of a large space. */
interface KnownGrants {
  has(grant: Grant): boolean;
  add(grant: Grant): void;
  hasAll(part: readonly Grant[]): boolean;
  addAll(part: readonly Grant[]): void;
}

/**
 * The grants to members of a large space that were found to add something, and still do: what else their holders have there by
 * groups and everyone is the same, and they have no other grant by themselves.
 */
function addingIn(engine: Engine, space: Space): KnownGrants | undefined {
  if (space.members.length < MANY) return undefined;
  const { of, but } = engine.people.crowd.sameness;
  const { members } = engine.grantsOf(space);
  const spaces = known.of(of, () => new Map<string, WeakSet<Adding>>());
  const shared = sharedIn(space, members);
  let grants = spaces.get(shared);
  if (grants === undefined) spaces.set(shared, (grants = new WeakSet()));
  const isAlone = ({ principal }: Grant): boolean =>
    principal.kind === 'user' && members.user(principal.id).length === 1;
  const isAnother = ({ principal }: Grant): boolean =>
    principal.kind === 'user' && but.has(principal.id);
  const found = grants;
  return {
    has: (grant) => found.has(grant) && isAlone(grant) && !isAnother(grant),
    add: (grant) => {
      if (isAlone(grant)) found.add(grant);
    },
    // Who stands in one part stands in no other one.
    hasAll: (part) => found.has(part) && (but.size === 0 || !part.some(isAnother)),
    addAll: (part) => {
      found.add(part);
    },
  };
}

/** What a space grants others than single users; with its type and owner, which bear on what adds to that. */
function sharedIn({ type, owner }: Space, members: GrantsByPrincipal): string {
  const roles = (grants: readonly GrantInSpace[]): string =>
    grants.flatMap(({ grant }) => grant.roles.map(({ role }) => role.id)).join();
  const groups = [...members.groupIds].map((id) => `${id}\t${roles(members.group(id))}`);
  return [type, owner?.user ?? '', roles(members.everyone), ...groups].join('\n');
}

function isEmpty(things: Iterable<unknown>): boolean {
  for (const _ of things) return false;
  return true;
}

/** Whether each role of a grant plainly adds to what else its holder has for certain. */
function addsAtAGlance(engine: Engine, person: Person, space: Space, grant: Grant): boolean {
  if (isSpaceOwner(person, space) || person.kind === 'link-holder') return false;
  const besides = columnsBesides(engine, person, space, grant);
  if (besides.length === 0 && grant.roles.length < 2) return true;
  const tables = tablesOf({ person, space });
  return grant.roles.every((each) => {
    const mine = grant.roles.filter((other) => other !== each).map(({ role }) => role.id);
    const others = [...besides, ...mine];
    return tables.some((table) => columnAdds(engine, table, each.role.id, others, 'space'));
  });
}

/** The columns that other grants give a person in a space for certain. */
function columnsBesides(
  engine: Engine,
  person: Person,
  space: Space,
  grant: Grant,
): readonly string[] {
  const { members } = engine.grantsOf(space);
  const columns: string[] = [];
  const add = (grants: readonly GrantInSpace[]): void => {
    for (const { grant: other } of grants)
      if (other !== grant) for (const { role } of other.roles) columns.push(role.id);
  };
  if (person.kind === 'user') add(members.user(person.user.id));
  for (const { group, missing } of engine.people.memberships(person))
    if (missing === undefined) add(members.group(group));
  add(members.everyone);
  return columns;
}

function giving({ name }: Space, { principal }: Grant, { title }: Holding): string {
  return `giving ${principalText(principal)} ${title} in ${name}`;
}
