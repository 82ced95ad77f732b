/** Changes that a test takes as made: every kind of change, one after the other. */
import assert from 'node:assert/strict';
import { check, expectations } from '../../support/policy.js';
import { assertMistakes, assertStates } from './states.js';

const policy = `
tenant: { entitlement: full }
roles: { User Default: { permissions-otherwise: not allowed }, Makers: { permissions: { data connections: allowed } } }
users:
  ali: { email: ali@acme.example }
  bea: { groups: [team] }
  cem: {}
  dan: { groups: [] }
  Ann Lee: { groups: [] }
  boss: { groups: [] }
  root: { roles: [Tenant Admin], groups: [] }
groups:
  team: { members: [cem] }
  sales: { others: unknown }
  Head Office: { members: [Ann Lee] }
spaces:
  Team:
    type: shared
    owner: boss
    members: { ali: can manage, group team: can edit, Ann Lee: can view }
    apps:
      app: { owner: ali, shares: { dan: can view, group Head Office: can view } }
      other: { owner: bea }
    notes: { app: { owner: dan } }
  Big Store:
    type: managed
    owner: boss
    members: { dan: can view }
    apps: { kept: { owner: boss } }
  Third: { type: shared, owner: cem, members: { everyone: can view }, apps: { thing: { owner: ali } } }
`;

