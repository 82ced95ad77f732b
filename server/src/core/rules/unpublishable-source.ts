import type { Engine } from '../decide/engine.js';
import type { Item, Reference, Space } from '../model/world.js';
import { MANAGED_APPS } from './documents.js';
import type { Finding, SpaceRule } from './rule.js';

const TEMPLATE = 'on-demand-template';

export const unpublishableSource: SpaceRule = {
  id: 'unpublishable-source',
  severity: 'error',
  summary: 'An app is published from where, or to where, apps cannot be published.',
  document: MANAGED_APPS,
  sight: 'elsewhere',
  *checkSpace({ engine, space, since }): Iterable<Finding> {
    // Where no space is another, nothing is: who there is makes no difference.
    if (since?.others !== undefined) {
      yield* since.found(unpublishableSource.id);
      return;
    }
    for (const item of space.items) {
      const { publishedFrom } = item;
      const why = publishedFrom && reason(engine, space, item, publishedFrom);
      if (why !== undefined) yield { message: why, origin: publishedFrom?.origin ?? space.origin };
    }
  },
};

/** Why an app cannot have been published, if it can't. */
function reason(
  engine: Engine,
  space: Space,
  { name, kind }: Item,
  from: Reference,
): string | undefined {
  if (space.type !== 'managed')
    return `apps are published to managed spaces, and ${space.name} is ${aType(space)}: take published-from away`;
  const source = engine.world.spaces.get(from.space);
  if (source === undefined) return undefined;
  if (source.type !== 'shared' && source.type !== 'personal')
    return `apps are published from shared and personal spaces, and ${source.name} is ${aType(source)}: name the app in the space where it is developed`;
  const app = source.items.find((each) => each.kind === kind && each.name === from.item);
  return app?.features.includes(TEMPLATE) === true
    ? `${source.name}/${app.name} is the template of on-demand apps, which cannot be published to a managed space: keep ${name} in a shared space`
    : undefined;
}

function aType({ type }: Space): string {
  return `a ${type} space`;
}
