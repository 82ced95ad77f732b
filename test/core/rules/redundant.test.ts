/** What is called redundant may go: without it everybody is still allowed what they were, of every action, everywhere. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Action } from '../../../server/src/core/matrix/types.js';
import type { Engine } from '../../../server/src/core/decide/engine.js';
import { personText } from '../../../server/src/core/decide/person.js';
import type { ItemTarget, Person, Verdict } from '../../../server/src/core/decide/types.js';
import type { Grant, Space, World } from '../../../server/src/core/model/world.js';
import { findInvalidGrants } from '../../../server/src/core/rules/invalid-grant.js';
import { redundantGrant } from '../../../server/src/core/rules/redundant-grant.js';
import { redundantShare } from '../../../server/src/core/rules/redundant-share.js';
import type { Origin } from '../../../server/src/core/syntax/policy/access.js';
import { matrix, open } from '../../support/policy.js';
import { runs } from '../../support/runs.js';
import { randomPolicy } from '../decide/random-policy.js';

/** Grants without the role that stands at a place. */
const without = (grants: readonly Grant[], origin: Origin): readonly Grant[] =>
  grants.flatMap((grant) => {
    const roles = grant.roles.filter((role) => role.origin !== origin);
    return roles.length === 0 ? [] : [{ ...grant, roles }];
  });

function spaceWithout(space: Space, origin: Origin): Space {
  const items = space.items.map((item) => ({ ...item, shares: without(item.shares, origin) }));
  return { ...space, members: without(space.members, origin), items };
}

function peopleOf({ users, groups }: World): readonly Person[] {
  return [
    ...[...users.values()].map((user): Person => ({ kind: 'user', user })),
    ...[...groups.values()].map((group): Person => ({ kind: 'group-member', group })),
    { kind: 'anyone' },
    { kind: 'link-holder' },
  ];
}

/** The places in a space that are asked about, as it is and as it would be. */
function* placesIn(
  is: Space,
  would: Space,
): Iterable<readonly [ItemTarget | undefined, ItemTarget | undefined]> {
  yield [undefined, undefined];
  for (const [i, item] of would.items.entries()) {
    const now = is.items[i];
    if (now !== undefined)
      yield [
        { kind: 'item', item: now },
        { kind: 'item', item },
      ];
  }
}

/**
 * The verdicts that are others without a role, or its share, but for those that depend and are denied then: a role that adds no
 * known Yes is redundant even where no document tells whether it may add something.
 */
function changes(engine: Engine, space: Space, origin: Origin): readonly string[] {
  const would = spaceWithout(space, origin);
  const spaces = new Map([...engine.world.spaces, [space.name, would]]);
  const after = engine.over({ ...engine.world, spaces });
  const found: string[] = [];
  for (const person of peopleOf(engine.world))
    for (const [now, then] of placesIn(space, would))
      for (const action of matrix.actions) {
        // That members see their own shared space no table says: a share says so by the way, and isn't kept for that.
        if (action.id === 'space.see') continue;
        const is = engine.verdicts.at({ engine, person, action, space, target: now });
        const point = { engine: after, person, action, space: would, target: then };
        const turns = after.verdicts.at(point);
        if (differs(is, turns))
          found.push(`${personText(person)} ${action.id} in ${space.name}: ${is}, then ${turns}`);
      }
  return [...found, ...changedBetween(engine, after, space.name)];
}

function differs(is: Verdict | undefined, then: Verdict | undefined): boolean {
  return is !== then && !(is === 'depends' && then === 'denied');
}

