import { append } from '../append.js';
import type { Engine } from '../decide/engine.js';
import { applyChange, type Change } from '../model/change.js';
import type { NameUse } from '../model/names.js';
import { SentenceResolver } from '../model/resolve.js';
import { ChangeResolver } from '../model/resolve-change.js';
import { principalText, type World } from '../model/world.js';
import { few } from '../text/few.js';
import type { Span } from '../text/span.js';
import { type Origin, Reader, type WrittenScalar } from '../syntax/policy/access.js';
import type { ReadTest } from '../syntax/policy/reading.js';
import type { Misplaced } from './sentence.js';

/** What the changes under `given` make of the policy. */
export interface Given {
  /** The engine over the world after the changes, as far as they can be made. */
  readonly engine: Engine;
  /** Whether every change can be made. */
  readonly complete: boolean;
  /** Changes that cannot be made although their names are found. */
  readonly impossible: readonly Misplaced[];
  /** Changes that leave shares behind. */
  readonly dangling: readonly Misplaced[];
  /** Names used in the changes. */
  readonly uses: readonly NameUse[];
}

/** Makes the changes of a test, one after the other. */
export function afterGiven(engine: Engine, test: ReadTest): Given {
  const impossible: Misplaced[] = [];
  const dangling: Misplaced[] = [];
  const uses: NameUse[] = [];
  let { world } = engine;
  let complete = !test.unreadableGiven;
  for (const { written, tree, broken } of test.given) {
    const resolver = new ChangeResolver(engine.matrix, [world], placesIn(written), engine.world);
    const change = tree && resolver.change(tree);
    append(uses, broken ? foundIn(resolver) : resolver.uses);
    if (!broken) append(impossible, resolver.impossible);
    const impossibleHere = resolver.impossible.length > 0;
    if (change === undefined || broken || impossibleHere || !resolver.complete) complete = false;
    else {
      const message = leftBehind(world, change);
      if (message !== undefined) dangling.push({ message, origin: written.origin });
      world = applyChange(world, change, engine.naming);
    }
  }
  const changed = world === engine.world ? engine : engine.over(world);
  return { engine: changed, complete, impossible, dangling, uses };
}

/** Says whose shares a change leaves behind: they belong to the space that the app was in. */
function leftBehind({ spaces }: World, change: Change): string | undefined {
  if (change.kind !== 'move' || change.what.space === change.to) return undefined;
  const { space, item: wanted } = change.what;
  const item = spaces
    .get(space)
    ?.items.find(({ kind, name }) => kind === wanted?.kind && name === wanted.name);
  if (item === undefined || item.shares.length === 0) return undefined;
  const who = few(item.shares.map(({ principal }) => principalText(principal)));
  return `shares do not follow a move: ${item.name} is no longer shared with ${who} in ${change.to}; share it there anew (add … to ${change.to}/${item.name} as …)`;
}

/**
 * Looks up the names of an expectation: after the test's changes, and, of what they took away, before them.
 *
 * @param places where its parts stand: looked for where nothing else is said
 */
export function expectationResolver(
  engine: Engine,
  given: Given,
  written: WrittenScalar,
  places = placesIn(written),
): SentenceResolver {
  const worlds = [given.engine.world, engine.world] as const;
  return new SentenceResolver(engine.matrix, worlds, places);
}

/** Of a sentence with mistakes, only the names that are there count: others may be parts of the mistake. */
export function foundIn({ uses }: SentenceResolver): readonly NameUse[] {
  return uses.filter(({ found }) => found !== undefined);
}

/** Where the parts of a sentence stand. */
function placesIn({ scalar, origin }: WrittenScalar): (span: Span) => Origin {
  const reader = new Reader(origin.block);
  return (span) => reader.part(scalar, span);
}
