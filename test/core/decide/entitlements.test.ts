/** Which permission table answers for whom: professional and full, basic, analyzer, none, unknown. */
import assert from 'node:assert/strict';
import { assertAnswers, check, open, outcome, rules } from '../../support/policy.js';

const NO_PERMISSIONS = 'roles: { User Default: { permissions-otherwise: not allowed } }';

const policy = open(`
${NO_PERMISSIONS}
tenant: { subscription: enterprise }
users:
  pro: { entitlement: professional }
  full: { entitlement: full, groups: [] }
  basic: { entitlement: basic, groups: [] }
  bo: { entitlement: basic }
  analyzer: { entitlement: analyzer, groups: [] }
  none: { entitlement: none, groups: [] }
  unknown: { entitlement: unknown, groups: [] }
  unstated: { groups: [] }
  boss: { entitlement: full, groups: [] }
  root: { entitlement: none, roles: [Tenant Admin] }
groups:
  crowd: { others: unknown }
spaces:
  Team:
    type: shared
    owner: boss
    members: { pro: can edit, full: can edit, basic: can edit, analyzer: can edit, none: can edit,
      unknown: can edit, unstated: can edit, group crowd: can edit }
    apps: { app: { owner: boss } }
  Store:
    type: managed
    owner: analyzer
    members: { basic: has restricted view, bo: has restricted view, unknown: can view, none: can view, group crowd: can view }
    apps: { app: { owner: boss, shares: { basic: can view } }, other: { owner: boss } }
  Lake:
    type: data
    owner: boss
    members: { pro: can view, analyzer: can view, none: can view, unknown: can view, group crowd: can view }
`);

describe('entitlements', () => {
  it('professional, full and basic read the full table, analyzer its own', () => {
    assertAnswers(policy, [
      ['pro', 'app.paste-sheets', 'Team/app', 'allowed: member'],
      ['full', 'app.paste-sheets', 'Team/app', 'allowed: member'],
      ['basic', 'app.paste-sheets', 'Team/app', 'allowed: member'],
      ['analyzer', 'app.paste-sheets', 'Team/app', 'denied: role, entitlement'],
      ['analyzer', 'app.open', 'Team/app', 'allowed: member'],
    ]);
    const [proof] = outcome(policy, 'analyzer', 'app.open', 'Team/app').grants;
    assert.equal(proof?.cell.table, 'shared.analyzer');
  });

  it("the Analyzer table takes the other table's No, and never its Yes", () => {
    assertAnswers(policy, [
      ['analyzer', 'space.rename', 'Team', 'denied: role'],
      ['analyzer', 'app.duplicate', 'Team/app', 'depends: cell'],
      ['pro', 'app.duplicate', 'Team/app', 'allowed: member'],
      // no column for owners in the Analyzer table of managed spaces
      ['analyzer', 'app.edit-data-model', 'Store/app', 'denied: role'],
      ['analyzer', 'app.open', 'Store/app', 'depends: cell'],
    ]);
  });

  it('where the entitlement is not known, the tables must agree', () => {
    assertAnswers(policy, [
      ['unknown', 'app.open', 'Team/app', 'allowed: member'],
      ['unknown', 'space.rename', 'Team', 'denied: role'],
      ['unknown', 'app.paste-sheets', 'Team/app', 'depends: entitlement'],
      ['unknown', 'app.duplicate', 'Team/app', 'depends: cell, entitlement'],
      ['unknown', 'app.open', 'Store/app', 'allowed: member'],
      // the policy's tenant states none either
      ['unstated', 'app.paste-sheets', 'Team/app', 'depends: entitlement'],
    ]);
    const [missing] = outcome(policy, 'unknown', 'app.paste-sheets', 'Team/app').missing;
    assert.match(missing?.text ?? '', /^the entitlement of unknown/u);
    assert.match(missing?.close ?? '', /entitlement/u);
  });

  it('for somebody whom the policy does not name, every table must agree', () => {
    assertAnswers(policy, [
      ['group crowd', 'app.open', 'Team/app', 'allowed: group'],
      ['group crowd', 'space.rename', 'Team', 'denied: role'],
      ['group crowd', 'app.paste-sheets', 'Team/app', 'depends: entitlement'],
      ['group crowd', 'data-project.view', 'Lake', 'allowed: group'],
    ]);
  });

  it('the entitlement of the tenant is that of users who state none', () => {
    const tenant = (entitlement: string): string => `
tenant: { entitlement: ${entitlement} }
users: { ali: {}, boss: {} }
spaces: { Team: { type: shared, owner: boss, members: { ali: can edit }, apps: { app: {} } } }
`;
    assertAnswers(open(tenant('full')), [
      ['ali', 'app.paste-sheets', 'Team/app', 'allowed: member'],
    ]);
    assertAnswers(open(tenant('analyzer')), [
      ['ali', 'app.paste-sheets', 'Team/app', 'denied: entitlement'],
    ]);
    assertAnswers(open(tenant('none')), [['ali', 'app.open', 'Team/app', 'denied: entitlement']]);
  });

  it('none gets nothing from space roles, and keeps what administrators have', () => {
    assertAnswers(policy, [
      ['none', 'app.open', 'Team/app', 'denied: entitlement'],
      ['none', 'app.open', 'Store/app', 'denied: entitlement'],
      ['none', 'data-project.view', 'Lake', 'denied: entitlement'],
      ['root', 'app.open', 'Team/app', 'allowed: admin'],
      ['root', 'app.edit-attributes', 'Team/app', 'denied: role, no role'],
    ]);
  });

  it('basic is a Full User, with a warning, once it holds more than Has restricted view', () => {
    const caveats = (place: string): readonly string[] =>
      outcome(policy, 'basic', 'app.open', place).caveats;
    assertAnswers(policy, [['basic', 'app.open', 'Store/other', 'allowed: member']]);
    assert.deepEqual(caveats('Store/other'), []);
    assert.match(caveats('Team/app').join(), /Full User/u);
    // a share as Can view is more, too
    assert.match(caveats('Store/app').join(), /Full User/u);
    assert.deepEqual(outcome(policy, 'full', 'app.open', 'Team/app').caveats, []);
  });

  it('is no Full User for what it may hold through a group whose members are not known', () => {
    assertAnswers(policy, [['bo', 'app.open', 'Store/other', 'allowed: member']]);
    assert.deepEqual(outcome(policy, 'bo', 'app.open', 'Store/other').caveats, []);
  });

  it('data spaces have one table for every entitlement', () => {
    assertAnswers(policy, [
      ['pro', 'data-project.view', 'Lake', 'allowed: member'],
      ['analyzer', 'data-project.view', 'Lake', 'allowed: member'],
      ['unknown', 'data-project.view', 'Lake', 'allowed: member'],
    ]);
  });

  it('a change may give another entitlement', () => {
    const given = ['make analyzer full'];
    assertAnswers(policy, [
      ['analyzer', 'app.paste-sheets', 'Team/app', 'allowed: member', { given }],
      ['pro', 'app.paste-sheets', 'Team/app', 'denied: entitlement', { given: ['make pro none'] }],
    ]);
  });
});

