import type { Engine } from '../decide/engine.js';
import { memberRoles } from '../decide/holdings.js';
import { personOf } from '../decide/person.js';
import type { Person } from '../decide/types.js';
import { shareProblem } from '../model/validity.js';
import { type Grant, type Item, principalText, type Space } from '../model/world.js';
import { SHARING_APPLICATIONS } from './documents.js';
import { few } from '../text/few.js';
import type { Finding, SpaceRule } from './rule.js';

export const shareWithWriteTable: SpaceRule = {
  id: 'share-with-write-table',
  severity: 'warning',
  summary:
    'An app with write tables is shared with users or groups that are no members of the space.',
  document: SHARING_APPLICATIONS,
  sight: 'members',
  *checkSpace({ engine, space }): Iterable<Finding> {
    for (const item of engine.grantsOf(space).writeTables) {
      const outsiders = item.shares.filter((grant) => reachesOutsiders(engine, space, item, grant));
      const origin = outsiders[0]?.origin ?? item.origin;
      if (outsiders.length === 0 || origin === undefined) continue;
      const who = few(outsiders.map(({ principal }) => principalText(principal)));
      yield {
        message: `a share does not reach the write tables of ${item.name}: make ${who} ${outsiders.length === 1 ? 'a member' : 'members'} of ${space.name} to let them see or use these`,
        origin,
      };
    }
  },
};

/** Whether somebody whom a share gives something is no member of the space for certain. */
function reachesOutsiders(
  engine: Engine,
  space: Space,
  item: Item,
  { principal, roles }: Grant,
): boolean {
  const { world, people } = engine;
  const person = personOf(world, principal);
  if (
    person === undefined ||
    roles.every(({ role }) => shareProblem(world, space, item, principal, role) !== undefined)
  )
    return false;
  const isOutside = (each: Person): boolean =>
    !(each.kind === 'user' && each.user.status === 'disabled') &&
    memberRoles(engine, each, space).roles.length === 0;
  // What the group itself has in the space, each of its members has.
  return person.kind === 'group-member'
    ? isOutside(person) && people.crowd.membersOf(person.group.id).some(isOutside)
    : isOutside(person);
}
