import type { ChangedPeople } from '../decide/changed-people.js';
import type { Engine } from '../decide/engine.js';
import type { Changes } from '../model/changes.js';
import type { Policy } from '../model/policy.js';
import { touchOf } from '../tests/reach.js';
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
 * Runs the tests of a policy; results that nothing can have changed since an earlier state stay the same objects, and lists
 * in which none has changed too.
 *
 * @param people of whom other things are known than in the earlier state
 */
export function testResults(
  policy: Policy,
  engine: Engine,
  people: ChangedPeople,
  before?: TestResults & { readonly policy: Policy; readonly engine: Engine },
): TestResults {
  const { changes } = policy;
  const regrants = before && new Regrants(before.engine, engine, changes.spaces);
  const elsewhere = { ...changes, spaces: NO_SPACES };
  const isStill = (known: TestResult): boolean =>
    staysSo(known, engine, regrants?.spares(known) ? elsewhere : changes, people);
  if (before?.policy.tests === policy.tests) {
    const changed = new Map<number, TestResult>();
    for (const place of before.testIndex.touched(changes, people) ?? before.tests.keys()) {
      const known = before.tests[place];
      if (known !== undefined && !isStill(known)) changed.set(place, runTest(engine, known.test));
    }
    return withChanged(before, changed);
  }
  const known =
    before === undefined ? undefined : new Map(before.tests.map((each) => [each.test, each]));
  const tests = policy.tests.map((test) => {
    const result = known?.get(test);
    return result !== undefined && isStill(result) ? result : runTest(engine, test);
  });
  return { tests, noisyTests: tests.filter(isNoisy), testIndex: new TestIndex(tests) };
}

/** The results of an earlier state of the same world: those that anything may touch are made again. */
export function returnedResults(engine: Engine, known: TestResults): TestResults {
  const changed = new Map<number, TestResult>();
  for (const [place, { reach, test }] of known.tests.entries())
    if (reach.all) changed.set(place, runTest(engine, test));
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
