import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PatchedMap } from '../../server/src/core/patched-map.js';
import { runs } from '../support/runs.js';

type Step = { readonly set: readonly (readonly [number, number])[] } | { readonly drop: number };

const key = fc.integer({ min: 0, max: 30 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ set: fc.array(fc.tuple(key, fc.nat(5)), { maxLength: 4 }) }),
  fc.record({ drop: key }),
);

describe('PatchedMap', () => {
  it('is what a copy of the map would be, and leaves the map alone', () => {
    const start = fc.array(fc.tuple(key, fc.nat(5)), { maxLength: 20 });
    fc.assert(
      fc.property(start, fc.array(step, { maxLength: 60 }), (entries, steps) => {
        const copy = new Map(entries);
        let map: ReadonlyMap<number, number> = new Map(entries);
        for (const each of steps) {
          const before = [...map];
          const earlier = map;
          if ('set' in each) {
            map = PatchedMap.with(map, each.set);
            for (const [one, value] of each.set) copy.set(one, value);
          } else {
            map = PatchedMap.without(map, each.drop);
            copy.delete(each.drop);
          }
          assert.deepEqual([...earlier], before);
          assert.deepEqual([...map], [...copy]);
          assert.deepEqual([...map.keys()], [...copy.keys()]);
          assert.deepEqual([...map.values()], [...copy.values()]);
          assert.equal(map.size, copy.size);
          for (let one = 0; one <= 30; one++) {
            assert.equal(map.get(one), copy.get(one));
            assert.equal(map.has(one), copy.has(one));
            if (earlier.get(one) !== map.get(one))
              assert.ok(PatchedMap.differing(earlier, map).has(one));
          }
        }
      }),
      { numRuns: runs(300) },
    );
  });

  it('costs what changes, not what stays', () => {
    const large = new Map(Array.from({ length: 1000 }, (_, index) => [index, index]));
    const changed = PatchedMap.with(large, [[7, 0]]);
    assert.deepEqual([...PatchedMap.differing(large, changed)], [7]);
    assert.equal(PatchedMap.differing(large, new Map(large)).size, 1000);
  });
});
