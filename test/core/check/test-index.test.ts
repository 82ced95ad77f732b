/** The index of results tells at least those that a change touches. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TestIndex } from '../../../server/src/core/check/test-index.js';
import type { ChangedPeople } from '../../../server/src/core/decide/changed-people.js';
import type { Changes } from '../../../server/src/core/model/changes.js';
import { type Reach, touchOf } from '../../../server/src/core/tests/reach.js';
import { passedResult, type TestResult } from '../../../server/src/core/tests/run-test.js';
import { open } from '../../support/policy.js';
import { runs } from '../../support/runs.js';

/** Few of few names: most sets have little in common. */
const names = fc
  .subarray(['a', 'b', 'c', 'd'], { maxLength: 1 })
  .map((list): ReadonlySet<string> => new Set(list));
const seldom = fc.nat(9).map((n) => n === 0);

const reach: fc.Arbitrary<Reach> = fc.record({
  all: seldom,
  users: names,
  groups: names,
  spaces: names,
  subjects: names,
  granted: names,
  wide: seldom,
  permissions: seldom,
  silent: fc.boolean(),
});

const changes: fc.Arbitrary<Changes> = fc.record({
  all: seldom,
  users: names,
  groups: names,
  spaces: names,
  roles: seldom,
});

const people: fc.Arbitrary<ChangedPeople> = fc.record({
  all: seldom,
  users: names,
  others: names,
  groups: names,
  memberships: names,
  named: names,
  remade: names,
  kinds: seldom,
  unnamed: seldom,
  doubts: seldom,
});

const [test] = open('tests:\n  t: [ali can app.open on S]\n').policy.tests;
assert.ok(test);
const resultOf = (each: Reach): TestResult => ({ ...passedResult(test), reach: each });

describe('the index of results', () => {
  it('tells all that are touched, also when some of them are others, and not all there are', () => {
    let spared = 0;
    fc.assert(
      fc.property(
        fc.array(reach, { minLength: 1 }),
        reach,
        changes,
        people,
        (all, other, now, who) => {
          const first = all.map(resultOf);
          const second = [resultOf(other), ...first.slice(1)];
          const index = new TestIndex(first);
          // It is looked through for the first of them.
          index.touched({ ...now, all: false }, { ...who, all: false });
          for (const [results, of] of [
            [first, index],
            [second, index.next(second, [0])],
            [second, new TestIndex(second)],
          ] as const) {
            const told = of.touched(now, who);
            if (told === undefined) continue;
            spared += results.length - told.size;
            for (const [place, result] of results.entries())
              assert.ok(told.has(place) || touchOf(result.reach, now, who) === 'none', `${place}`);
          }
        },
      ),
      { numRuns: runs(2000) },
    );
    assert.ok(spared > 1000, `${spared}`);
  });
});
