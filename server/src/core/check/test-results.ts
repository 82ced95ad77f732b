import type { ChangedPeople } from '../decide/changed-people.js';
import type { Engine } from '../decide/engine.js';
import type { Policy } from '../model/policy.js';
import type { ReadTest } from '../syntax/policy/reading.js';
import { touchOf } from '../tests/reach.js';
import { runTest, stillPasses, type TestResult } from '../tests/run-test.js';

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
    if (known === undefined) return runTest(engine, test);
    const touch = touchOf(known.reach, policy.changes, people);
    const isStill =
      touch === 'none' ||
      (touch === 'people' &&
        people.others.size <= FEW &&
        stillPasses(engine, known, people.others));
    return isStill ? known : runTest(engine, test);
  });
}

/** More people than these are not looked at one by one. */
const FEW = 50;
