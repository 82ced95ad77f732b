import { howToGive, readersBeyond, sourcesOf } from './data-access.js';
import { WORKING_IN_SPACES } from './documents.js';
import { few } from '../text/few.js';
import type { Finding, SpaceRule } from './rule.js';

export const sourceOutOfReach: SpaceRule = {
  id: 'source-out-of-reach',
  severity: 'info',
  summary: 'Some who can open an app cannot consume the data that it uses.',
  document: WORKING_IN_SPACES,
  sight: 'elsewhere',
  *checkSpace({ engine, space }): Iterable<Finding> {
    for (const item of space.items) {
      // Those of a Direct Query app are warned of: see unusable-source.
      if (item.kind !== 'app' || item.appKind === 'direct-query') continue;
      for (const source of sourcesOf(engine, item)) {
        const beyond = readersBeyond(engine, space, item, source);
        if (beyond.length > 0)
          yield {
            message: `${few(beyond)} can open ${item.name}, and cannot consume ${source.text}, which it uses: they see what was loaded, and cannot load it themselves; ${howToGive(source)} if they should`,
            origin: source.reference.origin,
          };
      }
    }
  },
};
