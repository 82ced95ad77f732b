import assert from 'node:assert/strict';
import { codeLenses, lensTitle } from '../../server/src/core/features/code-lenses.js';
import { check } from '../support/policy.js';
import { snapshotOf } from './snapshot.js';

const PATH = 'file-0.spaceward.yaml';

/** Each lens as the name that it stands above and what it says. */
function lenses(text: string, config?: string): readonly string[] {
  const snapshot = snapshotOf(check([text], config));
  return codeLenses(snapshot, PATH).map(
    ({ span, subject }) =>
      `${text.slice(span.start, span.end)}: ${lensTitle(snapshot, PATH, subject) ?? 'nothing'}`,
  );
}

const PEOPLE = `tenant: { subscription: enterprise, entitlement: full }
users: { anna: {}, ali: { groups: [sales] }, bea: { groups: [] } }
`;

describe('lines above entries', () => {
  it('count the members of groups, from both sides', () => {
    assert.deepEqual(
      lenses(`${PEOPLE}groups:
  sales: { members: [anna] }
  it: { others: unknown }
`),
      ['sales: 2 members', 'it: 0 members, and others that the policy does not state'],
    );
    assert.deepEqual(
      lenses('tenant: { groups: disabled }\nusers: { a: {} }\ngroups: { g: { members: [a] } }\n'),
      ['g: 1 member (groups are switched off)'],
    );
  });

  it('count the members of spaces, each of them once', () => {
    assert.deepEqual(
      lenses(`${PEOPLE}spaces:
  A: { type: shared, members: { anna: can view, bea: can view, group sales: can view, group it: can view } }
  B: { type: shared }
  C: { type: personal, owner: anna }
  D: { type: shared, members: { everyone: can view, group it: can view } }
  E: { type: shared, members: { group sales: can view } }
groups:
  sales: { members: [anna] }
  it: { others: unknown }
`).filter((line) => /^[A-E]:/u.test(line)),
      [
        'A: members: 2 users, 2 groups (at least 3 people)',
        'B: no members',
        'D: members: everyone, 1 group',
        'E: members: 1 group (2 people)',
      ],
    );
  });

  it('set shares against the limits of the tenant', () => {
    const config = 'limits: { shares-per-application: 2, shares-per-space: 10 }\n';
    assert.deepEqual(
      lenses(
        `${PEOPLE}spaces:
  A:
    type: shared
    apps:
      KPI: { shares: { anna: can view, ali: can view, bea: can view } }
      None: {}
`,
        config,
      ),
      [
        'A: no members',
        'A: ▰▰▰▱▱▱▱▱▱▱ 3 of 10 shares',
        'KPI: ▰▰▰▰▰▰▰▰▰▰ 3 of 2 shares, over the limit',
      ],
    );
  });

  it('tell what came of tests', () => {
    assert.deepEqual(
      lenses(`${PEOPLE}spaces: { Sales: { type: shared, apps: { KPI: {} }, members: { anna: can view } } }
tests:
  right: [anna can app.open on Sales]
  wrong: [anna can app.open on Sales, ali can app.open on Sales, nobody can fly on Sales]
  open: [bea could app.open on Sales, anna can app.open on Sales]
  mixed: [bea could app.open on Sales, ali can app.open on Sales]
  empty: []
`).slice(1),
      [
        'right: ✓ 1 expectation holds',
        'wrong: ✗ 2 failed of 3 expectations',
        'open: ? 1 undecided of 2 expectations',
        'mixed: ✗ 1 failed, 1 undecided of 2 expectations',
        'empty: ? no expectations',
      ],
    );
  });

  it('stand above the first of two statements, and say nothing of what is gone', () => {
    assert.deepEqual(lenses('groups:\n  g: {}\n  "g": {}\nspaces:\n  S: {}\n'), ['g: 0 members']);
    const snapshot = snapshotOf(check('users: {}\n'));
    for (const subject of [
      { kind: 'members of group', group: 'g' },
      { kind: 'members of space', space: 's' },
      { kind: 'shares of space', space: 's' },
      { kind: 'shares of app', space: 's', app: 'a' },
      { kind: 'test', test: 't' },
    ] as const)
      assert.equal(lensTitle(snapshot, PATH, subject), undefined);
  });
});
