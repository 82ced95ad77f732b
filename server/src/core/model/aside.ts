import type { Policy } from './policy.js';
import { UnitsBeside } from './units.js';

/** A policy to build a state from that is only tried: the policy itself can go on to other states as if nothing had been tried. */
export function aside(policy: Policy): Policy {
  const { memo } = policy;
  return { ...policy, memo: { ...memo, units: new UnitsBeside(memo.units) } };
}
