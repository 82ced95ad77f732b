import { howToGive, opening, reportBeyond, sourcesOf } from './data-access.js';
import { WORKING_IN_SPACES } from './documents.js';
import type { Finding, SpaceRule } from './rule.js';

export const sourceOutOfReach: SpaceRule = {
  id: 'source-out-of-reach',
  severity: 'info',
  summary: 'Some who can open an app cannot consume the data that it uses.',
  document: WORKING_IN_SPACES,
  sight: 'elsewhere',
  *checkSpace(context): Iterable<Finding> {
    const { engine, space } = context;
    for (const item of space.items) {
      if (item.kind !== 'app' || item.uses.length === 0) continue;
      // Those of a Direct Query app are warned of: see unusable-source.
      if (item.appKind === 'direct-query') continue;
      const lending = opening(engine, item);
      if (lending === undefined) continue;
      for (const source of sourcesOf(engine, item))
        yield* reportBeyond(
          context,
          sourceOutOfReach.id,
          { ...lending, source },
          (who) =>
            `${who} can open ${item.name}, and cannot consume ${source.text}, which it uses: they see what was loaded, and cannot load it themselves; ${howToGive(source)} if they should`,
        );
    }
  },
};
