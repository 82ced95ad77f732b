/** Whom an expectation speaks of: users, lists, only, nobody, everyone, every, members, admins, groups. */
import assert from 'node:assert/strict';
import { assertStates, said } from './states.js';

const policy = `
tenant: { entitlement: full }
roles: { User Default: { permissions-otherwise: not allowed }, Makers: { permissions-otherwise: not allowed } }
users:
  ali: {}
  bea: { groups: [team] }
  cem: { groups: [team], roles: [Makers] }
  an: { entitlement: analyzer, groups: [] }
  root: { roles: [Tenant Admin], groups: [] }
  ana: { roles: [Analytics Admin], groups: [] }
  boss: { groups: [] }
groups:
  team: { members: [bea] }
  sales: { members: [bea], others: unknown }
  nobody here: {}
spaces:
  Team:
    type: shared
    owner: boss
    members: { ali: can manage, group team: can edit, an: can view }
    apps:
      app: { owner: boss }
      shared: { owner: boss, shares: { group sales: can view, an: can view } }
  Hall:
    type: shared
    owner: boss
    members: { everyone: can view, ali: can edit }
    apps: { app: { owner: boss } }
  Store:
    type: managed
    owner: boss
    members: { group sales: can view }
    apps: { app: { owner: boss } }
  Open: { type: shared, owner: boss, members: { everyone: can edit }, apps: { app: { owner: boss } } }
  Bare: { type: shared, owner: boss }
  Left: { type: shared, apps: { app: { owner: boss } } }
`;

