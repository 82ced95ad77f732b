import type { ExpectationResult, TestResult } from '../tests/run-test.js';
import { counted } from './counted.js';

/** What came of a test, in a line: `✓ 3 expectations hold`, `✗ 1 failed of 3 expectations`. */
export function testSummary({ expectations }: TestResult): string {
  const of = (...states: readonly ExpectationResult['state'][]): number =>
    expectations.filter(({ state }) => states.includes(state)).length;
  const [failed, undecided, all] = [of('failed', 'broken'), of('undecided'), expectations.length];
  if (all === 0) return '? no expectations';
  if (failed + undecided === 0)
    return `✓ ${counted(all, 'expectation holds', 'expectations hold')}`;
  const parts = [
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(undecided > 0 ? [`${undecided} undecided`] : []),
  ];
  return `${failed > 0 ? '✗' : '?'} ${parts.join(', ')} of ${counted(all, 'expectation')}`;
}
