/** A map with a few values changed is the map that a copy would be. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Overlay } from '../../../server/src/core/model/overlay.js';

type Key = 'a' | 'b' | 'c' | 'd' | 'e';

const changes = fc.array(fc.tuple(fc.constantFrom<Key>('a', 'b', 'c', 'd', 'e'), fc.nat(9)));

describe('overlays of maps', () => {
  it('read as copies with the same changes', () => {
    fc.assert(
      fc.property(changes, changes, (first, later) => {
        const base = new Map(first);
        const copy = new Map(base);
        let overlay: ReadonlyMap<Key, number> = base;
        const touched = new Set<Key>();
        for (const [key, value] of later) {
          overlay = Overlay.of(overlay, key, value);
          if (copy.has(key)) {
            copy.set(key, value);
            touched.add(key);
          }
        }
        assert.deepEqual([...overlay], [...copy]);
        assert.deepEqual([...overlay.entries()], [...copy.entries()]);
        assert.deepEqual([...overlay.keys()], [...copy.keys()]);
        assert.deepEqual([...overlay.values()], [...copy.values()]);
        assert.equal(overlay.size, copy.size);
        const seen: [Key, number][] = [];
        overlay.forEach((value, key) => seen.push([key, value]));
        assert.deepEqual(seen, [...copy]);
        for (const key of ['a', 'b', 'c', 'd', 'e'] as const) {
          assert.equal(overlay.get(key), copy.get(key));
          assert.equal(overlay.has(key), copy.has(key));
        }
        assert.deepEqual(new Set(Overlay.changedKeys(base, overlay)), touched);
        assert.deepEqual(new Set(Overlay.changedKeys(overlay, base)), touched);
        assert.deepEqual(first, [...first]);
      }),
    );
  });

  it('tell nothing of maps that do not lie on the same', () => {
    assert.equal(Overlay.changedKeys(new Map([['a', 1]]), new Map([['a', 1]])), undefined);
  });
});
