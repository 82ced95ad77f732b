/** Rules look at the tests of which there may be something to report: of the others they would report nothing. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Checked, checkPolicy, readPolicyFile } from '../../../server/src/core/check.js';
import { RULES } from '../../../server/src/core/rules/index.js';
import { isNoisy, type TestResult } from '../../../server/src/core/tests/run-test.js';
import { matrix } from '../../support/policy.js';
import { runs } from '../../support/runs.js';
import { randomPolicy } from '../decide/random-policy.js';

const TESTS = `
tests:
  empty: []
  passes: [nobody can space.delete on S0]
  fails: [everyone can space.delete on S0]
  undecided: [every analyzer can app.open on S1]
  unknown: [nobody can app.open on Nowhere]
  misplaced: [nobody can space.delete on S0/app]
  impossible: { given: [remove nobody2 from g1], expect: [nobody can space.delete on S0] }
  moving: { given: [move S0/app to S1], expect: [nobody can space.delete on S0] }
  because: [nobody can space.delete on S0 because nothing]
`;

function checked(text: string): Checked {
  return checkPolicy(matrix, [readPolicyFile({ path: 'p', text })]);
}

/** What the rules find in a policy, by the tests that they look at. */
function found({ policy, engine, config }: Checked, noisyTests: readonly TestResult[]): unknown {
  const troubles = [...policy.troubles, ...noisyTests.flatMap((test) => test.troubles)];
  const context = { policy, engine, config, noisyTests, troubles };
  return RULES.flatMap((rule) =>
    'check' in rule
      ? Array.from(rule.check(context), ({ message, origin }) => [
          rule.id,
          message,
          policy.files[0]?.tree.startOf(origin.block),
          origin.span,
        ])
      : [],
  );
}

function assertEnough(text: string, isEnough: (result: TestResult) => boolean): void {
  const state = checked(`${text}${TESTS}`);
  assert.deepEqual(state.noisyTests, state.tests.filter(isNoisy));
  assert.deepEqual(found(state, state.tests.filter(isEnough)), found(state, state.tests));
}

describe('noisy tests', () => {
  it('are all that rules report', () => {
    fc.assert(
      fc.property(randomPolicy, (text) => {
        assertEnough(text, isNoisy);
      }),
      { numRuns: runs(25) },
    );
  });

  const careless: Readonly<Record<string, (result: TestResult) => boolean>> = {
    'that fail': ({ reach }) => !reach.silent,
    'that expect something': ({ expectations, ...result }) =>
      expectations.length > 0 && isNoisy({ expectations, ...result }),
    'that leave nothing behind': (result) => isNoisy(result) && result.dangling.length === 0,
  };
  for (const [which, isEnough] of Object.entries(careless))
    it(`and those ${which} would not be enough`, () => {
      assert.throws(() => {
        fc.assert(
          fc.property(randomPolicy, (text) => {
            assertEnough(text, isEnough);
          }),
          { numRuns: 100, endOnFailure: true },
        );
      });
    });

  it('and are few where tests pass', () => {
    const text =
      'spaces: { S: { type: shared } }\ntests: { t: [nobody can app.open on S], u: [] }\n';
    const state = checked(text);
    assert.deepEqual(
      state.noisyTests.map(({ test }) => test.key.text),
      ['u'],
    );
  });
});