describe('given', () => {
  it('remove from the tenant: nothing is left of a user', () => {
    assertStates(
      policy,
      [
        ['ali cannot app.open on Team/app', 'passed'],
        ['ali can app.open on Team/app', 'failed'],
        ['nobody except boss, root, group team, "Ann Lee", dan can app.open on Team/app', 'passed'],
        ['only boss and admins can space.delete on Team', 'passed'],
        ['cem can app.delete on Team/app', 'passed'],
      ],
      ['remove ali'],
    );
    assertStates(
      policy,
      [
        ['only root can space.delete on Team', 'passed'],
        ['members of Third can app.open on Third/thing', 'passed'],
      ],
      ['remove boss', 'remove user ali'],
    );
  });

  it('remove from the tenant: of a name with blanks, by an email address, of a group', () => {
    assertStates(
      policy,
      [['"Ann Lee" cannot app.open on Team/app', 'passed']],
      ['remove "Ann Lee"'],
    );
    assertStates(
      policy,
      [['ali cannot app.open on Team/app', 'passed']],
      ['remove ali@acme.example'],
    );
    assertStates(
      policy,
      [
        ['cem, bea cannot app.delete on Team/app', 'passed'],
        ['"Ann Lee" can app.open on Team/app because share', 'passed'],
      ],
      ['remove group team'],
    );
  });

  it('who left is none of those who can', () => {
    assertStates(
      policy,
      [
        ['only ali and boss, root can space.delete on Team', 'failed'],
        ['nobody except ali, boss, root can space.delete on Team', 'passed'],
      ],
      ['remove ali'],
    );
  });

  it('remove from a group: known not to be in it', () => {
    assertStates(
      policy,
      [
        ['cem cannot app.delete on Team/app', 'passed'],
        ['bea can app.delete on Team/app', 'passed'],
      ],
      ['remove cem from group team'],
    );
    assertStates(
      policy,
      [['bea cannot app.delete on Team/app', 'passed']],
      ['remove bea from group team'],
    );
    const unknown = policy.replace(
      'group team: can edit',
      'group team: can edit, group sales: can edit',
    );
    assertStates(unknown, [
      ['cem cannot app.share on Team/app', 'passed'],
      ['ali can app.delete on Team/app', 'passed'],
    ]);
    assertStates(
      unknown,
      [['cem cannot app.delete on Team/app', 'passed']],
      ['remove cem from group team', 'remove cem from group sales'],
    );
    assertStates(
      unknown,
      [['cem cannot app.delete on Team/app', 'undecided']],
      ['remove cem from group team'],
    );
  });

  it('remove from a group says nothing of other groups', () => {
    const two = policy
      .replace('  sales:', '  hidden: { others: unknown }\n  sales:')
      .replace('group team: can edit', 'group sales: can edit, group hidden: can edit');
    assertStates(
      two,
      [['cem can app.delete on Team/app', 'undecided']],
      ['remove cem from group sales'],
    );
  });

  it('remove from a space or an app: the grant is gone', () => {
    assertStates(
      policy,
      [
        ['ali cannot app.open on Team/app because no role', 'passed'],
        ['ali can app.open on Third/thing', 'passed'],
      ],
      ['remove ali from Team'],
    );
    assertStates(
      policy,
      [['cem cannot app.open on Team/app', 'passed']],
      ['remove group team from Team'],
    );
    assertStates(
      policy,
      [['dan cannot app.open on Third/thing', 'passed']],
      ['remove everyone from Third'],
    );
    assertStates(
      policy,
      [
        ['dan cannot app.open on Team/app', 'passed'],
        ['dan can app.open on "Big Store/kept"', 'passed'],
        ['"Ann Lee" can app.open on Team/app because share', 'passed'],
      ],
      ['remove dan from Team/app'],
    );
  });

  it('add to a group, a space or an app', () => {
    assertStates(
      policy,
      [
        ['dan can app.delete on Team/app because group', 'passed'],
        ['bea can app.publish-own-content-to-community on "Big Store/kept"', 'passed'],
        ['cem can app.open on "Big Store/kept"', 'passed'],
        ['everyone can space.see in "Big Store"', 'passed'],
      ],
      [
        'add dan to group team',
        'add bea to "Big Store" as can contribute',
        'add group team to "Big Store" as can view, can consume data',
        'add everyone to "Big Store/kept" as has restricted view',
      ],
    );
    assertStates(
      policy,
      [
        ['boss can app.open on Third/thing because everyone, share', 'broken'],
        ['boss can app.open on Third/thing because everyone', 'passed'],
        ['ali can space.delete on Team', 'passed'],
        ['ali can data-connection.create in Team', 'failed'],
      ],
      ['add ali to Team as can view'],
    );
  });

  it('delete a space or an item', () => {
    assertStates(
      policy,
      [
        ['boss cannot app.open on Team/app', 'passed'],
        ['boss can app.open on Team/other', 'passed'],
        ['dan can note.delete on Team/app because item owner', 'passed'],
      ],
      ['delete Team/app:app'.replace(/(Team.*)/u, '"$1"')],
    );
    assertStates(
      policy,
      [
        ['boss cannot space.delete on Team', 'passed'],
        ['nobody can app.open on Team/other', 'passed'],
        ['dan can app.open on "Big Store/kept"', 'passed'],
      ],
      ['delete Team'],
    );
  });

  it('move an item: shares stay behind, the owner does not', () => {
    assertStates(
      policy,
      [
        ['dan can app.open on Third/app because everyone', 'passed'],
        ['dan cannot app.open on Third/app because share', 'failed'],
        ['dan cannot app.open on Team/app', 'passed'],
        ['members of Third/app cannot app.open on Third/app', 'failed'],
        ['nobody can app.open on Team/app', 'passed'],
      ],
      ['move "Team/app:app" to Third'],
    );
    assertStates(
      policy,
      [
        ['dan cannot app.open on Third/app', 'passed'],
        ['ali can app.edit-data-model-own on Third/app', 'passed'],
        ['boss cannot app.open on Third/app', 'passed'],
      ],
      [
        'remove everyone from Third',
        'move "Team/app:app" to Third',
        'add ali to Third as can edit',
      ],
    );
  });

  it('give and take a tenant role', () => {
    assertStates(
      policy,
      [
        ['ali can data-connection.create in Team', 'passed'],
        ['cem can app.open on "Big Store/kept" because admin', 'passed'],
        ['root cannot space.delete on Team because no role', 'passed'],
        ['bea can space.create in a new data space', 'passed'],
        ['admins can app.open on "Big Store/kept"', 'passed'],
        ['only boss, ali and cem, bea can space.delete on Team', 'passed'],
      ],
      [
        'give ali Makers',
        'give group team Analytics Admin',
        'take Tenant Admin from root',
        'give bea DataAdmin',
      ],
    );
  });

  it('make somebody the owner of a space or an item', () => {
    assertStates(
      policy,
      [
        ['dan can space.delete on Team because owner', 'passed'],
        ['boss cannot space.delete on Team', 'passed'],
        ['boss can space.delete on "Big Store"', 'passed'],
      ],
      ['make dan owner of Team'],
    );
    assertStates(
      policy,
      [
        ['cem can app.edit-data-model-own on Team/other', 'passed'],
        ['bea cannot app.edit-data-model-own on Team/other because not owner', 'passed'],
      ],
      ['make cem owner of Team/other'],
    );
  });

  it('make somebody entitled', () => {
    assertStates(
      policy,
      [
        ['cem cannot app.paste-sheets on Team/app because entitlement', 'passed'],
        ['bea can app.paste-sheets on Team/app', 'passed'],
        ['ali cannot app.open on Team/app because entitlement', 'passed'],
        ['every analyzer cannot app.open on Team/app', 'failed'],
      ],
      ['make cem analyzer', 'make ali none'],
    );
  });

  it('changes are made in order, each in the world after those before it', () => {
    assertStates(
      policy,
      [['dan can space.delete on Team', 'passed']],
      [
        'remove boss',
        'make dan owner of Team',
        'add cem to group sales',
        'remove cem from group sales',
      ],
    );
    assertStates(
      policy,
      [['ali can app.open on Team/app', 'passed']],
      ['remove ali from Team', 'add ali to Team as can view'],
    );
    assertStates(
      policy,
      [['ali cannot app.open on Team/app', 'passed']],
      ['add ali to Team as can view', 'remove ali from Team'],
    );
  });

  it('leaves other tests alone', () => {
    const checked = check(`${policy}
tests:
  without him: { given: [remove ali], expect: [ali cannot app.open on Team/app] }
  with him: [ali can app.open on Team/app]
`);
    assert.deepEqual(
      expectations(checked).map(({ state }) => state),
      ['passed', 'passed'],
    );
  });

  it('a change with a mistake is reported once, and what is expected after it counts as failed', () => {
    const cases: readonly (readonly [change: string, rule: string])[] = [
      ['remove al', 'unknown-user'],
      ['remove ali from group teams', 'unknown-group'],
      ['delete Teem', 'unknown-space'],
      ['move Team/ap to Third', 'unknown-content'],
      ['give ali Maker', 'unknown-role'],
      ['add ali to Team as can see', 'unknown-role'],
      ['remove', 'statement-syntax'],
      ['ali leaves', 'statement-syntax'],
      // only users are members of groups, owners and holders of entitlements
      ['add group team to group sales', 'impossible-change'],
      ['make group team owner of Team', 'impossible-change'],
      ['make everyone full', 'impossible-change'],
    ];
    assertMistakes(
      policy,
      cases.map(([change, rule]) => ({
        about: change,
        given: [change],
        sentence: 'ali can app.open on Team/app',
        rule,
      })),
    );
  });
});
