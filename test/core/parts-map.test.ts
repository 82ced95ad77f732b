/** A map of parts is what one map of all their entries would be, also where it was made of another that shares some of them. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PartsMap } from '../../server/src/core/parts-map.js';
import { runs } from '../support/runs.js';

type Part = ReadonlyMap<string, number>;

const part: fc.Arbitrary<Part> = fc
  .array(fc.tuple(fc.nat(40), fc.nat(3)), { maxLength: 4 })
  .map((entries) => new Map(entries.map(([key, value]) => [`k${key}`, value])));

/** Parts, and then, again and again, a few others in the place of some. */
const histories = fc.tuple(
  fc.array(part, { maxLength: 6 }),
  fc.array(
    fc.record({ at: fc.nat(6), count: fc.nat(2), parts: fc.array(part, { maxLength: 2 }) }),
    {
      maxLength: 12,
    },
  ),
);

function whole(parts: readonly Part[]): Map<string, number> {
  const all = new Map<string, number>();
  for (const each of parts) for (const [key, value] of each) if (!all.has(key)) all.set(key, value);
  return all;
}

function assertSame(map: ReadonlyMap<string, number>, wanted: ReadonlyMap<string, number>): void {
  assert.deepEqual([...map], [...wanted]);
  assert.deepEqual([...map.keys()], [...wanted.keys()]);
  assert.deepEqual([...map.values()], [...wanted.values()]);
  assert.equal(map.size, wanted.size);
  const seen: [string, number][] = [];
  map.forEach((value, key) => seen.push([key, value]));
  assert.deepEqual(seen, [...wanted]);
  for (let key = 0; key <= 41; key++) {
    assert.equal(map.get(`k${key}`), wanted.get(`k${key}`));
    assert.equal(map.has(`k${key}`), wanted.has(`k${key}`));
  }
}

describe('PartsMap', () => {
  it('is what one map would be, and tells the keys that stand in one of two alone', () => {
    fc.assert(
      fc.property(histories, ([first, changes]) => {
        let parts: readonly Part[] = first;
        let map = PartsMap.of(parts);
        assertSame(map, whole(parts));
        for (const { at, count, parts: others } of changes) {
          const before = map;
          parts = [...parts.slice(0, at), ...others, ...parts.slice(at + count)];
          map = PartsMap.of(parts, before);
          assertSame(map, whole(parts));
          const [left, joined] = PartsMap.apart(before, map);
          for (const key of before.keys()) if (!map.has(key)) assert.ok(left.includes(key));
          for (const key of map.keys()) if (!before.has(key)) assert.ok(joined.includes(key));
        }
      }),
      { numRuns: runs(500) },
    );
  });

  it('keeps what many changes of one part leave alone', () => {
    const parts = Array.from({ length: 100 }, (_, index): Part => new Map([[`k${index}`, index]]));
    let map = PartsMap.of(parts);
    for (let value = 0; value < 3000; value++) {
      parts[50] = new Map([[`n${value}`, value]]);
      map = PartsMap.of([...parts], map);
    }
    assertSame(map, whole(parts));
  });
});
