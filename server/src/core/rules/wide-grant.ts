import { memberProblem, shareProblem } from '../model/validity.js';
import { type Grant, type GrantedRole, principalText } from '../model/world.js';
import type { Finding, SpaceContext } from './rule.js';

/** The grants of a space, and shares of its apps, to everyone or to anyone with the link, as far as they give something. */
export function* wideGrants(
  { engine, space }: SpaceContext,
  kind: 'everyone' | 'link',
  advice: string,
): Iterable<Finding> {
  const { world } = engine;
  const { members, shares } = engine.grantsOf(space);
  const say = (grant: Grant, roles: readonly GrantedRole[], where: string): Finding[] =>
    roles.length === 0 || grant.origin === undefined
      ? []
      : [
          {
            message: `${principalText(grant.principal)} has ${roles.map(({ role }) => role.title).join(' and ')} ${where}: ${advice}`,
            origin: grant.origin,
          },
        ];
  for (const { grant } of members[kind])
    yield* say(
      grant,
      grant.roles.filter(({ role }) => !memberProblem(world, space, grant.principal, role)),
      `in ${space.name}`,
    );
  for (const { grant, item } of shares[kind])
    if (item !== undefined)
      yield* say(
        grant,
        grant.roles.filter(({ role }) => !shareProblem(world, space, item, grant.principal, role)),
        `of ${item.name}`,
      );
}
