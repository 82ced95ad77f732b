import { type Invalid, memberProblem, shareProblem, spaceProblem } from '../model/validity.js';
import type { Finding, Rule, RuleContext } from './rule.js';

/** A rule that reports grants that give nothing for one reason. */
export function invalidGrantRule(id: Invalid['rule'], summary: string): Rule {
  return {
    id,
    severity: 'error',
    summary,
    *check(context): Iterable<Finding> {
      for (const { invalid, finding } of invalidGrants(context))
        if (invalid.rule === id) yield finding;
    },
  };
}

function* invalidGrants({
  engine,
}: RuleContext): Iterable<{ readonly invalid: Invalid; readonly finding: Finding }> {
  const { world } = engine;
  for (const space of world.spaces.values()) {
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
}

/** Whether the reason lies in the grant as a whole, not in its role. */
function aboutPrincipal(invalid: Invalid | undefined): boolean {
  return (
    invalid !== undefined &&
    !['role-not-in-space-type', 'owner-as-role', 'share-role'].includes(invalid.rule)
  );
}
