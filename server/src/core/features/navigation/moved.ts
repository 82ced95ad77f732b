import { asContentKind } from '../../model/build-space.js';
import { nameKey, type World } from '../../model/world.js';
import type { ReadTest } from '../../syntax/policy/reading.js';

/** A piece of content by where it is; its identity is written `Space/kind:item`. */
export interface ContentId {
  readonly space: string;
  readonly kind: string;
  readonly name: string;
}

/** The parts of the identity of a piece of content. */
export function contentOf(id: string): ContentId {
  const slash = id.indexOf('/');
  const colon = id.indexOf(':', slash);
  return {
    space: id.slice(0, slash),
    kind: id.slice(slash + 1, colon),
    name: id.slice(colon + 1),
  };
}

/** The identity of a piece of content where the policy states it, also where a test's changes moved it from there. */
export function homeOf(world: World, test: ReadTest, id: string): string {
  const { kind, name, space: last } = contentOf(id);
  let space = last;
  for (const { tree } of [...test.given].reverse()) {
    if (world.spaces.get(space)?.items.some((item) => item.kind === kind && item.name === name))
      break;
    if (tree?.kind !== 'move' || tree.what.item === undefined) continue;
    const { item } = tree.what;
    const moves =
      nameKey(tree.to.space.text) === space &&
      nameKey(item.name.text) === name &&
      (item.kind === undefined || asContentKind(item.kind.text) === kind);
    if (moves) space = nameKey(tree.what.space.text);
  }
  return `${space}/${kind}:${name}`;
}
