import type { ChangedPeople } from '../decide/changed-people.js';
import type { Engine } from '../decide/engine.js';
import type { Policy } from '../model/policy.js';
import type { ReadTest } from '../syntax/policy/reading.js';
import { isStill } from '../tests/reach.js';
import { runTest, type TestResult } from '../tests/run-test.js';

/** The results of tests in an earlier state of a policy. */
export interface TestMemo {
  readonly engine: Engine;
  readonly results: ReadonlyMap<ReadTest, TestResult>;
}

/** Runs the tests of a policy; results that nothing can have changed since an earlier state stay the same objects. */
export function testResults(
  policy: Policy,
  engine: Engine,
  people: ChangedPeople,
  before: TestMemo | undefined,
): readonly TestResult[] {
  return policy.tests.map((test) => {
    const known = before?.results.get(test);
    const stays =
      known !== undefined &&
      before !== undefined &&
      isStill(known.reach, policy.changes, people, before.engine, engine);
    return stays ? known : runTest(engine, test);
  });
}
