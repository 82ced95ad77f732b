import type { Engine } from '../decide/engine.js';
import { personText } from '../decide/person.js';
import type { Person } from '../decide/types.js';
import type { Item } from '../model/world.js';
import {
  consuming,
  howToGive,
  isOutOfReach,
  opening,
  ownerOf,
  reportBeyond,
  type Source,
  sourcesOf,
} from './data-access.js';
import { ACCESS_CONTROL } from './documents.js';
import type { Finding, SpaceContext, SpaceRule } from './rule.js';

export const unusableSource: SpaceRule = {
  id: 'unusable-source',
  severity: 'warning',
  summary:
    'The owner of an item, or a user of a Direct Query app, cannot consume the data that it uses.',
  document: ACCESS_CONTROL,
  sight: 'elsewhere',
  *checkSpace(context): Iterable<Finding> {
    const { engine, space, since } = context;
    const found = since?.others && since.found(unusableSource.id);
    for (const item of space.items) {
      if (item.uses.length === 0) continue;
      const owner = ownerOf(engine, item);
      const known =
        owner !== undefined && since?.isSame(owner.user.id) === true ? found : undefined;
      if (known?.length === 0 && item.appKind !== 'direct-query') continue;
      for (const source of sourcesOf(engine, item)) {
        if (known !== undefined) yield* known.filter((finding) => isOfOwner(finding, source));
        else if (owner !== undefined && isOutOfReach(engine, owner, source))
          yield ofOwner(engine, owner, item, source);
        if (item.appKind === 'direct-query') yield* ofReaders(context, item, source);
      }
    }
  },
};

/** Whether a finding is about the owner of an item that uses data. */
function isOfOwner({ origin, about }: Finding, { reference }: Source): boolean {
  return about === undefined && origin === reference.origin;
}

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

function* ofReaders(context: SpaceContext, item: Item, source: Source): Iterable<Finding> {
  const lending = opening(context.engine, item);
  if (lending === undefined) return;
  yield* reportBeyond(
    context,
    unusableSource.id,
    { ...lending, source },
    (who) =>
      `${who} can open the Direct Query app ${item.name}, and cannot load its data from ${source.text}: ${howToGive(source)}`,
  );
}
