import type { Config } from '../config/config.js';
import { isSameTenant } from '../decide/engine.js';
import type { Policy } from '../model/policy.js';
import { isSameButTenant } from '../model/stated.js';
import type { Tenant } from '../model/world.js';
import type { SpaceFindings } from './findings.js';
import type { TestResults } from './test-results.js';

/** What was found in a state in which the tenant said something else, and all else was as it is now. */
export interface Earlier extends TestResults {
  readonly tenant: Tenant;
  readonly spaces: SpaceFindings;
}

/** A state of which it is known what was found. */
export interface Found extends TestResults {
  readonly policy: Policy;
  readonly config: Config;
  readonly spaces: SpaceFindings;
  /** Of each entitlement that the tenant gave at most one; none once anything else has changed. */
  readonly earlier: readonly Earlier[];
}

const NONE: readonly Earlier[] = [];

/**
 * What is known of earlier states that have the same tests, and differ by what the tenant says alone. It is kept while nobody edits
 * anything else: whoever changes what all users are entitled to by default often returns to what it was.
 */
export function earlierStates(
  { policy, config }: Pick<Found, 'policy' | 'config'>,
  before: Found,
): readonly Earlier[] {
  const isSame = isSameButTenant(policy.memo.statements, before.policy.memo.statements);
  if (!isSame || config !== before.config) return NONE;
  const { world } = before.policy;
  if (policy.world === world) return before.earlier;
  const { tests, noisyTests, testIndex, spaces } = before;
  const { tenant } = world;
  return [
    ...before.earlier.filter((each) => each.tenant.entitlement !== tenant.entitlement),
    { tenant, tests, noisyTests, testIndex, spaces },
  ];
}

/** The one of them in which everybody was entitled to what they are now. */
export function sameState({ world }: Policy, states: readonly Earlier[]): Earlier | undefined {
  return states.find(
    ({ tenant }) =>
      tenant.entitlement === world.tenant.entitlement && isSameTenant(tenant, world.tenant),
  );
}
