import { memberRoles } from '../decide/holdings.js';
import { personOf } from '../decide/person.js';
import { shareProblem } from '../model/validity.js';
import { principalText } from '../model/world.js';
import { SHARING_APPLICATIONS } from './documents.js';
import { few } from '../text/few.js';
import type { Finding, SpaceRule } from './rule.js';

export const shareWithWriteTable: SpaceRule = {
  id: 'share-with-write-table',
  severity: 'warning',
  summary:
    'An app with write tables is shared with users or groups that are no members of the space.',
  document: SHARING_APPLICATIONS,
  *checkSpace({ engine, space }): Iterable<Finding> {
    const { world } = engine;
    for (const item of space.items) {
      if (!item.features.includes('write-table')) continue;
      const outsiders = item.shares.filter(({ principal, roles }) => {
        const person = personOf(world, principal);
        return (
          person !== undefined &&
          roles.some(
            ({ role }) => shareProblem(world, space, item, principal, role) === undefined,
          ) &&
          !memberRoles(engine, person, space).roles.some(({ missing }) => missing === undefined)
        );
      });
      const origin = outsiders[0]?.origin ?? item.origin;
      if (outsiders.length === 0 || origin === undefined) continue;
      const who = few(outsiders.map(({ principal }) => principalText(principal)));
      yield {
        message: `a share does not reach the write tables of ${item.name}: make ${who} members of ${space.name} to let them see or use these`,
        origin,
      };
    }
  },
};
