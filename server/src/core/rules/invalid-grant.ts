import { Attached } from '../attached.js';
import { memberParts } from '../model/member-parts.js';
import { type Invalid, memberProblem, shareProblem, spaceProblem } from '../model/validity.js';
import type { SpaceRole } from '../matrix/types.js';
import type { Grant, Principal, Space, World } from '../model/world.js';
import type { Finding, InvalidGrant, SpaceRule } from './rule.js';

/** A rule that reports grants that give nothing for one reason. */
export function invalidGrantRule(id: Invalid['rule'], summary: string): SpaceRule {
  return {
    id,
    severity: 'error',
    summary,
    *checkSpace({ invalidGrants }): Iterable<Finding> {
      for (const { invalid, finding } of invalidGrants()) if (invalid.rule === id) yield finding;
    },
  };
}

/** The grants of a space that give nothing. */
export function* findInvalidGrants(world: World, space: Space): Iterable<InvalidGrant> {
  const whole = spaceProblem(world, space);
  if (whole !== undefined)
    yield { invalid: whole, finding: { message: whole.message, origin: space.origin } };
  if (whole === undefined) {
    const isPlain = plainRoles(world, space);
    const parts = memberParts(space.members)?.filter(
      (part) => !kinds.of(part, kindsAmong).every(isPlain),
    );
    for (const grant of parts?.flat() ?? space.members)
      if (!isPlain(grant))
        yield* inGrant(grant, (role) => memberProblem(world, space, grant.principal, role));
  }
  for (const item of space.items)
    for (const grant of item.shares)
      yield* inGrant(grant, (role) => shareProblem(world, space, item, grant.principal, role));
}

/** Tells whether all roles of a grant were found to give something to a member of its kind: of thousands, few differ. */
function plainRoles(world: World, space: Space): (grant: Grant) => boolean {
  const found = new Map<Principal['kind'], Map<SpaceRole, boolean>>();
  return ({ principal, roles }) => {
    let known = found.get(principal.kind);
    if (known === undefined) found.set(principal.kind, (known = new Map<SpaceRole, boolean>()));
    for (const { role } of roles) {
      let isGiving = known.get(role);
      if (isGiving === undefined)
        known.set(role, (isGiving = memberProblem(world, space, principal, role) === undefined));
      if (!isGiving) return false;
    }
    return true;
  };
}

/** Of parts of the members of spaces: the grants that differ in their roles, or in the kind of their principal. */
const kinds = new Attached<readonly Grant[], readonly Grant[]>();

function kindsAmong(grants: readonly Grant[]): readonly Grant[] {
  const keyOf = ({ principal, roles }: Grant): string =>
    [principal.kind, ...roles.map(({ role }) => role.id)].join(' ');
  return [...new Map(grants.map((grant) => [keyOf(grant), grant])).values()];
}

/** What is wrong with a grant, once, or with single roles of it. */
function* inGrant(
  { roles, origin: place }: Grant,
  problemOf: (role: SpaceRole) => Invalid | undefined,
): Iterable<InvalidGrant> {
  const told = new Set<Invalid['rule']>();
  for (const { role, origin } of roles) {
    const invalid = problemOf(role);
    if (invalid === undefined || told.has(invalid.rule)) continue;
    if (!ABOUT_ROLES.has(invalid.rule)) told.add(invalid.rule);
    const at = ABOUT_ROLES.has(invalid.rule) ? origin : (place ?? origin);
    if (at !== undefined) yield { invalid, finding: { message: invalid.message, origin: at } };
  }
}

/** Where the reason lies in a single role, not in the grant as a whole. */
const ABOUT_ROLES: ReadonlySet<Invalid['rule']> = new Set([
  'role-not-in-space-type',
  'owner-as-role',
  'share-role',
]);
