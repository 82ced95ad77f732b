/** What owners may: of spaces, of items, of personal spaces. */
import assert from 'node:assert/strict';
import { assertAnswers, open, outcome } from '../../support/policy.js';

const policy = open(`
tenant: { entitlement: full }
roles:
  User Default: { permissions-otherwise: not allowed }
  Connectors: { permissions: { data connections: allowed }, permissions-otherwise: not allowed }
users:
  boss: {}
  mia: { roles: [Connectors] }
  ned: { roles: [Connectors] }
  dev: {}
  out: {}
  root: { roles: [Tenant Admin] }
groups:
  crew: { others: unknown }
spaces:
  Team:
    type: shared
    owner: boss
    members: { mia: can manage, ned: can edit, dev: can edit data in applications }
    apps:
      of-mia: { owner: mia }
      of-ned: { owner: ned }
      of-dev: { owner: dev }
      of-boss: { owner: boss }
      of-out: { owner: out }
      unstated: {}
    data-flows:
      of-mia: { owner: mia }
      of-boss: { owner: boss }
      unstated: {}
    automations: { of-mia: { owner: mia }, of-boss: { owner: boss }, unstated: {} }
    data-connections: { of-mia: { owner: mia }, of-boss: { owner: boss }, unstated: {} }
    notes: { of-out: { owner: out }, of-ned: { owner: ned }, of-root: { owner: root }, unstated: {} }
  Store:
    type: managed
    owner: boss
    members: { ned: can view }
    apps: { of-ned: { owner: ned } }
    notes: { of-ned: { owner: ned }, of-boss: { owner: boss } }
`);

describe('owners of spaces', () => {
  it('have the column Owner', () => {
    assertAnswers(policy, [
      ['boss', 'space.delete', 'Team', 'allowed: owner'],
      ['mia', 'space.delete', 'Team', 'allowed: member'],
      ['ned', 'space.delete', 'Team', 'denied: role'],
      ['boss', 'app.publish-to-space', 'Store', 'depends: other space'],
      // more than the other roles of the table have: editing the data model of somebody else's app is one role's alone
      ['boss', 'app.edit-data-model-others', 'Team/of-ned', 'denied: role'],
    ]);
    const [grant] = outcome(policy, 'boss', 'space.delete', 'Team').grants;
    assert.equal(grant?.role.title, 'Owner');
    assert.ok(grant.origin);
  });

  it('of managed spaces are replaced by administrators, and by nobody else', () => {
    const given = ['add mia to Store as can manage'];
    assertAnswers(policy, [
      ['boss', 'space.change-owner', 'Store', 'denied: role'],
      ['mia', 'space.change-owner', 'Store', 'denied: role', { given }],
      ['root', 'space.change-owner', 'Store', 'allowed: admin'],
    ]);
  });

  it('are those of today', () => {
    const given = ['make ned owner of Team'];
    assertAnswers(policy, [
      ['ned', 'space.delete', 'Team', 'allowed: owner', { given }],
      ['boss', 'space.delete', 'Team', 'denied: no role', { given }],
      ['mia', 'app.open', 'Team/of-boss', 'allowed: member', { given: ['remove boss'] }],
    ]);
  });
});

