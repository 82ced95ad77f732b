/** What sharing a single app gives, and what it never does. */
import assert from 'node:assert/strict';
import {
  answer,
  assertAnswers,
  check,
  matrix,
  open,
  outcome,
  rules,
} from '../../support/policy.js';

const text = `
tenant: { entitlement: full, subscription: enterprise }
roles:
  User Default: { permissions-otherwise: allowed }
users:
  ali: {}
  bea: {}
  cem: {}
  dan: {}
  eve: { roles: [Tenant Admin] }
  boss: {}
groups:
  team: { members: [bea] }
spaces:
  Team:
    type: shared
    owner: boss
    members: { dan: can consume data }
    apps:
      app: { owner: boss, shares: { ali: can view, group team: can view, dan: can view } }
      other: { owner: boss }
    notes: { note: { owner: boss, shares: { ali: can view } } }
  Store:
    type: managed
    owner: boss
    members: { dan: has restricted view }
    apps:
      app: { owner: boss, shares: { ali: can contribute, bea: has restricted view, dan: can view } }
      other: { owner: boss }
  Open:
    type: shared
    owner: boss
    apps:
      all: { owner: boss, shares: { everyone: can view } }
  Linked:
    type: managed
    owner: boss
    apps:
      app: { owner: boss, shares: { anyone with the link: can view, bea: can view } }
`;
const policy = open(text);

describe('shares', () => {
  it('open that app to a user or a group, and no other', () => {
    assertAnswers(policy, [
      ['ali', 'app.open', 'Team/app', 'allowed: share'],
      ['bea', 'app.open', 'Team/app', 'allowed: share'],
      ['cem', 'app.open', 'Team/app', 'denied: no role'],
      ['ali', 'app.open', 'Team/other', 'denied: share, no role'],
      ['ali', 'app.delete', 'Team/app', 'denied: role'],
    ]);
    const [grant] = outcome(policy, 'bea', 'app.open', 'Team/app').grants;
    assert.deepEqual(grant?.principal, { kind: 'group', id: 'team' });
  });

  it("reach the rows of apps, by the role's column, and no other row", () => {
    const table = matrix.table('shared.professional');
    const beyond = [
      'app.add-notes',
      'app.list-notes',
      'app.delete-notes',
      'app.configure-write-tables',
      'app.use-write-tables',
    ];
    const reached: string[] = [];
    for (const { id, cells } of table.rows) {
      const action = matrix.action(id);
      if (action?.kind !== 'app' || action.askedOf !== 'item' || beyond.includes(id)) continue;
      const verdict = answer(policy, 'ali', id, 'Team/app');
      const yes = cells.consumer?.value === 'yes';
      assert.equal(verdict.split(':')[0], yes ? 'allowed' : 'denied', id);
      if (yes) reached.push(id);
    }
    assert.ok(reached.length >= 15 && reached.includes('app.subscribe'));
  });

  it('never reach notes, write tables, other content, all apps or members', () => {
    assertAnswers(policy, [
      ['ali', 'app.add-notes', 'Team/app', 'denied: share'],
      ['ali', 'app.list-notes', 'Team', 'denied: no role'],
      ['ali', 'app.delete-notes', 'Team/app', 'denied: share'],
      ['ali', 'app.use-write-tables', 'Team/app', 'denied: share'],
      ['ali', 'app.use-write-tables', 'Store/app', 'denied: share'],
      ['ali', 'app.configure-write-tables', 'Store/app', 'denied: share'],
      ['ali', 'note.add', 'Team', 'denied: no role'],
      ['ali', 'note.list', 'Team', 'denied: no role'],
      ['ali', 'app.create', 'Team', 'denied: no role'],
      ['ali', 'app.see-all', 'Store', 'denied: share, no role'],
      ['ali', 'app.see-published', 'Store', 'denied: no role'],
      ['ali', 'space.add-members', 'Team', 'denied: no role'],
      ['ali', 'glossary.list', 'Team', 'denied: no role'],
      ['ali', 'data-file.list-and-use', 'Team', 'denied: no role'],
    ]);
  });

  it('let see that the space exists', () => {
    assertAnswers(policy, [
      ['ali', 'space.see', 'Team', 'allowed: share'],
      ['bea', 'space.see', 'Team', 'allowed: share'],
      ['ali', 'space.see', 'Store', 'allowed: share'],
      ['cem', 'space.see', 'Team', 'denied: no role'],
      ['cem', 'space.see', 'Open', 'allowed: share'],
      ['eve', 'space.see', 'Team', 'allowed: admin'],
    ]);
  });

  it('have the columns of managed spaces there', () => {
    assertAnswers(policy, [
      ['ali', 'app.publish-own-content-to-community', 'Store/app', 'allowed: share'],
      ['ali', 'app.add-private-sheets', 'Store/app', 'allowed: share'],
      ['bea', 'app.add-private-sheets', 'Store/app', 'depends: cell'],
      ['bea', 'app.delete', 'Store/app', 'denied: role'],
      ['bea', 'app.open', 'Store/app', 'allowed: share'],
      ['bea', 'app.open', 'Store/other', 'denied: share, no role'],
    ]);
  });

  it('never lower what a member has, and add to it', () => {
    assertAnswers(policy, [
      ['dan', 'app.take-snapshots', 'Store/app', 'allowed: share'],
      ['dan', 'app.take-snapshots', 'Store/other', 'depends: cell'],
      ['dan', 'app.open', 'Store/app', 'allowed: member, share'],
      ['dan', 'app.open', 'Team/app', 'allowed: share'],
      ['eve', 'app.open', 'Team/app', 'allowed: admin'],
      ['boss', 'app.open', 'Team/app', 'allowed: owner'],
    ]);
  });

  it('do not make a pair of roles with a membership', () => {
    // Can view and Can consume data together open assistants; a share as Can view does not count
    const pair = open(`
tenant: { entitlement: full }
users: { dan: {}, boss: {} }
spaces:
  Team:
    type: shared
    owner: boss
    members: { dan: can consume data }
    apps: { app: { owner: boss, shares: { dan: can view } } }
    assistants: { helper: { owner: boss } }
`);
    assertAnswers(pair, [
      ['dan', 'assistant.chat', 'Team/helper', 'denied: role'],
      [
        'dan',
        'assistant.chat',
        'Team/helper',
        'allowed: member',
        { given: ['add dan to Team as can view'] },
      ],
    ]);
  });

  it('to everyone reach every user of the tenant, named or not', () => {
    assertAnswers(policy, [
      ['cem', 'app.open', 'Open/all', 'allowed: share'],
      ['everyone', 'app.open', 'Open/all', 'allowed: share'],
      ['everyone', 'app.delete', 'Open/all', 'denied: role'],
      ['everyone', 'app.open', 'Team/app', 'denied: no role'],
      ['anyone with the link', 'app.open', 'Open/all', 'denied: no role'],
    ]);
  });

  it('to anyone with the link: users may hold it', () => {
    assertAnswers(policy, [
      ['anyone with the link', 'app.open', 'Linked/app', 'allowed: share'],
      ['cem', 'app.open', 'Linked/app', 'depends: link'],
      ['cem', 'space.see', 'Linked', 'depends: link'],
      ['bea', 'app.open', 'Linked/app', 'allowed: share'],
      ['eve', 'app.open', 'Linked/app', 'allowed: admin'],
      // the link would not be enough
      ['cem', 'app.delete', 'Linked/app', 'denied: role'],
    ]);
  });

  it('do not follow a move', () => {
    assertAnswers(policy, [
      ['ali', 'app.open', 'Open/app', 'denied: no role', { given: ['move Team/app to Open'] }],
      ['ali', 'app.open', 'Open/all', 'allowed: share', { given: ['move Team/app to Open'] }],
    ]);
  });
});

