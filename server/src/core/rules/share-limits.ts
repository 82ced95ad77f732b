import type { ShareLimits } from '../config/config.js';
import { type Principal, principalText, type Space } from '../model/world.js';
import type { Origin } from '../syntax/policy/access.js';
import type { Finding, SpaceContext } from './rule.js';

/** How many shares something has, against how many it may have. */
export interface ShareCount {
  readonly what: string;
  readonly count: number;
  readonly limit: number;
  readonly origin: Origin;
  /** What would bring it under the limit. */
  readonly advice: string;
}

/** Shares per application, per user or group in a space, and per space (Sharing limitations per space). */
export function* shareCounts(space: Space, limits: ShareLimits): Iterable<ShareCount> {
  const principals = new Map<
    string,
    { readonly principal: Principal; count: number; origin: Origin }
  >();
  let total = 0;
  for (const item of space.items) {
    if (item.kind !== 'app') continue;
    total += item.shares.length;
    if (item.origin !== undefined)
      yield {
        what: `the app ${item.name}`,
        count: item.shares.length,
        limit: limits.perApplication,
        origin: item.origin,
        advice: 'share it with groups instead of single users, or make users members of the space',
      };
    for (const { principal, origin } of item.shares) {
      if (origin === undefined) continue;
      const key = `${principal.kind} ${principalText(principal)}`;
      const known = principals.get(key);
      principals.set(key, { principal, count: (known?.count ?? 0) + 1, origin });
    }
  }
  for (const { principal, count, origin } of principals.values())
    yield {
      what: `${principalText(principal)} in the space ${space.name}`,
      count,
      limit: limits.perPrincipal,
      origin,
      advice: `make ${principalText(principal)} a member of the space`,
    };
  yield {
    what: `the space ${space.name}`,
    count: total,
    limit: limits.perSpace,
    origin: space.origin,
    advice: 'share with groups instead of single users, or make users members of the space',
  };
}

/** The counts of a space that a test picks, as findings. */
export function* limitFindings(
  { space, config }: SpaceContext,
  picks: (count: ShareCount) => boolean,
  word: string,
): Iterable<Finding> {
  for (const count of shareCounts(space, config.limits))
    if (picks(count))
      yield {
        message: `${count.what} has ${count.count} of at most ${count.limit} shares: ${word}; ${count.advice}`,
        origin: count.origin,
      };
}
