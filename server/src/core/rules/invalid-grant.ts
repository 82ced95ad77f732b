import { type Invalid, memberProblem, shareProblem, spaceProblem } from '../model/validity.js';
import type { Space, World } from '../model/world.js';
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
  for (const { principal, roles, origin: place } of space.members)
    for (const { role, origin } of roles) {
      const invalid = memberProblem(world, space, principal, role);
      const at = aboutPrincipal(invalid) ? (place ?? origin) : origin;
      if (invalid !== undefined && whole === undefined && at !== undefined)
        yield { invalid, finding: { message: invalid.message, origin: at } };
    }
  for (const item of space.items)
    for (const { principal, roles, origin: place } of item.shares)
      for (const { role, origin } of roles) {
        const invalid = shareProblem(world, space, item, principal, role);
        const at = aboutPrincipal(invalid) ? (place ?? origin) : origin;
        if (invalid !== undefined && at !== undefined)
          yield { invalid, finding: { message: invalid.message, origin: at } };
      }
}

/** Whether the reason lies in the grant as a whole, not in its role. */
function aboutPrincipal(invalid: Invalid | undefined): boolean {
  return (
    invalid !== undefined &&
    !['role-not-in-space-type', 'owner-as-role', 'share-role'].includes(invalid.rule)
  );
}
