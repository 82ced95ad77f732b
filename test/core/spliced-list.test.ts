import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Common, SplicedList } from '../../server/src/core/spliced-list.js';
import { runs } from '../support/runs.js';

const splices = fc.array(fc.tuple(fc.nat(12), fc.nat(4), fc.array(fc.nat(3), { maxLength: 4 })), {
  minLength: 1,
  maxLength: 6,
});

/** Whether two lists have so many items at their start and at their end in common, which don't overlap. */
function isCommon(old: readonly number[], now: readonly number[], { start, end }: Common): boolean {
  const ends = (items: readonly number[]): readonly number[] => [
    ...items.slice(0, start),
    ...items.slice(items.length - end),
  ];
  return start + end <= Math.min(old.length, now.length) && String(ends(old)) === String(ends(now));
}

type Difference = (old: SplicedList<number>, now: SplicedList<number>) => Common;

const exact: Difference = (old, now) => SplicedList.difference(old, now);

/** Splices one list after the other; the difference of each from the first, and from the one before. */
function assertDifferences(
  list: readonly number[],
  changes: readonly (readonly [number, number, readonly number[]])[],
  difference: Difference = exact,
): void {
  const first = SplicedList.of(list);
  let last = first;
  for (const [place, count, items] of changes) {
    const start = Math.min(place, last.items.length);
    const expected = [...last.items];
    expected.splice(start, count, ...items);
    const next = last.splice(start, Math.min(count, last.items.length - start), items);
    assert.deepEqual(next.items, expected);
    if (String(next.items) === String(last.items)) assert.equal(next, last);
    for (const old of [first, last])
      assert.ok(isCommon(old.items, next.items, difference(old, next)));
    last = next;
  }
}

describe('a list that knows what it was made of', () => {
  const lists = fc.array(fc.nat(3), { maxLength: 10 });

  it('is what the change makes of it, and tells where it differs', () => {
    fc.assert(
      fc.property(lists, splices, (list, changes) => {
        assertDifferences(list, changes);
      }),
      { numRuns: runs(200) },
    );
  });

  it('and one that took any list for the one that it was made of would be found out', () => {
    const careless: Difference = (old, now) => {
      const { made } = now as unknown as { readonly made?: Common };
      return made ?? exact(old, now);
    };
    assert.throws(() => {
      fc.assert(
        fc.property(lists, splices, (list, changes) => {
          assertDifferences(list, changes, careless);
        }),
        { numRuns: 200, endOnFailure: true },
      );
    });
  });
});
