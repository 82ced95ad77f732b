/** Who can: everybody's verdict is that of the whole decision, and who can is told with proofs. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { personText } from '../../server/src/core/decide/person.js';
import type { Verdict } from '../../server/src/core/decide/types.js';
import { type AskedOfAll, askEverybody, type Who, whoCan } from '../../server/src/core/who.js';
import { matrix, open } from '../support/policy.js';
import { runs } from '../support/runs.js';
import { randomPolicy } from './decide/random-policy.js';

const POLICY = `
tenant: { subscription: enterprise, entitlement: full }
users:
  anna: { groups: [] }
  ali: { groups: [] }
  dana: {}
  eve: {}
  root: { roles: [Tenant Admin], groups: [] }
groups: { sales: { others: unknown } }
spaces:
  Dev:
    type: shared
    owner: anna
    members: { ali: can edit, everyone: can consume data }
    apps:
      KPI: { owner: anna, shares: { group sales: can view } }
      Other: { owner: ali }
  Prod: { type: managed, owner: root, members: { ali: can publish } }
`;

function asked(action: string, where: string, more: object = {}): AskedOfAll {
  const found = askEverybody(open(POLICY), { action, where, ...more });
  assert.ok(found.kind === 'everybody');
  return found;
}

const who = (action: string, where: string, more: object = {}): Who =>
  whoCan(asked(action, where, more));

const named = (list: readonly { readonly who: Parameters<typeof personText>[0] }[]): string[] =>
  list.map(({ who: person }) => personText(person));

describe('who can', () => {
  it('is everybody, named or not, with the strongest grant and counts by cause', () => {
    const { total, allowed, depends, denied, facts, causes } = who('app.open', 'Dev/KPI');
    assert.equal(total, 7);
    assert.deepEqual(
      allowed.map(({ who: person, grants }) => [personText(person), grants.map(({ via }) => via)]),
      [
        ['anna', ['owner']],
        ['ali', ['member']],
        ['root', ['admin']],
        ['an unnamed member of group sales', ['share']],
      ],
    );
    assert.deepEqual(
      [...causes],
      [...['owner', 'member', 'admin', 'share'].map((via) => [via, 1])],
    );
    assert.deepEqual(named(depends), ['dana', 'eve']);
    assert.equal(denied, 1);
    // Two people, one fact.
    assert.deepEqual(
      facts.map(({ kind }) => kind),
      ['group members'],
    );
  });

  it('of a space tells who may do it to some items only', () => {
    const { allowed, some } = who('app.open', 'Dev');
    assert.deepEqual(named(allowed), ['anna', 'ali', 'root']);
    assert.deepEqual(
      some.map(({ who: person, items }) => [
        personText(person),
        items.map(({ item, verdict }) => `${item} ${verdict}`),
      ]),
      [
        ['dana', ['KPI depends']],
        ['eve', ['KPI depends']],
        ['an unnamed member of group sales', ['KPI allowed']],
      ],
    );
  });

  it('of a publish as a whole is told for both halves', () => {
    const { allowed } = who('app.publish', 'Dev/Other', { to: 'Prod' });
    const ali = allowed.find(({ who: person }) => personText(person) === 'ali');
    assert.deepEqual(
      ali?.grants.map(({ cell }) => cell.action),
      ['app.publish-from-space', 'app.publish-to-space'],
    );
  });

  it('is asked after changes; of what is gone, nobody can', () => {
    const given = ['remove ali', 'make dana owner of Dev/KPI'];
    assert.deepEqual(named(who('space.delete', 'Dev').allowed), ['anna', 'root']);
    const after = asked('app.open', 'Dev', { given });
    assert.deepEqual(named(whoCan(after).allowed), ['anna', 'root']);
    assert.ok(!named(after.people).includes('ali'));
    const gone = who('app.open', 'Dev', { given: ['delete Dev'] });
    assert.deepEqual([gone.allowed.length, gone.denied], [0, gone.total]);
  });

  it('says what is wrong with the question', () => {
    const problem = (action: string, where: string): string => {
      const found = askEverybody(open(POLICY), { action, where });
      return found.kind === 'problem' ? found.message : '';
    };
    assert.match(problem('app.opn', 'Dev'), /did you mean app\.open/u);
    assert.match(problem('app.open', 'Devv'), /did you mean Dev/u);
    assert.match(problem('app.publish', 'Dev/KPI'), /name the other one/u);
    const empty = askEverybody(open('spaces: { S: { type: shared } }\n'), {
      action: 'space.delete',
      where: 'S',
    });
    assert.ok(empty.kind === 'problem');
    assert.match(empty.message, /names no users/u);
  });

  it('is what the whole decision says of each, in any policy', () => {
    const seen = new Map<Verdict | 'differs', number>();
    const see = (what: Verdict | 'differs'): Map<Verdict | 'differs', number> =>
      seen.set(what, (seen.get(what) ?? 0) + 1);
    fc.assert(
      fc.property(randomPolicy, fc.nat(6), (text, turn) => {
        const policy = open(text);
        const spaces = [...policy.engine.world.spaces.values()];
        const places = spaces.flatMap(({ name, items }) => [
          name,
          ...items.map((item) => `${name}/${item.kind}:${item.name}`),
        ]);
        matrix.actions.forEach(({ id, kind }, index) => {
          if (index % 7 !== turn || kind === 'data-product') return;
          for (const where of places) {
            const found = askEverybody(policy, { action: id, where });
            if (found.kind === 'problem') continue;
            for (const { who: person, verdict, differs, prove } of found.people) {
              const whole = prove();
              const at = `${personText(person)} ${id} on ${where}\n${text}`;
              assert.equal(verdict, whole.verdict, at);
              const others = (whole.items ?? []).filter(
                ({ outcome }) => outcome.verdict !== verdict,
              );
              assert.equal(differs, others.length > 0, at);
              see(verdict);
              if (differs) see('differs');
            }
          }
        });
      }),
      { numRuns: runs(15), endOnFailure: true },
    );
    for (const what of ['allowed', 'denied', 'depends', 'differs'] as const)
      assert.ok((seen.get(what) ?? 0) > 10, `${what}: ${seen.get(what) ?? 0}`);
  });
});
