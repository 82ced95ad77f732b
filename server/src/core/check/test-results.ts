import type { ChangedPeople } from '../decide/changed-people.js';
import type { Engine } from '../decide/engine.js';
import type { Changes } from '../model/changes.js';
import type { Policy } from '../model/policy.js';
import { touchesPassed, touchOf } from '../tests/reach.js';
import { isNoisy, runTest, stillPasses, type TestResult } from '../tests/run-test.js';

/** What came of the tests of a policy. */
export interface TestResults {
  /** In the order of the tests. */
  readonly tests: readonly TestResult[];
  /** Those of which there may be something to report. */
  readonly noisyTests: readonly TestResult[];
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
  before?: TestResults & { readonly policy: Policy },
): TestResults {
  const { changes } = policy;
  const isSame = before?.policy.tests === policy.tests;
  const isStill = (known: TestResult): boolean => staysSo(known, engine, changes, people);
  if (isSame && !touchesPassed(changes, people) && before.noisyTests.every(isStill)) return before;
  const known = isSame ? before.tests : knownOf(policy, before);
  const tests = policy.tests.map((test, index) => {
    const result = known[index];
    return result !== undefined && isStill(result) ? result : runTest(engine, test);
  });
  if (isSame && tests.every((result, index) => result === known[index])) return before;
  return { tests, noisyTests: tests.filter(isNoisy) };
}

/** What came of each test of a policy in an earlier state, as far as it was one. */
function knownOf(
  { tests }: Policy,
  before: TestResults | undefined,
): readonly (TestResult | undefined)[] {
  if (before === undefined) return [];
  const results = new Map(before.tests.map((result) => [result.test, result]));
  return tests.map((test) => results.get(test));
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

/** More people than these are not looked at one by one. */
const FEW = 50;
