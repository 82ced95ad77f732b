import assert from 'node:assert/strict';
import { ChosenUsers } from '../../../server/src/core/decide/chosen-users.js';
import type { User } from '../../../server/src/core/model/world.js';
import { PatchedMap } from '../../../server/src/core/patched-map.js';
import { open } from '../../support/policy.js';

const { users } = open(
  'users: { anna: {}, ali: { entitlement: basic }, bea: {}, cem: { entitlement: basic } }\n',
).engine.world;
const isBasic = ({ entitlement }: User): boolean => entitlement === 'basic';

function basic(chosen: ChosenUsers): readonly string[] {
  return chosen.of('basic', isBasic).map(({ id }) => id);
}

function changed(id: string, change: Partial<User>): ReadonlyMap<string, User> {
  const user = users.get(id);
  assert.ok(user);
  return PatchedMap.with(users, [[id, { ...user, ...change }]]);
}

describe('users chosen by their entries', () => {
  it('are the same list while others change', () => {
    const before = new ChosenUsers(users);
    assert.deepEqual(basic(before), ['ali', 'cem']);
    const after = before.next(changed('anna', { status: 'disabled' }));
    assert.equal(after.of('basic', isBasic), before.of('basic', isBasic));
  });

  it('are others where one comes, goes or changes', () => {
    const before = new ChosenUsers(users);
    basic(before);
    assert.deepEqual(basic(before.next(changed('anna', { entitlement: 'basic' }))), [
      'anna',
      'ali',
      'cem',
    ]);
    assert.deepEqual(basic(before.next(changed('ali', { entitlement: 'full' }))), ['cem']);
    assert.deepEqual(basic(before.next(PatchedMap.without(users, 'cem'))), ['ali']);
    const renamed = before.next(changed('ali', { name: 'Ali B' }));
    assert.deepEqual(
      renamed.of('basic', isBasic).map(({ name }) => name),
      ['Ali B', 'cem'],
    );
  });

  it('are in the order of the users', () => {
    const before = new ChosenUsers(users);
    basic(before);
    assert.deepEqual(basic(before.next(new Map([...users].reverse()))), ['cem', 'ali']);
  });
});
