import assert from 'node:assert/strict';
import { few } from '../../../server/src/core/text/few.js';

describe('a few of many names', () => {
  it('names three and counts the rest', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    assert.deepEqual(
      names.map((_, count) => few(names.slice(0, count + 1))),
      ['a', 'a and b', 'a, b and c', 'a, b, c and 1 more', 'a, b, c and 2 more'],
    );
    assert.equal(few([]), '');
  });
});
