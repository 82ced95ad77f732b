import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyFileEdits } from '../../server/src/core/features/apply.js';
import { codeActionsAt } from '../../server/src/core/features/code-actions.js';
import { runs } from '../support/runs.js';
import {
  actionsAt,
  assertMends,
  type Case,
  changedFor,
  PATH,
  read,
  SPACES,
  test,
  USERS,
} from './code-actions/mends.js';
import { snapshotOf } from './snapshot.js';

describe('code actions', () => {
  it('write the name that is likely meant', () => {
    const cases: readonly Case[] = [
      { text: test('an$0a can app.open on S'), title: 'Change to anna', result: '- anna can' },
      {
        text: test('user "Ann$0 C" can space.see on S'),
        title: 'Change to Ann B',
        result: 'user "Ann B" can',
        besides: ['failed-expectation'],
      },
      {
        text: test('anna can "Open an ap$0" on S/KPI'),
        title: 'Change to Open an app',
        result: 'can "Open an app" on',
      },
      {
        text: test('anna can app.opn$0 on S/KPI'),
        title: 'Change to app.open',
        result: 'can app.open on',
      },
      {
        text: test('anna can app.open on "S/My Ap$0"'),
        title: 'Change to My App',
        result: 'on "S/My App"',
      },
      {
        text: test('anna can app.open on S/MyApp$0'),
        title: 'Change to My App',
        result: 'on "S/My App"',
      },
      {
        text: test('anna can app.open on S because ownr$0'),
        title: 'Change to owner',
        result: 'because owner',
      },
      { text: test('anna cann$0 app.open on S'), title: 'Write can', result: 'anna can app' },
      {
        text: `${SPACES}      Third: { owner: aln$0 }\n`,
        title: 'Change to ali',
        result: 'owner: ali',
        changes: ['ali'],
      },
      {
        text: SPACES.replace('group sales', 'group sal$0e'),
        title: 'Change to sales',
        result: 'group sales: can view # all',
        changes: ['ali'],
      },
      {
        text: SPACES.replace('can view', 'can vew$0'),
        title: 'Change to can view',
        result: 'group sales: can view # all',
        changes: ['ali'],
      },
      {
        text: SPACES.replace('can view', "'can view, can edt$0'"),
        title: 'Change to can edit',
        result: "'can view, can edit'",
        changes: ['ali'],
        besides: ['redundant-grant'],
      },
      {
        text: `${SPACES}      X: { ownr$0: anna }\n`,
        title: 'Change to owner',
        result: '{ owner: anna }',
        // Who owned it was not known: of all of them something depended on it.
        changes: ['anna', 'ali', 'Ann B'],
      },
      {
        text: SPACES.replace('shared', 'shred$0'),
        title: 'Change to shared',
        result: 'type: shared',
        changes: ['anna', 'ali'],
      },
      {
        text: SPACES.replace('can view', 'consumer$0'),
        title: 'Change to can view',
        result: 'sales: can view # all',
      },
    ];
    for (const one of cases) assertMends(one);
  });

  it('write group before the name of one', () => {
    const cases: readonly Case[] = [
      {
        text: SPACES.replace('group sales', 'sal$0es'),
        title: 'Write group sales',
        result: 'group sales: can view # all',
        changes: ['ali'],
      },
      {
        text: test('user sal$0es can app.open on S'),
        title: 'Write group sales',
        result: '- group sales can app.open',
      },
    ];
    for (const one of cases) assertMends(one);
  });

  it('mend the traps of YAML', () => {
    assertMends({
      text: test('anna can app.open on$0 "S: T"'),
      title: 'Quote the whole text',
      result: `- 'anna can app.open on "S: T"'`,
      besides: ['unknown-space'],
    });
    assertMends({
      text: `${USERS}spaces:\n  S: { type: shared, owner: anna, members: { ali: can$0 view, can consume data } }\n`,
      title: 'Quote the whole text',
      result: 'ali: "can view, can consume data"',
      changes: ['ali'],
      besides: ['redundant-grant'],
    });
  });

  it('state the user, group or space that is missing', () => {
    const cases: readonly Case[] = [
      {
        text: test('bob$0 cannot app.open on S'),
        title: 'Create the user bob',
        result: '  "Ann B": {}\n  bob: {}\ngroups:',
      },
      {
        text: test(`'group "of: us"$0 cannot app.open on S'`),
        title: 'Create the group of: us',
        result: '# sellers\n  "of: us": {}\nspaces:',
        besides: ['failed-expectation'],
      },
      {
        text: test('anna cannot app.open on Tax$0'),
        title: 'Create the shared space Tax',
        result: '{ owner: anna }\n  Tax: { type: shared }\ntests:',
        besides: ['space-without-owner'],
      },
      {
        text: 'users: { anna: {} } # c\nspaces:\n  S: { type: shared, owner: bob$0 }\n',
        title: 'Create the user bob',
        result: 'users: { anna: {}, bob: {} } # c',
        changes: ['bob'],
      },
      {
        text: 'users: {}\nspaces:\n  S: { type: shared, owner: bob$0 }\n',
        title: 'Create the user bob',
        result: 'users: { bob: {} }\n',
        changes: ['bob'],
      },
      {
        text: 'users: # c\nspaces:\n  S: { type: shared, owner: bob$0 }\n',
        title: 'Create the user bob',
        result: 'users: # c\n  bob: {}\nspaces',
        changes: ['bob'],
      },
      {
        text: 'spaces:\n  S: { type: shared, owner: bob$0 }',
        title: 'Create the user bob',
        result: 'bob }\n\nusers:\n  bob: {}\n',
        changes: ['bob'],
      },
      {
        text: 'spaces:\n  S: { type: shared, owner: bob$0 }\n',
        others: ['users:\n  anna: {}\n'],
        title: 'Create the user bob',
        result: 'users:\n  anna: {}\n  bob: {}',
        changes: ['bob'],
      },
    ];
    for (const one of cases) assertMends(one);
  });

  it('grant the nearest role', () => {
    const cases: readonly Case[] = [
      {
        text: test('user "Ann B" can app$0.open on S/KPI'),
        title: 'Make Ann B a member of S as Can view',
        result: '# all\n      Ann B: can view\n    apps',
        changes: ['Ann B'],
      },
      {
        text: test('user "Ann B" can app$0.open on S/KPI'),
        title: 'Share KPI with Ann B as Can view',
        result: 'KPI: { owner: anna, shares: { Ann B: can view } } # numbers',
        changes: ['Ann B'],
      },
      {
        text: test('group sales can app.exp$0ort on S/KPI'),
        title: 'Make ali a member of S as Can edit',
        result: '# all\n      ali: can edit',
        changes: ['ali'],
        besides: ['redundant-grant'],
      },
      {
        text: test('ali can spa$0ce.create in a new shared space'),
        title: 'Give ali the role Shared Space Creator',
        result: 'ali: { roles: [Shared Space Creator] }',
        changes: ['ali'],
        besides: ['owner-without-creating-role'],
      },
    ];
    for (const one of cases) assertMends(one);
  });

  it('grant a role in the place of one that it covers', () => {
    const text = test('ali can app.del$0ete on S/KPI').replace('group sales: can', 'ali: can');
    assertMends({
      text,
      title: 'Make ali a member of S as Can manage',
      result: 'ali: can manage # all',
      changes: ['ali'],
    });
  });

  it('ignore a rule with a reason', () => {
    const line = '# spaceward-ignore unknown-user: TODO say why this is right here\n';
    const cases: readonly Case[] = [
      {
        text: test('bob$0 can app.open on S'),
        title: 'Ignore unknown-user',
        result: `    ${line}    - bob`,
      },
      {
        text: `${SPACES}      X: { owner: bob$0 }\n`,
        title: 'Ignore unknown-user',
        result: `      ${line}      X: {`,
      },
      {
        text: 'users: {}\nspaces:\n  S: { type: shared, owner: bob$0 }\n',
        title: 'Ignore unknown-user',
        result: `  ${line}  S: {`,
      },
      {
        text: test('>-\n      anna and\n      bob$0 can app.open on S'),
        title: 'Ignore unknown-user',
        result: `    ${line}    - >-`,
      },
    ];
    for (const one of cases) assertMends(one);
  });

  it('fix all that changes no access at once', () => {
    const text = `$0${SPACES.replace('can view', 'consumer, codeveloper')}      # spaceward-ignore unknown-user: gone\n      X: { owner: alni }\n`;
    const actions = actionsAt([text], ['source']);
    assert.deepEqual(
      actions.map(({ kind }) => kind),
      ['source.fixAll'],
    );
    const clean = text.replace('$0', '');
    const now =
      applyFileEdits([{ path: PATH, text: clean }], actions[0]?.edits ?? [])[0]?.text ?? '';
    assert.ok(now.includes('group sales: can view, can edit data in applications # all'), now);
    assert.deepEqual(changedFor(read([clean]), read([now])), []);
  });

  it('offer the kinds that are asked for', () => {
    const text = test('an$0a can app.open on S');
    assert.ok(actionsAt([text], ['quickfix']).length > 0);
    assert.deepEqual(actionsAt([text], ['refactor']), []);
    assert.deepEqual(codeActionsAt(snapshotOf(), PATH, { start: 0, end: 0 }), []);
  });

  it('never throw', () => {
    const text = test('bob can app.open on T: "x');
    const cut = fc.tuple(fc.nat(text.length), fc.nat(30), fc.integer({ min: -5, max: 900 }));
    fc.assert(
      fc.property(cut, ([at, length, offset]) => {
        const broken = text.slice(0, at) + text.slice(at + length);
        const policies = [read([broken])];
        const span = { start: offset, end: offset + length };
        for (const { edits } of codeActionsAt(snapshotOf(...policies), PATH, span))
          applyFileEdits([{ path: PATH, text: broken }], edits);
      }),
      { numRuns: runs(40) },
    );
  });
});
