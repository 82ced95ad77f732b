/** What comes of an expectation: passed, failed, undecided, or not to be read; what the message holds; because; could. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, expectations, root, rules } from '../../support/policy.js';
import { assertMistakes, assertStates, results, said, withTest } from './states.js';

const policy = `
tenant: { entitlement: full }
roles: { User Default: { permissions-otherwise: not allowed } }
users:
  ali: { groups: [team] }
  bea: {}
  own: {}
  an: { entitlement: analyzer, groups: [] }
  nil: { entitlement: none, groups: [] }
  dis: { status: disabled }
  root: { roles: [Tenant Admin], groups: [] }
  boss: { groups: [] }
groups:
  team: {}
  sales: { others: unknown }
spaces:
  Team:
    type: shared
    owner: boss
    members: { ali: can view, group team: can edit, an: can edit, nil: can edit, everyone: can consume data }
    apps: { app: { owner: boss, shares: { ali: can view } } }
    data-flows: { flow: { owner: boss } }
    data-connections: { base: { owner: ali } }
    ml-experiments: { trial: { owner: boss } }
    notes: { note: { owner: own } }
  Store: { type: managed, owner: boss, apps: { app: { owner: boss, shares: { own: can view } } }, scripts: { script: {} } }
  Lobby: { type: shared, owner: boss, members: { group sales: can view }, apps: { app: {} } }
  Mine: { type: personal, owner: boss, apps: { app: {} } }
`;

describe('because', () => {
  it('of a can: any cause of the proof', () => {
    assertStates(policy, [
      ['ali can app.open on Team/app because member', 'passed'],
      ['ali can app.open on Team/app because group', 'passed'],
      ['ali can app.open on Team/app because share', 'passed'],
      ['ali can app.open on Team/app because MEMBER', 'passed'],
      ['ali can app.open on Team/app because everyone', 'failed'],
      ['ali can app.open on Team/app because owner', 'failed'],
      ['boss can space.delete on Team because owner', 'passed'],
      ['root can space.delete on Team because admin', 'passed'],
      ['own can note.delete on Team/note because item owner', 'passed'],
      ['own can app.open on Store/app because share', 'passed'],
      ['root can data-file.list-and-use in Team because everyone', 'passed'],
    ]);
    assert.match(
      said(policy, 'ali can app.open on Team/app because owner'),
      /ali can app\.open on "Team\/app", but not because of owner: because of member, group, share/u,
    );
  });

  it('of a cannot: any cause of the proof', () => {
    assertStates(policy, [
      ['ali cannot space.delete on Team because role', 'passed'],
      ['own cannot app.open on Store/app because share', 'failed'],
      ['own cannot app.use-write-tables on Store/app because share', 'passed'],
      ['own cannot app.use-write-tables on Store/app because no role', 'passed'],
      ['ali cannot space.see in Store because no role', 'passed'],
      ['ali cannot app.publish-own-content-to-community on Store/app because no role', 'passed'],
      ['bea cannot app.delete on Store/app because no role', 'passed'],
      ['an cannot app.paste-sheets on Team/app because entitlement', 'passed'],
      ['nil cannot app.open on Team/app because entitlement', 'passed'],
      ['ali cannot data-flow.edit on Team/flow because not owner', 'passed'],
      ['ali cannot data-connection.edit on Team/base because no permission', 'passed'],
      ['ali cannot ml-experiment.edit on Team/trial because no security role', 'passed'],
      ['ali cannot app.publish-from-space on Team/app to Store because other space', 'passed'],
      ['ali cannot app.open on Mine/app because space type', 'passed'],
      ['dis cannot app.open on Team/app because disabled', 'passed'],
      ['dis cannot app.open on Team/app because role', 'failed'],
      ['ali cannot space.delete on Team because no role', 'failed'],
    ]);
    assert.match(
      said(policy, 'ali cannot space.delete on Team because no role'),
      /ali cannot space\.delete on "Team", but not because of no role: because of role/u,
    );
  });

  it('does not save what is wrong anyway', () => {
    assertStates(policy, [
      ['ali cannot app.open on Team/app because role', 'failed'],
      ['bea cannot app.open on Store/app because no role', 'passed'],
    ]);
  });

  it('must be a cause of that kind', () => {
    assertStates(policy, [
      ['ali can app.open on Team/app because role', 'broken'],
      ['ali cannot space.delete on Team because member', 'broken'],
      ['ali can app.open on Team/app because luck', 'broken'],
    ]);
    assert.deepEqual(
      rules(check(withTest(policy, ['ali can app.open on Team/app because luck']))).filter((id) =>
        id.startsWith('unknown'),
      ),
      ['unknown-cause'],
    );
  });
});

describe('a failed expectation', () => {
  const problemsOf = (sentences: readonly string[]): readonly { rule: string; message: string }[] =>
    check(withTest(policy, sentences)).diagnostics.filter(({ severity }) => severity === 'error');

  it('holds what allows it, with the line that states it', () => {
    const text = withTest(policy, ['ali cannot app.open on Team/app']);
    const [problem, ...others] = check(text).diagnostics.filter(
      ({ severity }) => severity === 'error',
    );
    assert.deepEqual(others, []);
    assert.equal(problem?.rule, 'failed-expectation');
    assert.deepEqual(
      problem.message.split('\n').map((line) => line.split(';')[0]),
      [
        'expected that ali cannot app.open on "Team/app", but the verdict is allowed',
        '  via member: ali is Can view',
        '  via group: group team is Can edit',
        '  via share: shared with ali as Can view',
      ],
    );
    assert.match(
      problem.message,
      /"Open an app" × Can view = Yes \(table shared\.professional; .*, line 31\)/u,
    );
    assert.equal(
      text.slice(problem.span.start, problem.span.end),
      '"ali cannot app.open on Team/app"',
    );
    const lines = problem.related.map(({ span }) => text.slice(span.start, span.end));
    assert.deepEqual(lines, ['ali', 'team', 'ali']);
    // the first as a member, the last as the receiver of the share
    assert.ok((problem.related[0]?.span.start ?? 0) < (problem.related[2]?.span.start ?? 0));
  });

  it('holds what was looked at, and what would help', () => {
    const [problem] = problemsOf(['ali can space.delete on Team']);
    assert.match(
      problem?.message ?? '',
      /^expected that ali can space\.delete on "Team", but the verdict is denied\n/u,
    );
    assert.match(
      problem?.message ?? '',
      /\n {2}role: Can view: "Delete the space" is No in the table shared\.professional/u,
    );
    assert.match(problem?.message ?? '', /\n {2}role: Can edit: "Delete the space" is No/u);
    assert.match(
      problem?.message ?? '',
      /\n {2}would allow it: make ali a member of Team as Can manage \(also allows \S+, \S+, \S+ and \d+ more\)/u,
    );
  });

  it('undecided ones name what is not known, and how to settle it', () => {
    const [cell, group] = problemsOf([
      'boss can script.open on Store/script',
      'bea can app.open on Lobby/app',
    ]);
    assert.equal(cell?.rule, 'undecided-expectation');
    assert.match(
      cell.message,
      /^whether boss can script\.open on "Store\/script" depends on what the policy does not state\n {2}not known: /u,
    );
    assert.match(
      cell.message,
      /facts: \[\{ table: managed\.professional, action: script\.open, yes: \[owner\]/u,
    );
    assert.equal(group?.rule, 'undecided-expectation');
    assert.match(group.message, /not known: the members of group sales/u);
  });

  it('is one problem, however many there are against it', () => {
    const problems = problemsOf([
      'ali, bea, own, boss cannot app.open, app.export, app.delete on Team/app',
      'ali, boss and root can script.open on Store/script',
    ]);
    assert.deepEqual(
      problems.map(({ rule }) => rule),
      ['failed-expectation', 'failed-expectation'],
    );
  });

  it('comes before what is undecided in the same sentence', () => {
    assertStates(policy, [
      ['boss cannot script.open, space.delete in Store', 'failed'],
      ['boss can script.open, space.delete in Store', 'undecided'],
    ]);
  });
});

describe('an expectation', () => {
  it('of what could be is not answered yet, and says so', () => {
    const sentences = [
      'ali could app.open on Team/app',
      'ali could never space.delete on Team',
      'only boss and admins could space.delete on Team',
      'nobody could space.delete on Team',
    ];
    const found = results(policy, sentences);
    assert.deepEqual(
      found.map(({ state }) => state),
      ['undecided', 'undecided', 'undecided', 'undecided'],
    );
    for (const { message } of found) assert.match(message, /not answered yet/u);
    const reported = rules(check(withTest(policy, sentences))).filter((id) =>
      id.endsWith('expectation'),
    );
    assert.deepEqual(
      reported,
      sentences.map(() => 'undecided-expectation'),
    );
  });

  it('with a mistake counts as failed, and is reported once', () => {
    const cases: readonly (readonly [sentence: string, rule: string])[] = [
      ['al can app.open on Team/app', 'unknown-user'],
      ['group teams can app.open on Team/app', 'unknown-group'],
      ['ali can app.opn on Team/app', 'unknown-action'],
      ['ali can "Open app" on Team/app', 'unknown-action'],
      ['ali can data-product.view on Team', 'unknown-action'],
      ['ali can app.open on Teem/app', 'unknown-space'],
      ['ali can app.open on Team/ap', 'unknown-content'],
      ['ali can script.open on Team/app', 'unknown-content'],
      ['every Stewart can app.open on Team/app', 'unknown-role'],
      ['ali can app.open on Team/app because cause', 'unknown-cause'],
      ['ali can app.open', 'statement-syntax'],
      ['ali may app.open on Team/app', 'statement-syntax'],
      ['ali can space.delete on Team/app', 'misplaced-action'],
      ['ali can app.publish on Team/app', 'misplaced-action'],
      ['ali can app.open on Team/app to Store', 'misplaced-action'],
      ['ali can app.open in a new shared space', 'misplaced-action'],
    ];
    assertMistakes(
      policy,
      cases.map(([sentence, rule]) => ({ about: sentence, given: [], sentence, rule })),
    );
  });

  it('with a mistake does not keep the others from being asked', () => {
    assertStates(policy, [
      ['al can app.open on Team/app', 'broken'],
      ['ali can app.open on Team/app', 'passed'],
    ]);
  });

  it('is needed in every test', () => {
    const empty = (tests: string): readonly string[] =>
      rules(check(`${policy}\ntests:\n${tests}\n`));
    assert.ok(empty('  nothing: []').includes('empty-test'));
    assert.ok(empty('  nothing: { given: [remove ali], expect: [] }').includes('empty-test'));
    assert.ok(!empty('  something: [ali can app.open on Team/app]').includes('empty-test'));
  });

  it('of creating a space is asked of a new one', () => {
    assertStates(policy, [
      ['root can space.create in a new managed space', 'passed'],
      ['only admins can space.create in a new shared space', 'passed'],
      [
        'nobody except admins, dis can space.create on a new data space because no security role',
        'passed',
      ],
      // it must be the cause for each of them
      [
        'nobody except admins can space.create on a new data space because no security role',
        'failed',
      ],
      ['boss cannot space.create in a new shared space because no security role', 'passed'],
    ]);
  });
});

describe('the example of the language reference', () => {
  const checked = check(readFileSync(join(root, 'test/fixtures/example.spaceward.yaml'), 'utf8'));

  it('has no errors and no warnings', () => {
    const found = checked.diagnostics.filter(({ severity }) => severity !== 'info');
    assert.deepEqual(
      found.map(({ message }) => message),
      [],
    );
  });

  it('passes its own tests', () => {
    assert.deepEqual(
      expectations(checked).map(({ written, state }) => `${state}: ${written.text}`),
      [
        `passed: anna2 can app.open on "Finance Dev/Demo App - Beginner's tutorial" because share`,
        'passed: anna2 cannot app.open on "Finance Dev/Legacy"',
        'passed: only anna and admins can space.delete on "Finance Dev"',
      ],
    );
    assert.equal(checked.tests.length, 2);
  });
});
