import type { ExpectationNode } from '../../../../grammar/src/index.js';
import { append } from '../append.js';
import type { Engine } from '../decide/engine.js';
import { proofLines } from '../decide/describe.js';
import type { Person } from '../decide/types.js';
import { isTrouble, type NameUse } from '../model/names.js';
import { applyChange } from '../model/change.js';
import { SentenceResolver } from '../model/resolve.js';
import type { World } from '../model/world.js';
import { Reader, type Written } from '../syntax/policy/access.js';
import type { ReadTest } from '../syntax/policy/reading.js';
import { checkExpectation, type Misplaced } from './check-expectation.js';
import type { ProofLine } from '../decide/describe.js';
import { type Reach, reachOf } from './reach.js';

/**
 * What came of one expectation. `broken`: it cannot be asked (a mistake in the sentence, a name that nothing has, a
 * change before it that cannot be made); counted as failed.
 */
export interface ExpectationResult {
  readonly written: Written;
  readonly state: 'passed' | 'failed' | 'undecided' | 'broken';
  /** Why it failed or is undecided, in one sentence. */
  readonly message: string;
  /** The proof against it. */
  readonly proof: readonly ProofLine[];
}

export interface TestResult {
  readonly test: ReadTest;
  readonly expectations: readonly ExpectationResult[];
  /** Names used in the test's sentences. */
  readonly uses: readonly NameUse[];
  /** Those of them whose name nothing has, or that is called otherwise today. */
  readonly troubles: readonly NameUse[];
  /** Actions asked of the wrong kind of place. */
  readonly misplaced: readonly Misplaced[];
  /** Changes that cannot be made. */
  readonly impossible: readonly Misplaced[];
  readonly reach: Reach;
}

/** Runs one of the policy's own tests. */
export function runTest(engine: Engine, test: ReadTest): TestResult {
  const uses: NameUse[] = [];
  const misplaced: Misplaced[] = [];
  const { world, complete, impossible } = afterChanges(engine, test, uses);
  const changed = world === engine.world ? engine : engine.over(world);
  const against: (Person | undefined)[] = [];
  const expectations = test.expect.map((sentence): ExpectationResult => {
    const { written, tree, broken } = sentence;
    const failed = { written, state: 'broken' as const, proof: [] };
    if (tree === undefined) return { ...failed, message: 'it cannot be read' };
    const resolver = resolverFor(engine, [world, engine.world], written);
    const check = checkExpectation(changed, resolver, tree);
    append(uses, broken ? foundIn(resolver) : resolver.uses);
    append(misplaced, broken ? [] : check.misplaced);
    if (broken) return { ...failed, message: 'it cannot be read' };
    if (!complete) return { ...failed, message: 'a change under given cannot be made' };
    const { state, message, outcome, nearest } = check;
    against.push(check.who);
    return {
      written,
      state,
      message,
      proof: outcome === undefined ? [] : proofLines(outcome, nearest),
    };
  });
  const isWide = test.expect.some(({ tree }) => tree !== undefined && speaksOfMany(tree));
  // What would let somebody create a space is told with what it allows in all the others.
  const isAboutNew = test.expect.some(({ tree }) => tree?.target?.kind === 'new-space');
  const silent = expectations.every(({ state }) => state === 'passed');
  const reach = reachOf(engine, uses, isWide, against, silent);
  return {
    test,
    expectations,
    uses,
    troubles: uses.filter(isTrouble),
    misplaced,
    impossible,
    reach: isAboutNew && !silent ? { ...reach, all: true } : reach,
  };
}

function speaksOfMany({ quantifier, subjects }: ExpectationNode): boolean {
  return quantifier !== 'each' || subjects.some(({ kind }) => kind !== 'user' && kind !== 'link');
}

/** The world after the changes under `given`, one after the other. */
function afterChanges(
  engine: Engine,
  test: ReadTest,
  uses: NameUse[],
): {
  readonly world: World;
  readonly complete: boolean;
  readonly impossible: readonly Misplaced[];
} {
  const impossible: Misplaced[] = [];
  let { world } = engine;
  let complete = !test.unreadableGiven;
  for (const { written, tree, broken } of test.given) {
    const resolver = resolverFor(engine, [world], written);
    const change = tree && resolver.change(tree);
    append(uses, broken ? foundIn(resolver) : resolver.uses);
    if (!broken) append(impossible, resolver.impossible);
    const impossibleHere = resolver.impossible.length > 0;
    if (change === undefined || broken || impossibleHere || !resolver.complete) complete = false;
    else world = applyChange(world, change);
  }
  return { world, complete, impossible };
}

/** Of a sentence with mistakes, only the names that are there count: others may be parts of the mistake. */
function foundIn({ uses }: SentenceResolver): readonly NameUse[] {
  return uses.filter(({ found }) => found !== undefined);
}

function resolverFor(
  engine: Engine,
  worlds: readonly [World, ...World[]],
  written: Written,
): SentenceResolver {
  const reader = new Reader(written.origin.block);
  return new SentenceResolver(engine.matrix, worlds, (span) => reader.part(written.scalar, span));
}
