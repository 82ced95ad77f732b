import type { ShareLimits } from '../config/limits.js';
import type { Engine } from '../decide/engine.js';
import {
  type Grant,
  type Item,
  type Principal,
  principalKey,
  principalText,
  type Space,
} from '../model/world.js';
import type { Origin } from '../syntax/policy/access.js';
import { few } from '../text/few.js';
import type { Finding, SpaceContext } from './rule.js';

/** How many shares something has, against how many it may have. */
export interface ShareCount {
  readonly what: string;
  readonly count: number;
  readonly limit: number;
  readonly origin: Origin;
  /** Which shares may go for what, so that fewer are left. */
  readonly advice: (engine: Engine) => string;
}

/** One principal's shares in a space. */
interface Received {
  readonly principal: Principal;
  readonly apps: string[];
  readonly origin: Origin;
}

/** Shares per application, per user or group in a space, and per space (Sharing limitations per space). */
export function* shareCounts(space: Space, limits: ShareLimits): Iterable<ShareCount> {
  const apps = space.items.filter(({ kind }) => kind === 'app');
  const received = receivedIn(apps);
  let total = 0;
  for (const { name, shares, origin } of apps) {
    total += shares.length;
    if (origin !== undefined)
      yield {
        what: `the app ${name}`,
        count: shares.length,
        limit: limits.perApplication,
        origin,
        advice: (engine) => groupInstead(engine, shares),
      };
  }
  for (const { principal, apps: names, origin } of received)
    yield {
      what: `${principalText(principal)} in the space ${space.name}`,
      count: names.length,
      limit: limits.perPrincipal,
      origin,
      advice: () =>
        `make ${principalText(principal)} a member of the space instead of sharing ${few(names)}`,
    };
  yield {
    what: `the space ${space.name}`,
    count: total,
    limit: limits.perSpace,
    origin: space.origin,
    advice: () => membersInstead(received, total, limits),
  };
}

/** Whether a count comes near a limit, or is over it. Divided, as per cents are: so that 55 of 100 are 55 %. */
export function isNear(count: number, limit: number, { near }: ShareLimits): boolean {
  return count / limit >= near;
}

/** What each user and group is shared; those who stand for everyone are neither. */
function receivedIn(apps: readonly Item[]): readonly Received[] {
  const received = new Map<string, Received>();
  for (const { name, shares } of apps)
    for (const { principal, origin } of shares) {
      if (origin === undefined || !('id' in principal)) continue;
      const key = principalKey(principal);
      const known = received.get(key);
      if (known === undefined) received.set(key, { principal, apps: [name], origin });
      else known.apps.push(name);
    }
  return [...received.values()];
}

/** The group that holds most of those whom an app is shared with one by one. */
function groupInstead({ people, world }: Engine, shares: readonly Grant[]): string {
  const holds = new Map<string, string[]>();
  for (const { principal } of shares) {
    const user = principal.kind === 'user' ? world.users.get(principal.id) : undefined;
    if (user === undefined) continue;
    for (const { group, missing } of people.memberships({ kind: 'user', user }))
      if (missing === undefined) {
        const members = holds.get(group);
        if (members === undefined) holds.set(group, [user.id]);
        else members.push(user.id);
      }
  }
  const [best] = [...holds].sort(([, a], [, b]) => b.length - a.length);
  return best === undefined || best[1].length < 2
    ? 'share it with a group that holds them instead of single users, or make them members of the space'
    : `share it with group ${best[0]} instead of its members ${few(best[1])}, which leaves ${shares.length - best[1].length + 1}`;
}

/** Those with the most shares: as members of the space they need none. */
function membersInstead(received: readonly Received[], total: number, limits: ShareLimits): string {
  const most = [...received].sort((a, b) => b.apps.length - a.apps.length);
  let left = total;
  const names: string[] = [];
  for (const { principal, apps } of most) {
    if (!isNear(left, limits.perSpace, limits)) break;
    left -= apps.length;
    names.push(`${principalText(principal)} (${apps.length})`);
  }
  return `make those with the most shares members of the space instead: ${few(names)}`;
}

/** The counts of a space that a test picks, as findings. */
export function* limitFindings(
  { engine, space, config }: SpaceContext,
  picks: (count: ShareCount) => boolean,
): Iterable<Finding> {
  for (const each of shareCounts(space, config.limits)) {
    if (!picks(each)) continue;
    const { what, count, limit, origin } = each;
    const state = count > limit ? `${count - limit} too many` : leftText(limit - count);
    yield {
      message: `${what} has ${count} of at most ${limit} shares, ${state}: ${each.advice(engine)}`,
      origin,
    };
  }
}

function leftText(left: number): string {
  return `${left} ${left === 1 ? 'is' : 'are'} left`;
}