describe('owners of items', () => {
  it('an action on own or on other items is read in its own row', () => {
    assertAnswers(policy, [
      ['ned', 'app.edit-data-model-own', 'Team/of-ned', 'allowed: member'],
      ['ned', 'app.edit-data-model-others', 'Team/of-mia', 'denied: role'],
      ['dev', 'app.edit-data-model-others', 'Team/of-mia', 'allowed: member'],
      ['mia', 'app.add-data-files-own', 'Team/of-mia', 'denied: role'],
    ]);
  });

  it('is denied of items that are not (or are) the own ones', () => {
    assertAnswers(policy, [
      ['ned', 'app.edit-data-model-own', 'Team/of-mia', 'denied: not owner'],
      ['dev', 'app.edit-data-model-others', 'Team/of-dev', 'denied: not owner'],
      ['out', 'app.edit-data-model-own', 'Team/of-mia', 'denied: not owner'],
    ]);
  });

  it("the base action takes the row that the item's owner decides", () => {
    assertAnswers(policy, [
      ['ned', 'app.edit-data-model', 'Team/of-ned', 'allowed: member'],
      ['ned', 'app.edit-data-model', 'Team/of-mia', 'denied: role'],
      ['dev', 'app.edit-data-model', 'Team/of-dev', 'allowed: member'],
      ['dev', 'app.edit-data-model', 'Team/of-mia', 'allowed: member'],
      ['out', 'app.edit-data-model', 'Team/of-out', 'denied: no role'],
      // a flat No in managed spaces
      ['ned', 'app.edit-data-model', 'Store/of-ned', 'denied: role'],
    ]);
    const [grant] = outcome(policy, 'dev', 'app.edit-data-model', 'Team/of-mia').grants;
    assert.equal(grant?.cell.row?.id, 'app.edit-data-model-others');
  });

  it('cells that say so are for the owner of the item', () => {
    assertAnswers(policy, [
      ['mia', 'data-flow.edit', 'Team/of-mia', 'allowed: member'],
      ['mia', 'data-flow.edit', 'Team/of-boss', 'denied: not owner'],
      ['ned', 'data-flow.edit', 'Team/of-boss', 'denied: not owner'],
      ['boss', 'data-flow.edit', 'Team/of-mia', 'allowed: owner'],
      ['boss', 'automation.edit', 'Team/of-boss', 'allowed: owner'],
      ['boss', 'automation.edit', 'Team/of-mia', 'denied: not owner'],
    ]);
  });

  it('rows may ask for the ownership of the item', () => {
    assertAnswers(policy, [
      ['mia', 'data-connection.edit', 'Team/of-mia', 'allowed: member'],
      ['mia', 'data-connection.edit', 'Team/of-boss', 'denied: not owner'],
      ['boss', 'data-connection.edit', 'Team/of-boss', 'denied: no permission'],
    ]);
  });

  it('where no owner is stated it depends, if it matters', () => {
    assertAnswers(policy, [
      ['ned', 'app.edit-data-model', 'Team/unstated', 'depends: item owner'],
      ['ned', 'app.edit-data-model-own', 'Team/unstated', 'depends: item owner'],
      // allowed whoever owns it
      ['dev', 'app.edit-data-model', 'Team/unstated', 'allowed: member'],
      ['dev', 'app.edit-data-model-others', 'Team/unstated', 'depends: item owner'],
      ['boss', 'data-flow.edit', 'Team/unstated', 'allowed: owner'],
      ['mia', 'data-flow.edit', 'Team/unstated', 'depends: item owner'],
      ['boss', 'automation.edit', 'Team/unstated', 'depends: item owner'],
      ['mia', 'data-connection.edit', 'Team/unstated', 'depends: item owner'],
      ['ned', 'app.open', 'Team/unstated', 'allowed: member'],
      // without a role in the space it does not matter
      ['out', 'app.edit-data-model', 'Team/unstated', 'denied: no role'],
    ]);
    const [missing] = outcome(policy, 'mia', 'data-flow.edit', 'Team/unstated').missing;
    assert.match(missing?.text ?? '', /who owns Team\/unstated/u);
    assert.match(missing?.close ?? '', /owner/u);
  });

  it('an owner who left the tenant is nobody', () => {
    const given = ['remove ned'];
    assertAnswers(policy, [
      ['mia', 'app.edit-data-model-own', 'Team/of-ned', 'denied: not owner', { given }],
      ['mia', 'note.delete', 'Team/of-ned', 'allowed: member', { given }],
    ]);
  });

  it('ownership follows make owner', () => {
    const given = ['make ned owner of "Team/app:of-mia"'];
    assertAnswers(policy, [
      ['ned', 'app.edit-data-model-own', 'Team/of-mia', 'allowed: member', { given }],
      ['mia', 'app.edit-data-model-own', 'Team/of-mia', 'denied: not owner', { given }],
    ]);
  });

  it('who owns a note may delete it', () => {
    assertAnswers(policy, [
      ['ned', 'note.delete', 'Team/of-ned', 'allowed: item owner'],
      ['ned', 'note.delete', 'Team/of-out', 'denied: role, not owner'],
      ['out', 'note.delete', 'Team/of-out', 'allowed: item owner'],
      ['mia', 'note.delete', 'Team/of-out', 'allowed: member'],
      ['ned', 'note.delete', 'Team/unstated', 'depends: item owner'],
      ['mia', 'note.delete', 'Team/unstated', 'allowed: member'],
      ['ned', 'note.delete', 'Store/of-ned', 'allowed: item owner'],
      ['root', 'note.delete', 'Team/of-root', 'allowed: item owner'],
    ]);
  });

  it('the owner of an app is not taken for the owner of its notes', () => {
    assertAnswers(policy, [
      ['ned', 'app.delete-notes', 'Team/app:of-ned', 'denied: role, not owner'],
      ['out', 'app.delete-notes', 'Team/app:of-out', 'denied: no role, not owner'],
      ['mia', 'app.delete-notes', 'Team/app:of-ned', 'allowed: member'],
    ]);
  });

  it("what only the other entitlement's table says of the owner of a note is not known of an Analyzer", () => {
    const notes = open(`
users: { ana: { entitlement: analyzer, groups: [] }, una: { groups: [] }, pro: { entitlement: full, groups: [] }, other: { entitlement: analyzer, groups: [] } }
spaces:
  Team: { type: shared, owner: pro, notes: { a: { owner: ana }, u: { owner: una }, p: { owner: pro }, n: {} } }
  Store: { type: managed, owner: pro, notes: { a: { owner: ana } } }
`);
    assertAnswers(notes, [
      ['ana', 'note.delete', 'Team/a', 'depends: cell'],
      ['ana', 'note.delete', 'Team/p', 'denied: no role'],
      ['ana', 'note.delete', 'Team/n', 'depends: item owner'],
      ['una', 'note.delete', 'Team/u', 'depends: cell, entitlement'],
      ['other', 'note.delete', 'Team/a', 'denied: no role'],
      ['ana', 'note.delete', 'Store/a', 'allowed: item owner'],
    ]);
  });
});

