import assert from 'node:assert/strict';
import { NameHistory } from '../../../server/src/core/model/name-history.js';

const MANY = 100;

const after = (before: NameHistory, ...names: readonly string[]): NameHistory =>
  NameHistory.after(before, new Set(names));

describe('the history of names', () => {
  it('tells what came or went since a state', () => {
    const first = NameHistory.after(undefined, null);
    const second = after(first, 'ali');
    const third = after(second, 'bea', 'cem');
    assert.deepEqual([...(third.since(third.now) ?? ['?'])], []);
    assert.deepEqual(third.since(second.now), new Set(['bea', 'cem']));
    assert.deepEqual(third.since(first.now), new Set(['ali', 'bea', 'cem']));
    // It is asked for each entry.
    assert.equal(third.since(first.now), third.since(first.now));
  });

  it('knows nothing of states that are not its own, or lie too far back', () => {
    const first = NameHistory.after(undefined, null);
    const [one, other] = [after(first, 'ali'), after(first, 'ali')];
    assert.equal(one.since(other.now), undefined);
    assert.equal(NameHistory.after(undefined, null).since(first.now), undefined);
    let latest = one;
    for (let state = 0; state < MANY; state += 1) latest = after(latest, `${state}`);
    assert.equal(latest.since(first.now), undefined);
    assert.equal(NameHistory.after(latest, new Set()), latest);
    assert.equal(NameHistory.after(latest, null).since(latest.now), undefined);
    const before = latest;
    assert.deepEqual(after(latest, 'bea').since(before.now), new Set(['bea']));
  });
});
