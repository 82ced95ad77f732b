import assert from 'node:assert/strict';
import { Alike } from '../../../server/src/core/decide/alike.js';
import type { Engine } from '../../../server/src/core/decide/engine.js';
import { personText } from '../../../server/src/core/decide/person.js';
import { isAdmin } from '../../../server/src/core/decide/range.js';
import type { Person } from '../../../server/src/core/decide/types.js';
import type { Change } from '../../../server/src/core/model/change.js';
import type { World } from '../../../server/src/core/model/world.js';

/** A change of somebody that a test may suppose, by numbers that choose who and what. */
export function changeOf({ users, groups, spaces }: World, kind: number, who: number): Change {
  const user = [...users.keys()][who % users.size] ?? 'ali';
  const group = [...groups.keys()][who % groups.size] ?? 'g1';
  const space = [...spaces.keys()][who % spaces.size] ?? 'S0';
  const principal = { kind: 'user', id: user } as const;
  const changes: readonly Change[] = [
    { kind: 'leave', principal },
    { kind: 'leave', principal: { kind: 'group', id: group } },
    { kind: 'leave-group', user, group },
    { kind: 'join-group', user, group },
    { kind: 'remove', principal, from: { space } },
    { kind: 'give', principal, role: { role: 'TenantAdmin', title: 'Tenant Admin' } },
    { kind: 'entitle', user, entitlement: 'basic' },
    { kind: 'delete', what: { space } },
    { kind: 'make-owner', user, of: { space } },
  ];
  return changes[kind % changes.length] ?? { kind: 'leave', principal };
}

/** What is told of the people of a world; all of them must be those whom it has. */
export function told(engine: Engine): unknown {
  const { people, world } = engine;
  const names = (list: readonly Person[]): readonly string[] => {
    for (const person of list)
      if (person.kind === 'user') assert.equal(person.user, world.users.get(person.user.id));
    return list.map(personText);
  };
  return {
    everybody: names(people.everybody()),
    admins: names(people.filtered('admins', isAdmin)),
    groups: [...world.groups.keys()].map((id) => [
      names(people.membersOf(id)),
      names(people.crowd.membersOutside(id, ['g1'])),
      people.crowd.stating(id),
      people.crowd.entitlementsIn(id),
    ]),
    entitled: people.crowd.entitledTo('full').map(({ id }) => id),
    kinds: [...world.spaces.values()].map((space) =>
      [[], ['ali'], ['other0', 'other1']].map((named) =>
        names(new Alike(engine, { spaces: [space], groups: ['g2'] }).everybody(named)),
      ),
    ),
  };
}