describe('personal spaces', () => {
  const personal = open(
    `
tenant: { entitlement: full }
users:
  ali: {}
  bea: {}
  root: { roles: [Tenant Admin] }
  ana: { roles: [Analytics Admin] }
  pub: {}
groups:
  crew: { others: unknown }
  tops: { members: [], roles: [Tenant Admin] }
spaces:
  Mine:
    type: personal
    owner: ali
    members: { bea: can manage, everyone: can view }
    apps: { app: { owner: ali, shares: { pub: can view } }, of-pub: { owner: pub } }
    data-connections: { base: { owner: ali } }
    notes: { note: { owner: pub } }
  Store: { type: managed, owner: bea, members: { ali: can publish } }
`,
  );

  it("their owner has the owner's column", () => {
    assertAnswers(personal, [
      ['ali', 'app.monitor-visualization', 'Mine/app', 'allowed: owner'],
      ['ali', 'app.share', 'Mine/app', 'denied: role'],
      ['ali', 'space.add-members', 'Mine', 'denied: role'],
      ['ali', 'app.open', 'Mine/app', 'depends: cell'],
      ['ali', 'app.publish', 'Mine/app', 'allowed: owner, member', { to: 'Store' }],
      ['ali', 'app.publish-from-space', 'Mine/app', 'allowed: owner', { to: 'Store' }],
    ]);
  });

  it('tenant administrators have theirs', () => {
    assertAnswers(personal, [
      ['root', 'app.open', 'Mine/app', 'allowed: admin'],
      ['root', 'app.see-all', 'Mine', 'allowed: admin'],
      ['root', 'data-connection.edit', 'Mine/base', 'allowed: admin'],
      ['group tops', 'app.open', 'Mine/app', 'allowed: admin'],
      // no document says
      ['root', 'space.delete', 'Mine', 'depends: cell'],
    ]);
  });

  it('what a row asks of owners is not asked of those for whom it has no column', () => {
    assertAnswers(personal, [
      ['root', 'app.publish-from-space', 'Mine/app', 'depends: cell', { to: 'Store' }],
    ]);
  });

  it('everybody else is denied everything, whatever the policy grants', () => {
    for (const who of ['bea', 'ana', 'pub', 'group crew', 'everyone', 'anyone with the link'])
      assertAnswers(personal, [
        [who, 'app.open', 'Mine/app', 'denied: no role, space type'],
        [who, 'app.open', 'Mine/of-pub', 'denied: no role, space type'],
        [who, 'note.delete', 'Mine/note', 'denied: no role, space type'],
        [who, 'space.see', 'Mine', 'denied: no role, space type'],
        [who, 'glossary.create', 'Mine', 'denied: no role, space type'],
      ]);
  });
});
