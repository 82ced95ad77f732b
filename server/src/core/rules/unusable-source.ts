import type { Engine } from '../decide/engine.js';
import { personText } from '../decide/person.js';
import type { Person } from '../decide/types.js';
import type { Item, Space } from '../model/world.js';
import {
  consuming,
  howToGive,
  isOutOfReach,
  ownerOf,
  readersBeyond,
  type Source,
  sourcesOf,
} from './data-access.js';
import { ACCESS_CONTROL } from './documents.js';
import { few } from '../text/few.js';
import type { Finding, SpaceRule } from './rule.js';

export const unusableSource: SpaceRule = {
  id: 'unusable-source',
  severity: 'warning',
  summary:
    'The owner of an item, or a user of a Direct Query app, cannot consume the data that it uses.',
  document: ACCESS_CONTROL,
  sight: 'elsewhere',
  *checkSpace({ engine, space }): Iterable<Finding> {
    for (const item of space.items) {
      const owner = item.uses.length === 0 ? undefined : ownerOf(engine, item);
      for (const source of sourcesOf(engine, item)) {
        if (owner !== undefined && isOutOfReach(engine, owner, source))
          yield ofOwner(engine, owner, item, source);
        if (item.appKind === 'direct-query') yield* ofReaders(engine, space, item, source);
      }
    }
  },
};

function ofOwner(engine: Engine, owner: Person, item: Item, source: Source): Finding {
  const { shortfalls } = engine.decideAt(consuming(engine, owner, source));
  const [why] = shortfalls;
  const because = why === undefined ? '' : ` (${why.text})`;
  // Where a role lets the owner consume it, but for a permission, another role changes nothing.
  const remedy = shortfalls.every(({ kind }) => kind === 'no permission')
    ? 'allow it in User Default or in a custom role'
    : howToGive(source);
  return {
    message: `${personText(owner)} owns ${item.name} and cannot consume ${source.text}, which it uses${because}: ${remedy}`,
    origin: source.reference.origin,
  };
}

function* ofReaders(engine: Engine, space: Space, item: Item, source: Source): Iterable<Finding> {
  const beyond = readersBeyond(engine, space, item, source);
  if (beyond.length > 0)
    yield {
      message: `${few(beyond)} can open the Direct Query app ${item.name}, and cannot load its data from ${source.text}: ${howToGive(source)}`,
      origin: source.reference.origin,
    };
}
