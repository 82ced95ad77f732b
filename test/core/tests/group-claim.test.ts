/** What a group alone gives, each of its members has: so sentences about groups need not be asked of each member. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decideAt } from '../../../server/src/core/decide/decide-at.js';
import type { ItemTarget, Outcome, Person } from '../../../server/src/core/decide/types.js';
import { check, matrix, open } from '../../support/policy.js';
import { runs } from '../../support/runs.js';
import { randomPolicy } from '../decide/random-policy.js';

const ACTIONS = matrix.actions.filter(
  ({ ownership, variants }) => ownership === undefined && variants === undefined,
);

function isByGroup({ verdict, grants }: Outcome): boolean {
  return verdict === 'allowed' && grants.some(({ via }) => via === 'group');
}

/** By a role that isn't joined with another one. */
function isBySingleRole({ verdict, grants }: Outcome): boolean {
  const single = grants.filter(({ role }) => !role.id.includes('+'));
  return verdict === 'allowed' && single.some(({ via }) => via === 'group');
}

describe('what a group gives', () => {
  it('each of its members has, whatever else they hold', () => {
    let held = 0;
    fc.assert(
      fc.property(randomPolicy, fc.nat(), (text, pick) => {
        const { engine } = open(text);
        const { world, people } = engine;
        for (const space of world.spaces.values()) {
          if (space.type === 'personal') continue;
          const items = space.items.map((item): ItemTarget => ({ kind: 'item', item }));
          const targets = [undefined, { kind: 'foreign' as const }, ...items];
          const target = targets[pick % targets.length];
          for (const group of world.groups.values()) {
            const members = people.membersOf(group.id).filter(({ kind }) => kind === 'user');
            for (const entitlement of people.crowd.entitlementsIn(group.id) ?? [])
              for (const action of ACTIONS) {
                const outcomeOf = (person: Person): Outcome =>
                  decideAt({ engine, person, action, space, target });
                const given = outcomeOf({ kind: 'group-member', group, entitlement });
                if (given.verdict !== 'allowed') continue;
                for (const person of members) {
                  if (person.kind !== 'user' || person.user.entitlement !== entitlement) continue;
                  held += 1;
                  const outcome = outcomeOf(person);
                  assert.equal(outcome.verdict, 'allowed', `${action.id} ${space.name}\n${text}`);
                  if (isBySingleRole(given)) assert.ok(isByGroup(outcome));
                }
              }
          }
        }
      }),
      { numRuns: runs(12), endOnFailure: true },
    );
    assert.ok(held > 100, `${held}`);
  });

  it('is no cause where a member holds one of two roles otherwise, which allow something together', () => {
    const { tests } = check(`users: { ali: { entitlement: professional } }
groups: { g: { members: [ali] } }
spaces:
  S: { type: shared, members: { ali: can view, group g: 'can view, can consume data' } }
tests:
  group: ['group g can assistant.chat on S because group']
  ali: ['ali can assistant.chat on S because group']
`);
    const states = tests.flatMap(({ expectations }) => expectations.map(({ state }) => state));
    assert.deepEqual(states, ['failed', 'failed']);
  });

  it('is not told of groups with disabled members', () => {
    const { engine } = open(`users:
  ali: { entitlement: full }
  bea: { entitlement: full, status: disabled }
groups:
  one: { members: [ali] }
  two: { members: [ali, bea] }
`);
    const { crowd } = engine.people;
    assert.deepEqual([...(crowd.entitlementsIn('one') ?? [])], ['full']);
    assert.equal(crowd.entitlementsIn('two'), null);
  });
});
