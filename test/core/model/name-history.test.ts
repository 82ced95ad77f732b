import assert from 'node:assert/strict';
import { NameHistory } from '../../../server/src/core/model/name-history.js';

const MANY = 100;

describe('the history of names', () => {
  it('tells what came or went since a state', () => {
    const first = NameHistory.begin();
    const second = first.next(new Set(['ali']));
    const third = second.next(new Set(['bea', 'cem']));
    assert.deepEqual([...(third.since(third.now) ?? ['?'])], []);
    assert.deepEqual(third.since(second.now), new Set(['bea', 'cem']));
    assert.deepEqual(third.since(first.now), new Set(['ali', 'bea', 'cem']));
    // It is asked for each entry.
    assert.equal(third.since(first.now), third.since(first.now));
  });

  it('knows nothing of states that are not its own, or lie too far back', () => {
    const first = NameHistory.begin();
    const [one, other] = [first.next(new Set(['ali'])), first.next(new Set(['ali']))];
    assert.equal(one.since(other.now), undefined);
    assert.equal(NameHistory.begin().since(first.now), undefined);
    let latest = one;
    for (let state = 0; state < MANY; state += 1) latest = latest.next(new Set([`${state}`]));
    assert.equal(latest.since(first.now), undefined);
    assert.equal(latest.since(latest.next(new Set()).now), undefined);
    const before = latest;
    assert.deepEqual(latest.next(new Set(['bea'])).since(before.now), new Set(['bea']));
  });
});
