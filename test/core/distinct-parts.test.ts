/** Whether a word stands twice in lists is told by earlier states of them as by the lists alone. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DistinctParts } from '../../server/src/core/distinct-parts.js';
import { runs } from '../support/runs.js';

const list = fc.array(fc.integer({ min: 0, max: 30 }).map(String), { maxLength: 3 });

describe('distinct parts', () => {
  it('are told apart from others, edit by edit', () => {
    let told = 0;
    fc.assert(
      fc.property(
        fc.array(list, { minLength: 1, maxLength: 6 }),
        fc.array(fc.tuple(fc.nat(5), list, fc.boolean()), { maxLength: 12 }),
        (first, edits) => {
          const parts = new DistinctParts();
          let lists = first;
          for (const [at, now, isAdded] of [[0, first[0] ?? [], false] as const, ...edits]) {
            lists = [...lists];
            lists.splice(at % (lists.length + 1), isAdded ? 0 : 1, now);
            const words = lists.flat();
            const isDistinct = new Set(words).size === words.length;
            assert.equal(parts.areDistinct(lists), isDistinct, JSON.stringify(lists));
            if (isDistinct) told += 1;
          }
        },
      ),
      { numRuns: runs(500), endOnFailure: true },
    );
    assert.ok(told > 500, `${told}`);
  });
});
