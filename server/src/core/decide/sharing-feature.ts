import { lacksManagedSpaces } from '../model/validity.js';
import type { World } from '../model/world.js';
import type { Origin } from '../syntax/policy/access.js';
import type { Point } from './evaluate.js';
import { holds, USER_DEFAULT } from './person.js';
import type { Outcome, Shortfall } from './types.js';

const SHARING: ReadonlySet<string> = new Set(['app.share', 'app.remove-app-only-access']);

/** Whether an action shares a single app, or ends that. */
export function isSharing(action: string): boolean {
  return SHARING.has(action);
}

const PERMISSION = 'fineGrainedSharing';

/** Where User Default states whether single apps are shared. */
function statedIn({ roles }: World): { readonly origin: Origin } | undefined {
  return roles.get(USER_DEFAULT)?.permissions.find(({ permission }) => permission === PERMISSION);
}

/** Whether more than the tables tells who shares single apps. */
export function isSharingLimited(world: World): boolean {
  return lacksManagedSpaces(world) || statedIn(world) !== undefined;
}

/**
 * Sharing a single app besides needs a feature of the tenant, and is controlled by a permission (Sharing applications
 * with users who are not space members). The rows of the tables don't ask for it: that it may be needed is a caveat, unless
 * User Default states that it is not allowed.
 */
export function withSharingFeature(point: Point, outcome: Outcome): Outcome {
  const { engine, action } = point;
  if (!isSharing(action.id) || outcome.verdict === 'denied') return outcome;
  const { world } = engine;
  if (lacksManagedSpaces(world))
    return denied(outcome, {
      kind: 'space type',
      text: `sharing single apps is not available with the subscription ${world.tenant.subscription ?? ''}`,
    });
  if (action.id !== 'app.share') return outcome;
  const held = holds(engine, point.person, { permission: PERMISSION, values: ['allowed'] });
  if (held.state === 'held') return outcome;
  const title = engine.matrix.permission(PERMISSION)?.permission.title ?? PERMISSION;
  const stated = statedIn(world);
  if (held.state === 'not held' && stated !== undefined)
    return denied(outcome, {
      kind: 'no permission',
      text: `lacks the permission ${title}, without which only whole spaces are shared`,
      origin: stated.origin,
    });
  return {
    ...outcome,
    caveats: [...outcome.caveats, `the permission ${title} may be needed besides`],
  };
}

function denied(outcome: Outcome, shortfall: Shortfall): Outcome {
  return {
    ...outcome,
    verdict: 'denied',
    grants: [],
    missing: [],
    shortfalls: [shortfall, ...outcome.shortfalls],
  };
}
