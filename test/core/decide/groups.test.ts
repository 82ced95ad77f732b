/** What holds through groups: known members, members that the policy does not state, and groups that are switched off. */
import assert from 'node:assert/strict';
import { assertAnswers, check, open, outcome, rules } from '../../support/policy.js';

const text = `
tenant: { entitlement: full }
roles:
  User Default: { permissions-otherwise: not allowed }
  Connectors: { permissions: { data connections: allowed }, permissions-otherwise: not allowed }
users:
  inside: {}
  says: { groups: [sales] }
  apart: { groups: [audit] }
  loner: { groups: [] }
  maybe: {}
  direct: {}
  boss: { groups: [] }
groups:
  team: { members: [inside] }
  sales: { members: [inside], others: unknown, provider: idp }
  audit: { others: none, roles: [Tenant Admin] }
  tech: { members: [direct, loner], others: unknown, roles: [Connectors] }
  closed: { members: [loner] }
spaces:
  Team:
    type: shared
    owner: boss
    members: { group team: can edit, group sales: can view, direct: can view }
    apps: { app: { owner: boss } }
  Both:
    type: shared
    owner: boss
    members: { group sales: can edit, direct: can edit, group closed: can edit, group tech: can view }
    apps: { app: { owner: boss } }
    data-connections: { base: { owner: direct }, other: { owner: loner } }
`;
const policy = open(text);

describe('groups', () => {
  it('give their roles to their members, stated on either side', () => {
    assertAnswers(policy, [
      ['inside', 'app.delete', 'Team/app', 'allowed: group'],
      ['inside', 'app.open', 'Team/app', 'allowed: group'],
      ['says', 'app.open', 'Team/app', 'allowed: group'],
      ['says', 'app.delete', 'Team/app', 'denied: role'],
      ['loner', 'app.delete', 'Both/app', 'allowed: group'],
    ]);
    const grants = outcome(policy, 'inside', 'app.open', 'Team/app').grants;
    assert.deepEqual(
      grants.map(({ principal, role }) => [
        principal.kind,
        'id' in principal && principal.id,
        role.id,
      ]),
      [
        ['group', 'team', 'producer'],
        ['group', 'sales', 'consumer'],
      ],
    );
  });

  it('others: unknown makes it depend for users whose groups are not stated', () => {
    assertAnswers(policy, [
      ['maybe', 'app.delete', 'Both/app', 'depends: group members'],
      // team has no unstated members, and Can view of sales would not be enough: it is denied either way
      ['maybe', 'app.delete', 'Team/app', 'denied: role, no role'],
      ['maybe', 'app.open', 'Team/app', 'depends: group members'],
    ]);
    const [missing] = outcome(policy, 'maybe', 'app.delete', 'Both/app').missing;
    assert.match(missing?.text ?? '', /^the members of group sales/u);
  });

  it('the groups that a user states are complete', () => {
    assertAnswers(policy, [
      ['apart', 'app.open', 'Both/app', 'allowed: admin'],
      ['apart', 'app.edit-attributes', 'Both/app', 'denied: no role'],
      ['loner', 'app.open', 'Team/app', 'denied: no role'],
      ['loner', 'app.open', 'Team/app', 'allowed: group', { given: ['add loner to group sales'] }],
    ]);
  });

  it('what is held for certain is not made uncertain by what may be held besides', () => {
    assertAnswers(policy, [['direct', 'app.delete', 'Both/app', 'allowed: member']]);
  });

  it('give their tenant roles to their members', () => {
    assertAnswers(policy, [
      ['apart', 'space.delete', 'Team', 'allowed: admin'],
      ['boss', 'space.create', 'a new managed space', 'denied: no security role'],
      ['apart', 'space.create', 'a new managed space', 'allowed: admin'],
      ['group audit', 'space.delete', 'Team', 'allowed: admin'],
      ['group sales', 'space.delete', 'Team', 'denied: role'],
    ]);
    const [grant] = outcome(policy, 'apart', 'space.delete', 'Team').grants;
    assert.deepEqual(grant?.principal, { kind: 'group', id: 'audit' });
  });

  it('may give their tenant roles to users whose groups are not stated', () => {
    const admins = open(
      text.replace('  tech:', '  root: { others: unknown, roles: [Analytics Admin] }\n  tech:'),
    );
    assertAnswers(admins, [
      ['maybe', 'space.create', 'a new managed space', 'depends: group members'],
      ['maybe', 'space.delete', 'Team', 'depends: group members'],
      // no administrator may either
      ['maybe', 'app.edit-attributes', 'Team/app', 'denied: role'],
      ['loner', 'space.delete', 'Team', 'denied: no role'],
      ['group root', 'space.delete', 'Team', 'allowed: admin'],
    ]);
  });

  it('give the permissions of their custom roles to their members', () => {
    assertAnswers(policy, [
      ['direct', 'data-connection.edit', 'Both/base', 'allowed: member'],
      ['loner', 'data-connection.edit', 'Both/other', 'allowed: group'],
      ['boss', 'data-connection.create', 'Both', 'denied: no permission'],
      // whether they are in tech decides on the permission alone
      [
        'maybe',
        'data-connection.create',
        'Both',
        'depends: group members',
        { given: ['add maybe to Both as can edit'] },
      ],
      [
        'loner',
        'data-connection.create',
        'Both',
        'denied: no permission',
        { given: ['remove loner from group tech'] },
      ],
    ]);
  });

  it('leaving a group is known afterwards', () => {
    const given = ['remove inside from group team', 'remove inside from group sales'];
    assertAnswers(policy, [
      ['inside', 'app.open', 'Team/app', 'denied: no role', { given }],
      [
        'maybe',
        'app.open',
        'Team/app',
        'denied: no role',
        { given: ['remove maybe from group sales'] },
      ],
      ['maybe', 'app.open', 'Team/app', 'denied: no role', { given: ['remove group sales'] }],
    ]);
  });

  it('an unnamed member holds the grants of that group alone', () => {
    assertAnswers(policy, [
      ['group sales', 'app.open', 'Team/app', 'allowed: group'],
      ['group sales', 'app.delete', 'Team/app', 'denied: role'],
      ['group tech', 'app.open', 'Both/app', 'allowed: group'],
      ['group tech', 'app.open', 'Team/app', 'denied: no role'],
    ]);
  });

  it('give nothing while they are switched off', () => {
    const off = text.replace('tenant: {', 'tenant: { groups: disabled,');
    assertAnswers(open(off), [
      ['inside', 'app.open', 'Team/app', 'denied: no role'],
      ['maybe', 'app.open', 'Both/app', 'denied: no role'],
      ['apart', 'space.delete', 'Team', 'denied: no role'],
      ['group sales', 'app.open', 'Team/app', 'denied: no role'],
      ['direct', 'data-connection.edit', 'Both/base', 'denied: no permission'],
      ['direct', 'app.open', 'Team/app', 'allowed: member'],
    ]);
    assert.equal(rules(check(off)).filter((rule) => rule === 'groups-off').length, 5);
    assert.ok(!rules(check(text)).includes('groups-off'));
  });
});
