import type { ChangedPeople } from '../decide/changed-people.js';
import type { Engine } from '../decide/engine.js';
import type { Policy } from '../model/policy.js';
import type { ReadTest } from '../syntax/policy/reading.js';
import { isStill } from '../tests/reach.js';
import { runTest, type TestResult } from '../tests/run-test.js';

/** Runs the tests of a policy; results that nothing can have changed since an earlier state stay the same objects. */
export function testResults(
  policy: Policy,
  engine: Engine,
  people: ChangedPeople,
  before: readonly TestResult[],
): readonly TestResult[] {
  const results = new Map<ReadTest, TestResult>(before.map((result) => [result.test, result]));
  return policy.tests.map((test) => {
    const known = results.get(test);
    return known !== undefined && isStill(known.reach, policy.changes, people)
      ? known
      : runTest(engine, test);
  });
}
