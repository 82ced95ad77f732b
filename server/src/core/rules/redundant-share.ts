import { personOf } from '../decide/person.js';
import { type Holding, memberRoles, shareRoles } from '../decide/holdings.js';
import { type Grant, type Item, principalText } from '../model/world.js';
import { SHARING_APPLICATIONS } from './documents.js';
import { addsNothing, apartFrom, redundancy } from './redundancy.js';
import type { Finding, SpaceRule } from './rule.js';

export const redundantShare: SpaceRule = {
  id: 'redundant-share',
  severity: 'info',
  summary: 'A share that adds no known Yes to what its receiver may do with the app anyway.',
  document: SHARING_APPLICATIONS,
  *checkSpace({ engine, space }): Iterable<Finding> {
    const { matrix, world } = engine;
    const opening = matrix.action('app.open');
    if (opening === undefined || space.type === 'personal') return;
    for (const item of space.items)
      for (const grant of item.shares) {
        const person = personOf(world, grant.principal);
        if (person === undefined) continue;
        const shares = shareRoles(engine, person, space, { kind: 'item', item }, opening).roles;
        const members = memberRoles(engine, person, space).roles;
        for (const { holding, origin, others } of apartFrom(grant, shares, members))
          if (addsNothing(engine, person, space, holding, others, 'share'))
            yield redundancy(sharing(item, grant, holding), space, grant, others, origin);
      }
  },
};

function sharing(item: Item, { principal }: Grant, { title }: Holding): string {
  return `sharing ${item.name} with ${principalText(principal)} as ${title}`;
}
