import assert from 'node:assert/strict';
import { meet } from '../../server/src/core/meet.js';

describe('meet', () => {
  it('tells whether two sets have something in common, whichever is larger', () => {
    const [few, many] = [new Set([3]), new Set([1, 2, 3])];
    assert.ok(meet(few, many));
    assert.ok(meet(many, few));
    assert.ok(!meet(new Set([4]), many));
    assert.ok(!meet(new Set<number>(), many));
  });
});
