import type { ChangedPeople } from '../decide/changed-people.js';
import type { Engine } from '../decide/engine.js';
import type { Changes } from '../model/changes.js';
import type { Policy } from '../model/policy.js';
import { touchOf } from '../tests/reach.js';
import { commonEnds } from '../spliced-list.js';
import type { Steps } from '../steps.js';
import { Regrants } from './regrants.js';
import { TestIndex } from './test-index.js';
import { isNoisy, runTest, stillPasses, type TestResult } from '../tests/run-test.js';

/** What came of the tests of a policy. */
export interface TestResults {
  /** In the order of the tests. */
  readonly tests: readonly TestResult[];
  /** Those of which there may be something to report. */
  readonly noisyTests: readonly TestResult[];
  /** Which of them changes may touch. */
  readonly testIndex: TestIndex;
}

/**
 * Runs the tests of a policy, one at each step; results that nothing can have changed since an earlier state stay the same
 * objects, and lists in which none has changed too.
 *
 * @param people of whom other things are known than in the earlier state
 */
export function* testResults(
  policy: Policy,
  engine: Engine,
  people: ChangedPeople,
  before?: TestResults & { readonly policy: Policy; readonly engine: Engine },
): Steps<TestResults> {
  const { changes } = policy;
  const regrants =
    before && changes.spaces.size > 0
      ? new Regrants(before.engine, engine, changes.spaces)
      : undefined;
  const elsewhere = { ...changes, spaces: NO_SPACES };
  const isStill = (known: TestResult): boolean =>
    staysSo(known, engine, regrants?.spares(known) ? elsewhere : changes, people);
  if (before === undefined) {
    const tests: TestResult[] = [];
    for (const test of policy.tests) {
      tests.push(runTest(engine, test));
      yield policy.tests.length - tests.length;
    }
    return { tests, noisyTests: tests.filter(isNoisy), testIndex: new TestIndex(tests) };
  }
  // Asked first: so the index of the results that follow is made of this one.
  const touched = [...(before.testIndex.touched(changes, people) ?? before.tests.keys())];
  const edited = yield* withEdited(policy, engine, before, isStill);
  const shift = policy.tests.length - before.policy.tests.length;
  const changed = new Map<number, TestResult>();
  let left = touched.length;
  for (const place of touched) {
    const known = before.tests[place];
    if (known !== undefined && !edited.isGone(place) && !isStill(known))
      changed.set(place < edited.start ? place : place + shift, runTest(engine, known.test));
    yield (left -= 1);
  }
  return withChanged(edited.results, changed);
}

/** The results of an earlier state, with those of the tests that aren't the same looked at anew. */
interface Edited {
  readonly results: TestResults;
  /** Where the first of them stands. */
  readonly start: number;
  /** Whether the result at a place of the earlier list is one of them. */
  readonly isGone: (place: number) => boolean;
}

/** @param isStill whether a result that is known of a test there may stay */
function* withEdited(
  policy: Policy,
  engine: Engine,
  before: TestResults & { readonly policy: Policy },
  isStill: (known: TestResult) => boolean,
): Steps<Edited> {
  const { start, end } = commonEnds(before.policy.tests, policy.tests);
  const old = before.tests.slice(start, before.tests.length - end);
  const isGone = (place: number): boolean => place >= start && place < start + old.length;
  const known = new Map(old.map((each) => [each.test, each]));
  const now: TestResult[] = [];
  const tests = policy.tests.slice(start, policy.tests.length - end);
  for (const test of tests) {
    const result = known.get(test);
    now.push(result !== undefined && isStill(result) ? result : runTest(engine, test));
    yield tests.length - now.length;
  }
  if (now.length === old.length) {
    const changed = new Map(now.map((result, index) => [start + index, result]));
    return { results: withChanged(before, changed), start, isGone };
  }
  const all = [...before.tests];
  all.splice(start, old.length, ...now);
  const results = { tests: all, noisyTests: all.filter(isNoisy), testIndex: new TestIndex(all) };
  return { results, start, isGone };
}

/** The results of an earlier state, but for those of tests that aren't the same: they are run. */
export function* keptResults(
  policy: Policy,
  engine: Engine,
  before: TestResults & { readonly policy: Policy },
): Steps<TestResults> {
  return (yield* withEdited(policy, engine, before, () => true)).results;
}

/** The results of an earlier state of the same world: those that anything may touch are made again. */
export function* returnedResults(engine: Engine, known: TestResults): Steps<TestResults> {
  const changed = new Map<number, TestResult>();
  for (const [place, { reach, test }] of known.tests.entries()) {
    if (!reach.all) continue;
    changed.set(place, runTest(engine, test));
    yield 0;
  }
  return withChanged(known, changed);
}

/** The results with others at some places. */
function withChanged(before: TestResults, changed: ReadonlyMap<number, TestResult>): TestResults {
  if (changed.size === 0) return before;
  const tests = [...before.tests];
  let isNoise = false;
  for (const [place, result] of changed) {
    const known = tests[place];
    isNoise ||= isNoisy(result) || (known !== undefined && isNoisy(known));
    tests[place] = result;
  }
  const noisyTests = isNoise ? tests.filter(isNoisy) : before.noisyTests;
  return { tests, noisyTests, testIndex: before.testIndex.next(tests, [...changed.keys()]) };
}

function staysSo(
  result: TestResult,
  engine: Engine,
  changes: Changes,
  people: ChangedPeople,
): boolean {
  const touch = touchOf(result.reach, changes, people);
  return (
    touch === 'none' ||
    (touch === 'people' && people.others.size <= FEW && stillPasses(engine, result, people.others))
  );
}

const NO_SPACES: ReadonlySet<string> = new Set();

/** More people than these are not looked at one by one. */
const FEW = 50;
