import type { Point } from './evaluate.js';
import { personText } from './person.js';
import type { Outcome } from './types.js';

const EMBEDDED = 'EmbeddedAnalyticsUser';

/**
 * Embedded Analytics User is the one role that takes something away: whoever has it uses apps embedded elsewhere, and nothing else of the
 * tenant (Default roles). How a question is put, embedded or not, a policy doesn't tell: it is a caveat.
 */
export function withRestriction(
  { engine, person }: Pick<Point, 'engine' | 'person'>,
  outcome: Outcome,
): Outcome {
  if (outcome.verdict === 'denied') return outcome;
  const roles = engine.people.rolesHeld(person);
  if (!roles.some(({ held }) => held.role === EMBEDDED)) return outcome;
  const title = engine.matrix.securityRole(EMBEDDED)?.role.title ?? EMBEDDED;
  const caveat = `${personText(person)} has the role ${title}, which leaves them only apps that are embedded elsewhere`;
  return { ...outcome, caveats: [...outcome.caveats, caveat] };
}
