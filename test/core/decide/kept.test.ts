/** What is worked out of people and spaces is kept from state to state: it is what would be worked out afresh. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { openPolicy, type OpenPolicy, readPolicyFile } from '../../../server/src/core/check.js';
import { PerLikenessAndSpace } from '../../../server/src/core/decide/memo.js';
import type { Facts } from '../../../server/src/core/decide/facts.js';
import type { SpaceSets } from '../../../server/src/core/decide/space-sets.js';
import type { Person } from '../../../server/src/core/decide/types.js';
import type { Space } from '../../../server/src/core/model/world.js';
import { matrix } from '../../support/policy.js';
import { runs } from '../../support/runs.js';
import { randomPolicy } from './random-policy.js';

const ACTIONS = matrix.actions.filter((_, index) => index % 7 === 0);

function opened(text: string, before?: OpenPolicy): OpenPolicy {
  const file = readPolicyFile({ path: 'p', text }, before?.policy.files[0]);
  return openPolicy(matrix, [file], undefined, before);
}

/** The verdict on some actions, for everybody in every space. */
function verdicts({ engine }: OpenPolicy): readonly string[] {
  const { world } = engine;
  const people: Person[] = [
    ...engine.people.everybody(),
    ...[...world.groups.values()].flatMap((group): Person[] => [
      { kind: 'group-member', group },
      { kind: 'group-member', group, entitlement: 'analyzer' },
    ]),
  ];
  return [...world.spaces.values()].flatMap((space) =>
    people.map((person, index) =>
      [
        space.name,
        index,
        ...ACTIONS.map((action) =>
          engine.verdicts.at({ engine, person, action, space, target: { kind: 'foreign' } }),
        ),
      ].join(' '),
    ),
  );
}

/** Who is in each group, and in none of some others, and what they are entitled to. */
function listed({ engine: { people, world } }: OpenPolicy): readonly string[] {
  const ids = [...world.groups.keys()];
  const entitled = ids.map((id) =>
    [id, ...[...(people.crowd.entitlementsIn(id) ?? ['disabled'])].sort()].join(' '),
  );
  const inGroups = ids.flatMap((id) =>
    [[], ...ids.map((other) => [other]), ids.slice(1)].map((others) =>
      [
        id,
        ...others,
        ...people.crowd
          .membersOutside(id, others)
          .map((person) => (person.kind === 'user' ? person.user.id : person.kind)),
      ].join(' '),
    ),
  );
  const holders = ids.flatMap((id) =>
    (['full', 'analyzer'] as const).map((entitlement) =>
      [id, entitlement, ...people.crowd.holdersIn(id, entitlement).map((user) => user.id)].join(
        ' ',
      ),
    ),
  );
  return [...entitled, ...inGroups, ...holders];
}

/** An entry of a user or a group in the place of another one's, and perhaps another entitlement for who states none. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly entitlement: string | undefined;
}

const edits = fc.array(
  fc.record({
    from: fc.nat(7),
    to: fc.nat(7),
    entitlement: fc.option(fc.constantFrom('full', 'analyzer', 'none', 'unknown'), {
      nil: undefined,
      freq: 2,
    }),
  }),
  { minLength: 2, maxLength: 5 },
);

const ENTRY = /^( {2}(?:ali|bea|cem|dan|eve|g1|g2|g3): )\{(.*)\}$/gmu;

function edited(text: string, { from, to, entitlement }: Edit): string {
  const said = Array.from(text.matchAll(ENTRY), ([, , entry]) => entry ?? '');
  let index = -1;
  const next = text.replaceAll(ENTRY, (entry, start: string) => {
    index += 1;
    return index === from ? `${start}{${said[to] ?? ''}}` : entry;
  });
  return entitlement === undefined
    ? next
    : next.replace(/^tenant:.*$/mu, `tenant: { entitlement: ${entitlement} }`);
}

function assertKept(
  text: string,
  changes: readonly Edit[],
  sets = new PerLikenessAndSpace<SpaceSets>(new WeakMap()),
): void {
  let before = opened(text);
  Object.assign(before.engine.memo, { sets });
  verdicts(before);
  listed(before);
  for (const change of changes) {
    const next = edited(text, change);
    const after = opened(next, before);
    const fresh = opened(next);
    assert.deepEqual(verdicts(after), verdicts(fresh), next);
    // Of some states, nobody asks who is in which groups.
    if (change.from % 2 === 0) assert.deepEqual(listed(after), listed(fresh), next);
    before = after;
  }
}

/** Policies in which some users state no entitlement. */
const policies = randomPolicy.map((text) =>
  text
    .replace(/^tenant:.*\n/mu, 'tenant: { entitlement: full }\n')
    .replaceAll('entitlement: full, ', ''),
);

/** Forgets of what kind somebody is. */
class Careless extends PerLikenessAndSpace<SpaceSets> {
  override of(space: Space, facts: Facts, make: () => SpaceSets): SpaceSets {
    return super.of(space, { ...facts, kind: 0 }, make);
  }
}

describe('what is kept of people and spaces', () => {
  it('holds in the next state', () => {
    fc.assert(
      fc.property(policies, edits, (text, changes) => {
        assertKept(text, changes);
      }),
      { numRuns: runs(25), endOnFailure: true },
    );
  });

  it('holds of each of many users, of whom a few join and leave groups', () => {
    const ids = Array.from({ length: 300 }, (_, index) => `u${index}`);
    const policy = (crew: readonly string[]): string => `
tenant: { entitlement: full }
users:
${ids.map((id) => `  ${id}: {}\n`).join('')}
groups:
  all: { members: [${ids.join(', ')}] }
  crew: { members: [${crew.join(', ')}] }
`;
    const groupsOf = ({ engine: { people } }: OpenPolicy): readonly string[] =>
      people
        .everybody()
        .map((person) => [...people.memberships(person)].map(({ group }) => group).join(' '));
    let state = opened(policy([]));
    groupsOf(state);
    // So many states that what is kept beside the others is put with them.
    for (let turn = 1; turn < 150; turn++) {
      const text = policy([`u${turn}`, `u${(turn * 7) % 300}`, 'u5']);
      state = opened(text, state);
      // Some states nobody asks of anybody.
      if (turn % 3 === 0) continue;
      assert.deepEqual(groupsOf(state), groupsOf(opened(text)), text);
    }
  });

  it('holds after states of which nobody asks who is in which group', () => {
    const policy = (one: string, two: string): string => `
tenant: { entitlement: full }
users: { ali: {}, bea: {}, cem: { entitlement: analyzer }, dan: { entitlement: analyzer } }
groups: { one: { members: [${one}] }, two: { members: [${two}] }, three: {} }
`;
    let state = opened(policy('bea, cem, dan', 'bea'));
    listed(state);
    for (const [one, two] of [
      ['ali, bea, dan', 'bea'],
      ['ali, bea, dan', 'bea, dan'],
      ['bea, cem', 'cem'],
      ['bea, cem, dan', 'cem'],
      ['bea, dan', 'dan'],
    ] as const)
      state = opened(policy(one, two), state);
    assert.deepEqual(listed(state), listed(opened(policy('bea, dan', 'dan'))));
  });

  it('and what forgot of what kind somebody is would be found out', () => {
    assert.throws(() => {
      fc.assert(
        fc.property(policies, edits, (text, changes) => {
          assertKept(text, changes, new Careless(new WeakMap()));
        }),
        { numRuns: 50, endOnFailure: true },
      );
    });
  });
});
