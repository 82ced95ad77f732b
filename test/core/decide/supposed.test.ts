/** What is told of the people of a supposed world by those of the world that it was made of is what the world alone tells. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Alike } from '../../../server/src/core/decide/alike.js';
import { Engine } from '../../../server/src/core/decide/engine.js';
import { personText } from '../../../server/src/core/decide/person.js';
import { isAdmin } from '../../../server/src/core/decide/range.js';
import type { Person } from '../../../server/src/core/decide/types.js';
import { applyChange, type Change } from '../../../server/src/core/model/change.js';
import type { World } from '../../../server/src/core/model/world.js';
import { matrix, open } from '../../support/policy.js';
import { runs } from '../../support/runs.js';
import { randomPolicy } from './random-policy.js';

const more = Array.from({ length: 8 }, (_, n) => `  other${n}: {}`).join('\n');

/** A change of somebody that a test may suppose, by numbers that choose who and what. */
function changeOf({ users, groups, spaces }: World, kind: number, who: number): Change {
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

/** What is told of the people of a world. */
function told(engine: Engine): unknown {
  const { people, world } = engine;
  const names = (list: readonly Person[]): readonly string[] => list.map(personText);
  return {
    everybody: names(people.everybody()),
    admins: names(people.filtered('admins', isAdmin)),
    groups: [...world.groups.keys()].map((id) => [
      names(people.membersOf(id)),
      names(people.crowd.membersOutside(id, ['g1'])),
      people.crowd.stating(id).map((user) => user.id),
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

describe('a supposed world', () => {
  it('tells the same of its people as the same world by itself', () => {
    let derived = 0;
    fc.assert(
      fc.property(
        randomPolicy,
        fc.array(fc.tuple(fc.nat(8), fc.nat(40)), { minLength: 1, maxLength: 3 }),
        (text, picks) => {
          const { engine } = open(text.replace(/^users:\n/mu, `users:\n${more}\n`));
          // What the world tells that others are made of is taken over from here.
          told(engine);
          let { world } = engine;
          for (const [kind, who] of picks)
            world = applyChange(world, changeOf(world, kind, who), engine.naming);
          const supposed = engine.over(world);
          if (supposed.people.crowd !== engine.people.crowd && supposed.people.crowd.supposed)
            derived += 1;
          const alone = Engine.of(matrix, engine.siteFacts, world);
          assert.deepEqual(told(supposed), told(alone), text);
        },
      ),
      { numRuns: runs(150), endOnFailure: true },
    );
    assert.ok(derived > 20, `${derived}`);
  });
});