/** The same of what concerns two spaces, this one and another. */
function changedBetween(engine: Engine, after: Engine, name: string): readonly string[] {
  const found: string[] = [];
  const verdict = (
    of: Engine,
    person: Person,
    action: Action,
    [from, to]: readonly [string, string],
  ): Verdict | undefined => {
    const [space, other] = [of.world.spaces.get(from), of.world.spaces.get(to)];
    if (space === undefined || other === undefined) return undefined;
    const is = action.id.endsWith('-from-space') ? 'target' : 'source';
    const point = { engine: of, person, action, space, target: undefined };
    return of.verdicts.at({ ...point, other: { space: other, is } });
  };
  const others = [...engine.world.spaces.keys()].filter((each) => each !== name);
  for (const person of peopleOf(engine.world))
    for (const action of matrix.actions) {
      if (action.askedOf !== 'two-spaces') continue;
      for (const other of others)
        for (const pair of [
          [name, other],
          [other, name],
        ] as const)
          if (differs(verdict(engine, person, action, pair), verdict(after, person, action, pair)))
            found.push(`${personText(person)} ${action.id} from ${pair.join(' to ')}`);
    }
  return found;
}

/** Tries every grant and share of a policy that is called redundant; gives how many there are. */
function assertRedundant(text: string): number {
  const { engine, config } = open(text);
  let found = 0;
  for (const space of engine.world.spaces.values()) {
    const invalid = [...findInvalidGrants(engine.world, space)];
    const context = { engine, config, space, invalidGrants: () => invalid };
    for (const rule of [redundantGrant, redundantShare])
      for (const { origin, message } of rule.checkSpace(context)) {
        found += 1;
        assert.deepEqual(changes(engine, space, origin), [], `${message}\n${text}`);
      }
  }
  return found;
}

const ROLES = {
  shared: [
    'can manage',
    'can edit',
    'can edit data in applications',
    'can view',
    'can consume data',
  ],
  managed: [
    'can manage',
    'can publish',
    'can contribute',
    'can view',
    'has restricted view',
    'can consume data',
    'can operate',
  ],
  data: [
    'can manage',
    'can edit',
    'can view',
    'can consume data',
    'can publish',
    'can operate',
    'can view data',
  ],
} as const;
const SHARED = { shared: ['can view'], managed: ['can view', 'has restricted view'], data: [] };

/** A space where somebody holds two roles, or one and a share of an app. */
function pairOf(
  type: keyof typeof ROLES,
  entitlement: string,
  [first, second]: readonly [string, string],
  how: 'member' | 'group' | 'share',
): string {
  const also = how === 'group' ? `group g: ${second}` : '';
  const members = how === 'member' ? `ali: [${first}, ${second}]` : `ali: ${first}, ${also}`;
  const shares = how === 'share' ? `ali: ${second}` : '';
  return `tenant: { entitlement: ${entitlement} }
users: { anna: { groups: [] }, ali: { groups: [g] } }
groups: { g: {} }
spaces:
  S:
    type: ${type}
    owner: ${first === 'owner' ? 'ali' : 'anna'}
    members: { ${first === 'owner' ? `ali: ${second}` : members} }
    apps: { A: { owner: anna, shares: { ${shares} } } }
`;
}

describe('redundant grants and shares', () => {
  for (const type of ['shared', 'managed', 'data'] as const)
    it(`of two roles in a ${type} space, the redundant one may go`, () => {
      let found = 0;
      for (const entitlement of ['full', 'analyzer', 'unknown'])
        for (const first of ['owner', ...ROLES[type]]) {
          for (const second of ROLES[type]) {
            if (first === second) continue;
            const pair = [first, second] as const;
            found += assertRedundant(pairOf(type, entitlement, pair, 'member'));
            if (first !== 'owner')
              found += assertRedundant(pairOf(type, entitlement, pair, 'group'));
          }
          if (first !== 'owner')
            for (const share of SHARED[type])
              found += assertRedundant(pairOf(type, entitlement, [first, share], 'share'));
        }
      assert.ok(found > 10, `only ${found} are redundant`);
    });

  it('may go in any policy', () => {
    let found = 0;
    fc.assert(
      fc.property(randomPolicy, (text) => {
        found += assertRedundant(text);
      }),
      { numRuns: runs(10) },
    );
    assert.notEqual(found, 0);
  });
});
