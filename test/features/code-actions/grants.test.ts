import assert from 'node:assert/strict';
import { codeActionsAt } from '../../../server/src/core/features/code-actions.js';
import { snapshotOf } from '../snapshot.js';
import { assertMends, type Case, PATH, read, SPACES, test, USERS } from './mends.js';

const flow = (fields: string, sentence: string): string =>
  `${USERS}spaces: { S: { ${fields} } } # the space\ntests: { t: ['${sentence}'] } # a test\n`;

describe('code actions: what would make an expectation hold', () => {
  const all = (cases: readonly Case[]): void => {
    for (const one of cases) assertMends(one);
  };

  it('is written in small letters, beside what stands there, however it is written', () => {
    all([
      {
        text: flow('type: shared, owner: anna', 'ali can$0 app.open on S'),
        title: 'Make ali a member of S as Can view',
        result: 'owner: anna, members: { ali: can view } }',
        changes: ['ali'],
      },
      {
        text: flow(
          'type: shared, owner: anna, apps: { K: { owner: anna } }',
          'ali can$0 app.open on S/K',
        ),
        title: 'Share K with ali as Can view',
        result: 'K: { owner: anna, shares: { ali: can view } }',
        changes: ['ali'],
      },
      {
        text: flow(
          'type: shared, owner: anna, members: {}, apps: { K: { owner: anna, shares: {} } }',
          'ali can$0 app.open on S/K',
        ),
        title: 'Share K with ali as Can view',
        result: 'shares: { ali: can view }',
        changes: ['ali'],
      },
      {
        text: test('ali can$0 app.delete on S/KPI').replace(
          'group sales: can view # all',
          'ali:\n        - can view # all',
        ),
        title: 'Make ali a member of S as Can edit',
        result: '- can view # all\n        - can edit\n',
        changes: ['ali'],
        besides: ['redundant-grant'],
      },
    ]);
  });

  it('may be ownership, a tenant role, or an entitlement', () => {
    const personal = `${USERS}spaces:\n  S: { type: shared, owner: anna, members: { ali: can view }, data-flows: { D: {} } } # the space\n`;
    all([
      {
        text: `${personal}tests:\n  t:\n    - ali can$0 space.create in a new managed space\n`,
        title: 'Give ali the role Managed Space Creator',
        result: 'ali: { roles: [Managed Space Creator] }',
        changes: ['ali'],
      },
      {
        text: test('ali can$0 app.open on S/KPI').replace('ali: {}', 'ali: { entitlement: none }'),
        title: 'Give ali the entitlement full',
        result: 'ali: { entitlement: full }',
        changes: ['ali'],
      },
      {
        text: test('ali can$0 space.create in a new shared space').replace(
          'ali: {}',
          'ali:\n    roles: # held\n      - Steward',
        ),
        title: 'Give ali the role Shared Space Creator',
        result: 'roles: # held\n      - Steward\n      - Shared Space Creator\n',
        changes: ['ali'],
        besides: ['owner-without-creating-role'],
      },
    ]);
  });

  it('is stated in the file that has the space, for the group that is asked about', () => {
    const [people = '', places = ''] = SPACES.split(/(?=^spaces:)/mu);
    all([
      {
        text: `${people}tests:\n  t: # a test\n    - user "Ann B" can$0 app.open on S/KPI\n`,
        others: [places],
        title: 'Share KPI with Ann B as Can view',
        result: 'KPI: { owner: anna, shares: { Ann B: can view } } # numbers',
        changes: ['Ann B'],
      },
      {
        text: test('group audit can$0 app.open on S/KPI').replace(
          '# sellers',
          '# sellers\n  audit: { others: unknown }',
        ),
        title: 'Share KPI with group audit as Can view',
        result: 'shares: { group audit: can view } } # numbers',
        changes: ['an unnamed member of group audit', 'Ann B'],
      },
    ]);
  });

  it('is offered only where it is enough', () => {
    const titles = (text: string): readonly string[] => {
      const offset = text.indexOf('$0');
      const policy = read([text.replace('$0', '')]);
      const span = { start: offset, end: offset };
      return codeActionsAt(snapshotOf(policy), PATH, span, ['quickfix']).map(({ title }) => title);
    };
    const ignore = ['Ignore failed-expectation here, with a reason'];
    assert.deepEqual(titles(test('ali cannot$0 app.open on S/KPI')), ignore);
    // One of two that are denied.
    assert.deepEqual(titles(test('user "Ann B" and everyone can$0 app.open on S/KPI')), ignore);
  });

  it('is worked out once, and only for what is asked about', () => {
    const text = test(
      'user "Ann B" can app.open on S/KPI\n    - user "Ann B" can app.export on S/KPI',
    );
    const policy = read([text]);
    const snapshot = snapshotOf(policy);
    const asked: string[] = [];
    const { kept } = snapshot;
    const counting = {
      ...snapshot,
      kept: Object.assign(Object.create(kept) as typeof kept, {
        grantsFor: (...[checked, diagnostic]: Parameters<typeof kept.grantsFor>) => {
          asked.push(diagnostic.message);
          return kept.grantsFor(checked, diagnostic);
        },
      }),
    };
    const at = text.indexOf('app.export');
    const first = codeActionsAt(counting, PATH, { start: at, end: at });
    const again = codeActionsAt(counting, PATH, { start: at, end: at });
    assert.equal(asked.length, 2);
    assert.ok(asked.every((message) => message.includes('app.export')));
    const grants = first.filter(({ title }) => title.startsWith('Make'));
    assert.ok(grants.length > 0);
    for (const grant of grants) assert.ok(again.includes(grant));
  });
});
