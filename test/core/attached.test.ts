import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Attached } from '../../server/src/core/attached.js';

/** Collects what nobody holds. */
function collect(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

describe('values attached to objects', () => {
  it('are each store’s own, and can be replaced and taken away', () => {
    const [one, other] = [new Attached<object, string>(), new Attached<object, string>()];
    const [object, list]: object[] = [{}, []];
    assert.ok(object !== undefined && list !== undefined);
    one.set(object, 'a');
    other.set(object, 'b');
    one.set(list, 'c');
    one.set(object, 'd');
    assert.deepEqual([one.get(object), other.get(object), one.get(list)], ['d', 'b', 'c']);
    one.delete(object);
    assert.deepEqual([one.get(object), other.get(object), one.get(list)], [undefined, 'b', 'c']);
    other.delete(list);
    assert.deepEqual([other.get(list), one.get(list)], [undefined, 'c']);
    one.set(object, 'e');
    assert.deepEqual([one.get(object), other.get(object)], ['e', 'b']);
  });

  it('are not copied, listed or compared', () => {
    const store = new Attached<object, string>();
    const object = { a: 1 };
    store.set(object, 'b');
    assert.equal(store.get({ ...object }), undefined);
    assert.equal(JSON.stringify(object), '{"a":1}');
    assert.deepStrictEqual(object, { a: 1 });
  });

  it('of a store that is gone go when another keeps something', async () => {
    const object = {};
    const keep = (): WeakRef<object> => {
      const value = {};
      new Attached<object, object>().set(object, value);
      return new WeakRef(value);
    };
    const kept = keep();
    // What a weak reference was made of stays until the job is done.
    await new Promise(setImmediate);
    collect();
    assert.ok(kept.deref() !== undefined);
    await new Promise(setImmediate);
    new Attached<object, string>().set(object, 'a');
    await new Promise(setImmediate);
    collect();
    assert.equal(kept.deref(), undefined);
  });
});
