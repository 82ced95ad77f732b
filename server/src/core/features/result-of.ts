import type { Checked, OpenPolicy } from '../check.js';
import type { ReadTest } from '../syntax/policy/reading.js';
import { runTest, type TestResult } from '../tests/run-test.js';

/** What came of one of a policy's tests. In a policy that was opened, and not checked, the test is run. */
export function resultOf(open: OpenPolicy, test: ReadTest): TestResult {
  const known = isChecked(open) ? open.tests.find((each) => each.test === test) : undefined;
  return known ?? runTest(open.engine, test);
}

/** Whether a policy was checked as well. */
export function isChecked(open: OpenPolicy): open is Checked {
  return 'tests' in open;
}