describe('a disabled user', () => {
  const text = `
tenant: { entitlement: full }
users:
  ali: { status: disabled, roles: [Tenant Admin, Shared Space Creator] }
  eve: { status: invited }
  boss: { status: disabled }
spaces:
  Team: { type: shared, owner: boss, members: { ali: can manage, eve: can view }, apps: { app: { owner: ali } } }
  Mine: { type: personal, owner: ali, apps: { app: { owner: ali } } }
tests:
  disabled:
    - ali cannot app.open on Team/app because disabled
    - boss cannot space.delete on Team because disabled
    - ali cannot app.edit-data-model-own on Team/app because disabled
    - ali cannot app.monitor-visualization on Mine/app because disabled
    - ali cannot space.create in a new shared space because disabled
    - eve can app.open on Team/app because member
`;

  it('is denied everything, as member, owner, administrator and creator', () => {
    const checked = check(text);
    assert.deepEqual(
      rules(checked).filter((rule) => rule.endsWith('expectation')),
      [],
    );
    assert.equal(checked.tests[0]?.expectations.length, 6);
    assertAnswers(checked, [
      ['ali', 'app.open', 'Team/app', 'denied: disabled'],
      ['boss', 'space.delete', 'Team', 'denied: disabled'],
    ]);
  });

  it('has nothing that would help', () => {
    const failing = check(
      text.replace('cannot app.open', 'can app.open').replace(' because disabled', ''),
    );
    const [result] = failing.tests[0]?.expectations ?? [];
    assert.equal(result?.state, 'failed');
    assert.deepEqual(
      result.proof.map((line) => line.text),
      ['disabled: ali is disabled (status: disabled)'],
    );
  });
});
