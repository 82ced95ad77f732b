import type { ExpectationNode } from '../../../../grammar/src/index.js';
import { append } from '../append.js';
import { Attached } from '../attached.js';
import type { Engine } from '../decide/engine.js';
import { type ProofLine, proofLines } from '../decide/describe.js';
import type { NearestGrant } from '../decide/nearest.js';
import type { Missing, Person, Verdict } from '../decide/types.js';
import { isTrouble, type NameUse } from '../model/names.js';
import type { WrittenScalar } from '../syntax/policy/access.js';
import type { ReadTest } from '../syntax/policy/reading.js';
import { checkExpectation, stillHolds } from './check-expectation.js';
import { afterGiven, expectationResolver, foundIn } from './given.js';
import { type Reach, reachOf, spokenOf } from './reach.js';
import type { Asking, Misplaced } from './sentence.js';

/**
 * What came of one expectation. `broken`: it cannot be asked (a mistake in the sentence, a name that nothing has, a
 * change before it that cannot be made); counted as failed.
 */
export interface ExpectationResult {
  readonly written: WrittenScalar;
  readonly state: 'passed' | 'failed' | 'undecided' | 'broken';
  /** Why it failed or is undecided, in one sentence. */
  readonly message: string;
  /** What the verdict had to be, where one stands against it: `allowed because of share`. */
  readonly expected?: string;
  /** The verdict that stands against it. */
  readonly verdict?: Verdict;
  /** The proof against it. */
  readonly proof: readonly ProofLine[];
  /** The facts that an undecided one depends on. */
  readonly missing: readonly Missing[];
  /** What would make a failed `can` hold, the least first. */
  readonly nearest: readonly WouldAllow[];
}

/** Something that would allow what is denied, as a nearest grant says it. */
export interface WouldAllow extends Pick<NearestGrant, 'kind' | 'text' | 'changes'> {
  /** How many other actions it would allow at the place. */
  readonly others: number;
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
  /** Changes that leave shares behind. */
  readonly dangling: readonly Misplaced[];
  readonly reach: Reach;
}

/** Whether there may be something to report of a test, or any change at all may touch it. */
export function isNoisy({
  expectations,
  troubles,
  misplaced,
  impossible,
  dangling,
  reach,
}: TestResult): boolean {
  return (
    !reach.silent ||
    reach.all ||
    expectations.length === 0 ||
    troubles.length + misplaced.length + impossible.length + dangling.length > 0
  );
}

/** Runs one of the policy's own tests. */
export function runTest(engine: Engine, test: ReadTest): TestResult {
  engine.consulted.permissions = false;
  const given = afterGiven(engine, test);
  const uses: NameUse[] = [...given.uses];
  const misplaced: Misplaced[] = [];
  const against: (Person | undefined)[] = [];
  const expectations = test.expect.map((sentence): ExpectationResult => {
    const { written, tree, broken } = sentence;
    const failed = { written, state: 'broken' as const, proof: [], missing: [], nearest: [] };
    if (tree === undefined) return { ...failed, message: 'it cannot be read' };
    const resolver = expectationResolver(engine, given, written);
    const check = checkExpectation(given.engine, resolver, tree);
    append(uses, broken ? foundIn(resolver) : resolver.uses);
    append(misplaced, broken ? [] : check.misplaced);
    if (broken) return { ...failed, message: 'it cannot be read' };
    if (!given.complete) return { ...failed, message: 'a change under given cannot be made' };
    const { state, message, expected, outcome, nearest = [] } = check;
    against.push(check.who);
    return {
      written,
      state,
      message,
      ...(expected !== undefined && { expected }),
      ...(outcome !== undefined && { verdict: outcome.verdict }),
      proof: outcome === undefined ? [] : proofLines(outcome, nearest),
      missing: state === 'undecided' ? (outcome?.missing ?? []) : [],
      nearest: nearest.map(withoutWorld),
    };
  });
  const spoken = spokenOf(test.expect.map(({ tree }) => tree));
  // What would let somebody create a space is told with what it allows in all the others.
  const isAboutNew = test.expect.some(({ tree }) => tree?.target?.kind === 'new-space');
  const silent = expectations.every(({ state }) => state === 'passed');
  const reach = reachOf(engine, uses, spoken, against, silent);
  return {
    test,
    expectations,
    uses,
    troubles: uses.filter(isTrouble),
    misplaced,
    impossible: given.impossible,
    dangling: given.dangling,
    reach: isAboutNew && !silent ? { ...reach, all: true } : reach,
  };
}

const NOBODY: ReadonlySet<string> = new Set();
const SILENT: Reach = {
  all: false,
  users: NOBODY,
  groups: NOBODY,
  spaces: NOBODY,
  subjects: NOBODY,
  granted: NOBODY,
  wide: false,
  permissions: false,
  silent: true,
};
const PASSED = { state: 'passed', message: '', proof: [], missing: [], nearest: [] } as const;

/** The result of a test of which there is nothing to report, without what it depends on: for reports, and no later state. */
export function passedResult(test: ReadTest): TestResult {
  return {
    test,
    expectations: test.expect.map(({ written }) => ({ written, ...PASSED })),
    uses: [],
    troubles: [],
    misplaced: [],
    impossible: [],
    dangling: [],
    reach: SILENT,
  };
}

/** What the expectations of tests ask that were asked again. It goes with a result: those of which a space is another are run anew. */
const askings = new Attached<TestResult, Map<ExpectationNode, Asking>>();

/** Whether a test that passed still does, where nothing but what is known of some users has changed. */
export function stillPasses(
  engine: Engine,
  result: TestResult,
  users: ReadonlySet<string>,
): boolean {
  const { test, reach } = result;
  const known = askings.of(result, () => new Map<ExpectationNode, Asking>());
  engine.consulted.permissions = false;
  const given = afterGiven(engine, test);
  const people: Person[] = [];
  for (const id of users) {
    const user = given.engine.world.users.get(id);
    if (user !== undefined) people.push({ kind: 'user', user });
  }
  const holds = test.expect.every(
    ({ written, tree }) =>
      tree !== undefined &&
      // Nothing is told of the sentence.
      stillHolds(
        given.engine,
        expectationResolver(engine, given, written, () => written.origin),
        tree,
        people,
        known,
      ),
  );
  return holds && (reach.permissions || !isConsulted(engine));
}

/** Read anew: what was asked in between may have set it, which the compiler doesn't see. */
function isConsulted({ consulted }: Engine): boolean {
  return consulted.permissions;
}

/** Whether one expectation of a test holds over another engine. */
export function holdsOver(engine: Engine, test: ReadTest, index: number): boolean {
  const one = test.expect.slice(index, index + 1);
  return runTest(engine, { ...test, expect: one }).expectations[0]?.state === 'passed';
}

/** Worlds that were only tried are not kept alive. */
function withoutWorld({ kind, text, changes, alsoAllows }: NearestGrant): WouldAllow {
  return { kind, text, changes, others: alsoAllows.length };
}
