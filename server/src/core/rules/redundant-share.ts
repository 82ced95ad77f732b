import type { Holding } from '../decide/holdings.js';
import { type Grant, type Item, principalText } from '../model/world.js';
import { SHARING_APPLICATIONS } from './documents.js';
import { addsNothing, redundancy, sharesApart } from './redundancy.js';
import type { Finding, SpaceRule } from './rule.js';

export const redundantShare: SpaceRule = {
  id: 'redundant-share',
  severity: 'info',
  summary: 'A share that adds no known Yes to what its receiver may do with the app anyway.',
  document: SHARING_APPLICATIONS,
  *checkSpace({ engine, space }): Iterable<Finding> {
    for (const { item, grant, person, apart } of sharesApart(engine, space))
      for (const { holding, origin, others } of apart)
        if (addsNothing(engine, person, space, holding, others, 'share'))
          yield redundancy(sharing(item, grant, holding), space, grant, others, origin);
  },
};

function sharing(item: Item, { principal }: Grant, { title }: Holding): string {
  return `sharing ${item.name} with ${principalText(principal)} as ${title}`;
}
