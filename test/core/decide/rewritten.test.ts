/** What is told of the people of a policy's next state by those of the state before is what that state alone tells. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Engine } from '../../../server/src/core/decide/engine.js';
import { rewrittenUsers } from '../../../server/src/core/decide/rewritten.js';
import { applyChange } from '../../../server/src/core/model/change.js';
import type { User, World } from '../../../server/src/core/model/world.js';
import { PatchedMap } from '../../../server/src/core/patched-map.js';
import { matrix, open } from '../../support/policy.js';
import { runs } from '../../support/runs.js';
import { randomPolicy } from './random-policy.js';
import { changeOf, told } from './told.js';

/** Where two states are told to be the same, the same is certain of all but those whom the second one excepts. */
function assertSame(one: Engine, other: Engine): void {
  const { of, but } = other.people.crowd.sameness;
  if (of !== one.people.crowd.sameness.of) return;
  for (const [id, user] of one.world.users) {
    const now = other.world.users.get(id);
    assert.deepEqual([now?.entitlement, now?.status], [user.entitlement, user.status]);
    if (!but.has(id)) assert.deepEqual(certain(other, id), certain(one, id), id);
  }
}

/** The groups and roles of the tenant that somebody has for certain. */
function certain({ people, world }: Engine, id: string): unknown {
  const user = world.users.get(id);
  assert.ok(user);
  const { memberships, roles } = people.factsOf({ kind: 'user', user });
  return [memberships, roles].map((list) =>
    list.flatMap((each) => {
      if (each.missing !== undefined) return [];
      return 'group' in each ? [each.group] : [each.held.role];
    }),
  );
}

/** The world with somebody's entry written anew. */
function rewrite(world: World, who: number): World {
  const user = [...world.users.values()][who % world.users.size];
  if (user === undefined) return world;
  const { roles, groups } = user;
  const now = { ...user, name: `${user.name} ${who}`, roles: [...roles] };
  const written = groups === undefined ? now : { ...now, groups: [...groups] };
  return { ...world, users: PatchedMap.with(world.users, [[user.id, written]]) };
}

function withoutGroups(user: User): User {
  const { groups, ...others } = user;
  assert.ok(groups);
  return others;
}

describe('users who are written otherwise', () => {
  it('leave what is known of everybody as it is, and are found as they are written now', () => {
    let rewritten = 0;
    fc.assert(
      fc.property(
        randomPolicy,
        fc.array(fc.tuple(fc.nat(12), fc.nat(40)), { minLength: 1, maxLength: 6 }),
        (text, picks) => {
          let { engine } = open(text);
          for (const [kind, who] of picks) {
            told(engine);
            const { world } = engine;
            const next =
              kind > 5
                ? rewrite(world, who)
                : applyChange(world, changeOf(world, kind, who), engine.naming);
            const after = Engine.of(matrix, engine.siteFacts, next, engine);
            if (kind > 5 && next.users !== world.users) {
              assert.equal(after.people.crowd.sameness, engine.people.crowd.sameness);
              rewritten += 1;
            }
            assertSame(engine, after);
            const alone = Engine.of(matrix, engine.siteFacts, next);
            assert.deepEqual(told(after), told(alone), text);
            engine = after;
          }
        },
      ),
      { numRuns: runs(150), endOnFailure: true },
    );
    assert.ok(rewritten > 100, `${rewritten}`);
  });

  const TEXT = `tenant: { name: T }
users:
  ali: { entitlement: full, roles: [Tenant Admin], groups: [g1] }
  ben: {}
groups:
  g1: { name: G }
  g2: { name: H }
`;
  const { users } = open(TEXT).engine.world;

  function after(change: (ali: User) => User): ReadonlySet<string> | undefined {
    const ali = users.get('ali');
    assert.ok(ali);
    return rewrittenUsers(users, PatchedMap.with(users, [['ali', change(ali)]]));
  }

  it('are those whose name or address is another, or whose lines are', () => {
    assert.deepEqual(
      after(({ origin, ...ali }) => ({ ...ali, origin, name: 'A' })),
      new Set(['ali']),
    );
    assert.deepEqual(
      after((ali) => ({ ...ali, email: 'a@example.org' })),
      new Set(['ali']),
    );
    assert.deepEqual(
      after((ali) => ({ ...ali, origin: { ...ali.origin } })),
      new Set(['ali']),
    );
    assert.deepEqual(
      after((ali) => ali),
      new Set(),
    );
  });

  const DIFFERENT: readonly (readonly [string, (ali: User) => User])[] = [
    ['another entitlement', (ali) => ({ ...ali, entitlement: 'basic' })],
    ['another status', (ali) => ({ ...ali, status: 'disabled' })],
    ['a bot', (ali) => ({ ...ali, bot: true })],
    ['a role less', (ali) => ({ ...ali, roles: [] })],
    [
      'another role',
      (ali) => ({ ...ali, roles: ali.roles.map((held) => ({ ...held, role: 'x' })) }),
    ],
    ['no group', (ali) => ({ ...ali, groups: [] })],
    [
      'another group',
      (ali) => ({ ...ali, groups: ali.groups?.map((g) => ({ ...g, group: 'g2' })) ?? [] }),
    ],
    ['groups that are not stated', (ali) => withoutGroups(ali)],
    ['a group that they are not in', (ali) => ({ ...ali, notIn: new Set(['g2']) })],
  ];
  for (const [what, change] of DIFFERENT)
    it(`are not those with ${what}`, () => {
      assert.equal(after(change), undefined);
    });

  it('are not told where somebody came or went, or nothing says what differs', () => {
    assert.equal(rewrittenUsers(users, PatchedMap.without(users, 'ben')), undefined);
    assert.equal(rewrittenUsers(users, new Map(users)), undefined);
  });
});
