import assert from 'node:assert/strict';
import { Asking } from '../../../server/src/core/model/asking.js';

const MANY = 100;

describe('the entries that ask for names', () => {
  const asking = Asking.of([
    ['S', new Set(['ali', 'staff'])],
    ['T', new Set(['staff'])],
    ['U', new Set<string>()],
    ['V', undefined],
  ]);

  it('are those that name one of them, and those of which nothing is known', () => {
    assert.deepEqual(asking.for(['staff']), new Set(['V', 'S', 'T']));
    assert.deepEqual(asking.for(['ali', 'bea']), new Set(['V', 'S']));
    assert.deepEqual(asking.for(['bea']), new Set(['V']));
  });

  it('may be any that are others since, until they are many', () => {
    const since = asking.without(new Set(['U', 'W']));
    assert.deepEqual(since?.for(['ali']), new Set(['V', 'U', 'W', 'S']));
    assert.deepEqual(asking.for(['ali']), new Set(['V', 'S']));
    assert.equal(asking.without(new Set()), asking);
    const many = new Set(Array.from({ length: MANY }, (_, index) => `S${index}`));
    assert.equal(asking.without(many), undefined);
  });
});