const invalid = (tenant: string, space: string): string => `
tenant: { entitlement: full${tenant} }
users: { ali: {}, boss: {} }
groups: { team: { members: [ali] } }
spaces:
  S:
    owner: boss
    ${space}
`;

describe('shares that are not possible', () => {
  const share = (fields: string): string => `apps: { app: { owner: boss, ${fields} } }`;
  const cases: readonly (readonly [what: string, rule: string, text: string, cause: string])[] = [
    [
      'from a personal space',
      'share-in-personal-space',
      invalid('', `type: personal\n    ${share('shares: { ali: can view }')}`),
      'no role',
    ],
    [
      'of a QlikView app',
      'share-of-app-kind',
      invalid('', `type: shared\n    ${share('kind: qlikview, shares: { ali: can view }')}`),
      'share',
    ],
    [
      'of a Direct Query app',
      'share-of-app-kind',
      invalid('', `type: shared\n    ${share('kind: direct-query, shares: { ali: can view }')}`),
      'share',
    ],
    [
      'with the subscription standard',
      'subscription-feature',
      invalid(
        ', subscription: standard',
        `type: shared\n    ${share('shares: { ali: can view }')}`,
      ),
      'share',
    ],
    [
      'with the subscription qlik-sense-business',
      'subscription-feature',
      invalid(
        ', subscription: qlik-sense-business',
        `type: shared\n    ${share('shares: { ali: can view }')}`,
      ),
      'share',
    ],
    [
      'as Can manage',
      'share-role',
      invalid('', `type: shared\n    ${share('shares: { ali: can manage }')}`),
      'share',
    ],
    [
      'of a shared space as Has restricted view',
      'share-role',
      invalid('', `type: shared\n    ${share('shares: { ali: has restricted view }')}`),
      'share',
    ],
    [
      'of a managed space as Can publish',
      'share-role',
      invalid('', `type: managed\n    ${share('shares: { ali: can publish }')}`),
      'share',
    ],
    [
      'of a data space',
      'share-role',
      invalid('', `type: data\n    ${share('shares: { ali: can view }')}`),
      'share',
    ],
    [
      'as Owner',
      'owner-as-role',
      invalid('', `type: shared\n    ${share('shares: { ali: owner }')}`),
      'share',
    ],
    [
      'with a group while groups are off',
      'groups-off',
      invalid(
        ', groups: disabled',
        `type: shared\n    ${share('shares: { group team: can view }')}`,
      ),
      'no role',
    ],
  ];
  for (const [what, rule, policyText, cause] of cases)
    it(`${what} give nothing`, () => {
      const checked = check(policyText);
      assert.ok(rules(checked).includes(rule), rules(checked).join());
      assertAnswers(checked, [
        ['ali', 'app.open', 'S/app', `denied: ${cause}`],
        ['ali', 'space.see', 'S', 'denied'],
      ]);
    });

  it('stand beside shares that are', () => {
    const both = open(
      invalid('', `type: shared\n    ${share('shares: { ali: [can manage, can view] }')}`),
    );
    assertAnswers(both, [
      ['ali', 'app.open', 'S/app', 'allowed: share'],
      ['ali', 'app.delete', 'S/app', 'denied: share, role'],
    ]);
  });
});
