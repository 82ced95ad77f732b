import { memberProblem, shareProblem } from '../model/validity.js';
import type { Grant, GrantedRole, User } from '../model/world.js';
import type { Engine } from '../decide/engine.js';
import type { Origin } from '../syntax/policy/access.js';
import { MANAGED_SPACES } from './documents.js';
import { few } from '../text/few.js';
import { holdersOf } from './holders.js';
import type { Finding, SpaceRule } from './rule.js';

const RESTRICTED = 'basicconsumer';

export const becomesFullUser: SpaceRule = {
  id: 'becomes-full-user',
  severity: 'warning',
  summary: 'A Basic User is given more than Has restricted view, and so becomes a Full User.',
  document: MANAGED_SPACES,
  sight: 'members',
  speaksOf: 'basic',
  *checkSpace({ engine, space }): Iterable<Finding> {
    const { world } = engine;
    if (space.type === 'personal' || engine.people.crowd.entitledTo('basic').length === 0) return;
    const { owner } = space;
    if (owner?.user !== undefined) {
      const found = holdersOf(engine, { kind: 'user', id: owner.user }, 'basic');
      if (found.length > 0)
        yield {
          message: `owning ${space.name} ${makes(found)}`,
          origin: owner.origin ?? space.origin,
        };
    }
    for (const grant of space.members)
      yield* inGrant(
        engine,
        grant,
        `in ${space.name}`,
        ({ role }) => memberProblem(world, space, grant.principal, role) === undefined,
      );
    for (const item of space.items)
      if (item.kind === 'app')
        for (const grant of item.shares)
          yield* inGrant(
            engine,
            grant,
            `of ${item.name}`,
            ({ role }) => shareProblem(world, space, item, grant.principal, role) === undefined,
          );
  },
};

function* inGrant(
  engine: Engine,
  { principal, roles, origin }: Grant,
  where: string,
  isValid: (role: GrantedRole) => boolean,
): Iterable<Finding> {
  if (roles.every(({ role }) => role.id === RESTRICTED)) return;
  const found = holdersOf(engine, principal, 'basic');
  if (found.length === 0) return;
  const more = roles.filter((each) => each.role.id !== RESTRICTED && isValid(each));
  const place: Origin | undefined = more[0]?.origin ?? origin;
  if (more.length > 0 && place !== undefined)
    yield {
      message: `${more.map(({ role }) => role.title).join(' and ')} ${where} ${makes(found)}`,
      origin: place,
    };
}

function makes(users: readonly User[]): string {
  const names = few(users.map(({ id }) => id));
  return users.length === 1
    ? `makes a Full User of ${names}, who is entitled to be a Basic User: give Has restricted view alone, or state entitlement: full`
    : `makes Full Users of ${names}, who are entitled to be Basic Users: give Has restricted view alone, or state entitlement: full`;
}