describe('subjects of an expectation', () => {
  it('a user can or cannot', () => {
    assertStates(policy, [
      ['ali can app.open on Team/app', 'passed'],
      ['ali cannot app.open on Team/app', 'failed'],
      ['root cannot app.edit-attributes on Team/app', 'passed'],
      ['user ali CAN "Open an app" IN "Team/app"', 'passed'],
    ]);
  });

  it('a list is each of its members, however it is joined', () => {
    assertStates(policy, [
      ['ali and bea can app.open on Team/app', 'passed'],
      ['ali, bea can app.open on Team/app', 'passed'],
      ['ali, bea, and cem can app.open on Team/app', 'passed'],
      ['ali, boss and root can app.open on Team/app', 'passed'],
      ['ali, bea and root can app.duplicate on Team/app', 'undecided'],
      ['an, ali cannot app.delete on Team/app', 'failed'],
      ['an, boss, root cannot app.add-data-files-others on Team/app', 'undecided'],
    ]);
  });

  it('several actions and places are each of them', () => {
    assertStates(policy, [
      ['ali can app.open, app.delete and app.export on Team/app', 'passed'],
      ['ali cannot space.rename, app.add-data-files-own in Team', 'failed'],
      ['ali can app.open on Team/app, Team/shared and Hall/app', 'passed'],
      ['an cannot app.delete, app.export on Team/app and Team/shared', 'passed'],
      ['an cannot app.delete and app.open on Team/app', 'failed'],
    ]);
  });

  it('items of one name are told apart by the kind that each action is about', () => {
    const twins = `
tenant: { entitlement: full }
users: { ali: {}, bea: {}, boss: {} }
spaces:
  S:
    type: shared
    owner: boss
    members: { ali: can manage }
    apps: { x: { owner: ali, shares: { bea: can view } } }
    data-flows: { x: { owner: boss } }
    scripts: { only: { owner: boss } }
`;
    assertStates(twins, [
      ['ali cannot data-flow.edit on S/x', 'passed'],
      ['ali can app.edit-data-model-own on S/x', 'passed'],
      ['ali can app.open, data-flow.open on S/x', 'passed'],
      ['ali can app.edit-data-model-own, data-flow.edit on S/x', 'failed'],
      ['ali can script.open on S/x', 'broken'],
      ['ali can script.open, app.open on S/x', 'broken'],
      ['ali can script.open, app.open on S/only', 'broken'],
    ]);
  });

  it('only: these can and nobody else', () => {
    assertStates(policy, [
      ['only boss, ali, root, ana can space.delete on Team', 'passed'],
      ['only boss, ali and admins can space.delete on Team', 'passed'],
      ['only boss and ali can space.delete on Team', 'failed'],
      ['only boss and admins can space.delete on Team', 'failed'],
      ['only group team, ali, boss, an, admins can app.open on Team/app', 'passed'],
      ['only group team, ali, boss, admins can app.open on Team/app', 'failed'],
      // ali may be in sales: what is not known of others makes it undecided
      ['only group sales, boss, admins can app.open on Store/app', 'passed'],
      ['only bea, boss, admins can app.open on Store/app', 'failed'],
    ]);
    assert.match(
      said(policy, 'only boss and ali can space.delete on Team'),
      /^expected that root cannot space\.delete/u,
    );
    assert.match(
      said(policy, 'only boss, ali, admins and an can space.delete on Team'),
      /^expected that an can/u,
    );
  });

  it('nobody: not one user, not the unnamed ones', () => {
    assertStates(policy, [
      ['nobody can app.add-data-files-others on Left/app', 'undecided'],
      ['nobody can app.edit-attributes on Left/app', 'passed'],
      ['nobody can app.edit-attributes on Team/app', 'failed'],
      ['nobody can app.share on Hall/app', 'failed'],
      ['nobody can ml-deployment.duplicate in Store', 'passed'],
    ]);
    assert.match(
      said(policy, 'nobody can app.open on Store/app'),
      /can(?:not)? app\.open on "Store\/app"/u,
    );
  });

  it('nobody except: the excepted may, or may not', () => {
    assertStates(policy, [
      ['nobody except boss, ali can app.share on Hall/app', 'passed'],
      ['nobody except boss can app.share on Hall/app', 'passed'],
      ['nobody except ali can app.share on Hall/app', 'failed'],
      ['nobody except boss, an, ali, admins can space.rename on Team', 'passed'],
      ['nobody except boss, ali can space.rename on Team', 'failed'],
      // ali may be in sales, but its members are excepted, known or not
      ['nobody except group sales, boss, admins can app.open on Store/app', 'passed'],
      ['nobody except boss, admins can app.open on Store/app', 'failed'],
      ['nobody except bea, boss, admins can app.open on Store/app', 'failed'],
      ['nobody except members of Store, admins can app.open on Store/app', 'passed'],
    ]);
    assert.match(
      said(policy, 'nobody except bea, boss, admins can app.open on Store/app'),
      /an unnamed member of group sales cannot app\.open/u,
    );
  });

  it('everyone cannot is nobody can', () => {
    assertStates(policy, [
      ['everyone cannot app.edit-attributes on Left/app', 'passed'],
      ['everyone cannot app.edit-attributes on Team/app', 'failed'],
      ['everyone cannot ml-deployment.duplicate in Store', 'passed'],
    ]);
  });

  it('everyone can: every user, and whoever the policy does not name', () => {
    assertStates(policy, [
      ['everyone can app.open on Hall/app', 'passed'],
      ['everyone can app.paste-sheets on Open/app', 'failed'],
      ['nobody can app.delete on Hall/app', 'failed'],
      ['nobody except boss, ali, admins can app.delete on Hall/app', 'passed'],
      ['nobody except boss, ali, bea, cem, an, admins can app.open on Hall/app', 'failed'],
    ]);
    const unnamed =
      'nobody except boss, ali, bea, cem, an, admins, group sales can app.open on Hall/app';
    assert.match(said(policy, unnamed), /any other user of the tenant cannot app\.open/u);
    // without the Analyzer of the policy, others may still be Analyzers
    const full = policy.replace('entitlement: analyzer', 'entitlement: full');
    assert.match(
      said(full, 'everyone can app.paste-sheets on Open/app'),
      /^whether an unnamed member of group sales can .*\n.*entitlement/u,
    );
    assert.match(
      said(full.replace(', others: unknown', ''), 'everyone can app.paste-sheets on Open/app'),
      /^whether any other user of the tenant can .*\n.*entitlement/u,
    );
  });

  it('every: whoever has an entitlement or a tenant role', () => {
    assertStates(policy, [
      ['every analyzer cannot app.open on Store/app', 'failed'],
      ['every Tenant Admin can app.open on Team/app', 'passed'],
      ['every Makers can app.open on Team/app', 'passed'],
      ['every full can app.open on Hall/app', 'passed'],
      ['every analyzer and every full can app.open on Hall/app', 'passed'],
      ['every Shared Space Creator can app.open on Hall/app', 'failed'],
      ['every Owners can app.open on Hall/app', 'broken'],
    ]);
    const alone = policy.replace(', others: unknown', '').replace(/everyone: can \w+(?:, )?/gu, '');
    assertStates(alone, [
      ['every analyzer can app.open on Team/app', 'passed'],
      ['every analyzer cannot app.delete on Team/app', 'passed'],
      // nobody has it
      ['every basic can app.open on Team/app', 'failed'],
      ['every basic cannot app.open on Team/app', 'failed'],
    ]);
  });

  it('members of a space: all with a role there, its owner too', () => {
    assertStates(policy, [
      ['members of Team can app.open on Team/app', 'passed'],
      ['members of Store can app.open on Store/app', 'passed'],
      ['members of Store cannot space.delete on Store', 'failed'],
      ['only members of Team and admins can app.open on Team/app', 'passed'],
      ['members of Bare can space.delete on Bare', 'passed'],
      ['members of Hall can app.open on Hall/app', 'passed'],
      ['members of Hall cannot app.delete on Hall/app', 'failed'],
    ]);
  });

  it('members of an app: those it is shared with', () => {
    assertStates(policy, [
      ['members of Team/shared can app.open on Team/shared', 'passed'],
      ['members of Team/shared cannot space.delete on Team', 'passed'],
    ]);
    // of the others nothing is said; boss has no share
    assertStates(policy, [['members of Team/shared cannot app.delete on Team/shared', 'failed']]);
    assert.match(
      said(policy, 'an and members of Team/shared cannot app.open on Store/app'),
      /^expected that bea cannot/u,
    );
  });

  it('admins: Tenant and Analytics Admins', () => {
    assertStates(policy, [
      ['admins can app.open on Team/app', 'passed'],
      ['admins cannot app.edit-attributes on Team/app', 'passed'],
      ['nobody except admins, boss, ali can space.delete on Team', 'passed'],
    ]);
    assert.match(
      said(policy, 'admins cannot space.delete on Team'),
      /^expected that root cannot .* allowed\nvia admin: root has Tenant Admin/u,
    );
    const data = policy.replace('roles: [Analytics Admin]', 'roles: [Data Admin]');
    assertStates(data, [
      ['nobody except admins, boss, ali can space.delete on Team', 'passed'],
      ['ana cannot space.delete on Team', 'passed'],
    ]);
  });

  it('a group is each of its members, the unnamed one included', () => {
    assertStates(policy, [
      ['group team can app.delete on Team/app', 'passed'],
      ['group sales can app.open on Store/app', 'passed'],
      ['group sales and group team cannot space.delete on Team', 'passed'],
    ]);
    // bea may paste sheets; whether an unnamed member may depends on who they are
    assert.match(
      said(policy, 'group sales can app.paste-sheets on Open/app'),
      /^whether an unnamed member of group sales can/u,
    );
  });

  it('of nobody at all nothing can be expected', () => {
    const none = policy
      .replace('roles: [Tenant Admin], ', '')
      .replace('roles: [Analytics Admin], ', '');
    assertStates(policy, [
      ['group "nobody here" can app.open on Team/app', 'failed'],
      ['group "nobody here" cannot app.open on Team/app', 'failed'],
      ['every Steward cannot app.open on Team/app', 'failed'],
      ['members of Left can app.open on Left/app', 'failed'],
      ['members of Left cannot app.open on Left/app', 'failed'],
    ]);
    assertStates(none, [
      ['admins can app.open on Team/app', 'failed'],
      ['admins cannot app.edit-attributes on Team/app', 'failed'],
    ]);
    assert.match(said(policy, 'members of Left can app.open on Left/app'), /there is nobody/u);
  });
});
