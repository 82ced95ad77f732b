/** Publishing and moving: two spaces, two halves, and roles that one half asks for in the other space. */
import assert from 'node:assert/strict';
import { assertAnswers, type Case, matrix, open, outcome } from '../../support/policy.js';

const titles = (type: 'shared' | 'managed'): readonly string[] =>
  matrix.data.spaceRoles
    .filter(({ id, spaceTypes }) => id !== 'owner' && spaceTypes.includes(type))
    .map(({ title }) => title);
const key = (title: string): string => title.toLowerCase().replaceAll(' ', '-');
const sharedRoles = titles('shared');
const managedRoles = titles('managed');

/** In Team everybody has one role, in Store another: every pair of roles is a user. */
const pairs = [...sharedRoles, 'nothing'].flatMap((here) =>
  [...managedRoles, 'nothing'].map((there) => ({ id: `${key(here)}_${key(there)}`, here, there })),
);
const members = (side: 'here' | 'there'): string =>
  pairs
    .filter((pair) => pair[side] !== 'nothing')
    .map((pair) => `\n      ${pair.id}: ${pair[side]}`)
    .join('');

const policy = open(`
tenant: { entitlement: full }
roles: { User Default: { permissions-otherwise: not allowed } }
users:
  boss: {}
  chief: {}
  both: {}
  an: { entitlement: analyzer }
  root: { roles: [Tenant Admin] }
  ana: { roles: [Analytics Admin] }
  ${pairs.map(({ id }) => `${id}: {}`).join('\n  ')}
spaces:
  Team:
    type: shared
    owner: boss
    members:
      both: can edit
      an: can edit${members('here')}
    apps: { app: { owner: boss } }
    scripts: { app: { owner: boss } }
    data-flows: { app: { owner: boss } }
    ml-experiments: { app: { owner: boss } }
    data-files: { app: { owner: boss } }
  Team 2: { type: shared, owner: chief, members: { both: can edit, an: can publish } }
  Store:
    type: managed
    owner: chief
    members:
      boss: can manage
      both: can publish
      an: can publish${members('there')}
    apps: { app: { owner: boss } }
    scripts: { app: { owner: boss } }
  Store 2: { type: managed, owner: chief }
  Mine: { type: personal, owner: both, apps: { app: { owner: both } } }
`);

const EDITORS = ['Can manage', 'Can edit', 'Can edit data in applications'];

describe('publishing', () => {
  it('needs a role in both spaces: every pair of roles', () => {
    const cases = pairs.map(({ id, here, there }): Case => {
      const may = EDITORS.includes(here) && there === 'Can publish';
      return [id, 'app.publish', 'Team/app', may ? 'allowed: member' : 'denied', { to: 'Store' }];
    });
    assert.equal(cases.length, 6 * 8);
    assertAnswers(policy, cases);
  });

  it('from the source: a role there, and Owner or Can publish in the managed space', () => {
    assertAnswers(
      policy,
      pairs.map(({ id, here, there }): Case => {
        const more = { to: 'Store' };
        const question = [id, 'app.publish-from-space', 'Team/app'] as const;
        if (here === 'nothing') return [...question, 'denied: no role', more];
        if (!EDITORS.includes(here)) return [...question, 'denied: role', more];
        return [
          ...question,
          there === 'Can publish' ? 'allowed: member' : 'denied: other space',
          more,
        ];
      }),
    );
  });

  it('to the destination: a role there, and at least Can edit in the shared space', () => {
    assertAnswers(
      policy,
      pairs.map(({ id, here, there }): Case => {
        const more = { to: 'Store' };
        const question = [id, 'app.publish-to-space', 'Team/app'] as const;
        if (there === 'nothing') return [...question, 'denied: no role', more];
        if (there !== 'Can publish') return [...question, 'denied: role', more];
        return [
          ...question,
          EDITORS.includes(here) ? 'allowed: member' : 'denied: other space',
          more,
        ];
      }),
    );
  });

  it('counts ownership of either space', () => {
    assertAnswers(policy, [
      // owns Team, but managing the other space is not enough
      ['boss', 'app.publish', 'Team/app', 'denied: other space, role', { to: 'Store' }],
      [
        'boss',
        'app.publish',
        'Team/app',
        'allowed: owner, member',
        { to: 'Store', given: ['add boss to Store as can publish'] },
      ],
      ['chief', 'app.publish', 'Team/app', 'denied: no role', { to: 'Store' }],
      [
        'chief',
        'app.publish',
        'Team/app',
        'allowed: owner, member',
        { to: 'Store', given: ['add chief to Team as can edit data in applications'] },
      ],
      [
        'chief',
        'app.publish',
        'Team/app',
        'denied: role',
        { to: 'Store', given: ['add chief to Team as can view'] },
      ],
    ]);
  });

  it('names what is held in the other space, or what is needed', () => {
    const [grant] = outcome(policy, 'both', 'app.publish-from-space', 'Team/app', {
      to: 'Store',
    }).grants;
    assert.deepEqual(
      grant?.holds.map(({ text }) => text),
      ['Can publish in Store'],
    );
    const denied = outcome(policy, 'can-edit_nothing', 'app.publish-from-space', 'Team/app', {
      to: 'Store',
    });
    assert.match(
      denied.shortfalls.map(({ text }) => text).join(),
      /needs Owner or Can publish in Store/u,
    );
  });

  it('without the other space it depends on which is meant', () => {
    assertAnswers(policy, [
      ['both', 'app.publish-from-space', 'Team/app', 'depends: other space'],
      ['can-view_nothing', 'app.publish-from-space', 'Team/app', 'denied: role'],
      ['both', 'app.publish-to-space', 'Store', 'depends: other space'],
    ]);
  });

  it('from a personal space asks for no role in a shared one', () => {
    assertAnswers(policy, [
      ['both', 'app.publish', 'Mine/app', 'allowed: owner, member', { to: 'Store' }],
      ['boss', 'app.publish', 'Mine/app', 'denied: no role', { to: 'Store' }],
      ['both', 'app.publish', 'Mine/app', 'denied: no role, other space', { to: 'Store 2' }],
    ]);
  });

  it('an Analyzer can publish to no managed space', () => {
    assertAnswers(policy, [
      ['an', 'app.publish', 'Team/app', 'denied: other space, role', { to: 'Store' }],
      ['an', 'app.publish-from-space', 'Team/app', 'allowed: member', { to: 'Store' }],
      // the role that its row asks for is one in the space that the app comes from: nothing is missing
      ['an', 'app.publish-from-space', 'Team/app', 'allowed: member'],
    ]);
  });

  it('administrators do not publish', () => {
    assertAnswers(policy, [
      ['root', 'app.publish', 'Team/app', 'denied: role', { to: 'Store' }],
      ['ana', 'script.publish', 'Team/app', 'denied: role', { to: 'Store' }],
    ]);
  });

  it('a half without a row is not known, unless the other is denied', () => {
    assertAnswers(policy, [
      ['both', 'data-flow.publish', 'Team/app', 'depends: cell', { to: 'Store' }],
      [
        'can-edit_can-view',
        'data-flow.publish',
        'Team/app',
        'denied: other space, role',
        { to: 'Store' },
      ],
      ['nothing_can-publish', 'data-flow.publish', 'Team/app', 'denied: no role', { to: 'Store' }],
      ['both', 'data-flow.publish-to-space', 'Team/app', 'allowed: member', { to: 'Store' }],
    ]);
  });
});

describe('moving', () => {
  it('needs a role that may in both spaces', () => {
    assertAnswers(policy, [
      ['both', 'app.move', 'Team/app', 'allowed: member', { to: 'Team 2' }],
      ['boss', 'app.move', 'Team/app', 'denied: other space, no role', { to: 'Team 2' }],
      [
        'boss',
        'app.move',
        'Team/app',
        'denied: other space, role',
        { to: 'Team 2', given: ['add boss to "Team 2" as can view'] },
      ],
      ['chief', 'app.move', 'Team/app', 'denied: no role', { to: 'Team 2' }],
      [
        'chief',
        'app.move',
        'Team/app',
        'denied: role',
        { to: 'Team 2', given: ['add chief to Team as can view'] },
      ],
      [
        'chief',
        'app.move',
        'Team/app',
        'allowed: owner, member',
        { to: 'Team 2', given: ['add chief to Team as can manage'] },
      ],
      ['both', 'app.move', 'Store/app', 'denied: role', { to: 'Team' }],
    ]);
  });

  it('asks each half alone in its own space', () => {
    assertAnswers(policy, [
      ['boss', 'app.move-to-another-space', 'Team/app', 'allowed: owner', { to: 'Team 2' }],
      ['boss', 'app.move-to-another-space', 'Team/app', 'allowed: owner'],
      ['boss', 'app.move-to-space', 'Team/app', 'denied: no role', { to: 'Team 2' }],
      ['chief', 'app.move-to-space', 'Team/app', 'allowed: owner', { to: 'Team 2' }],
      ['chief', 'app.move-to-space', 'Team 2', 'allowed: owner'],
      ['chief', 'app.move-to-another-space', 'Team/app', 'denied: no role', { to: 'Team 2' }],
    ]);
  });

  it('data files have one row for both', () => {
    assertAnswers(policy, [
      ['boss', 'data-file.move', 'Team/app', 'allowed: owner', { to: 'Team 2' }],
      ['can-view_nothing', 'data-file.move', 'Team/app', 'denied: role', { to: 'Team 2' }],
    ]);
  });

  it('rows may ask for permissions besides', () => {
    const given = ['give both Automl Experiment Contributor'];
    assertAnswers(policy, [
      ['both', 'ml-experiment.move', 'Team/app', 'denied: no security role', { to: 'Team 2' }],
      ['both', 'ml-experiment.move', 'Team/app', 'allowed: member', { to: 'Team 2', given }],
    ]);
  });

  it('administrators move apps and scripts between managed spaces only', () => {
    for (const admin of ['root', 'ana'])
      assertAnswers(policy, [
        [admin, 'app.move', 'Store/app', 'allowed: admin', { to: 'Store 2' }],
        [admin, 'script.move', 'Store/app', 'allowed: admin', { to: 'Store 2' }],
        [admin, 'app.move-to-another-space', 'Store/app', 'allowed: admin', { to: 'Store 2' }],
        [admin, 'app.move', 'Store/app', 'denied: other space', { to: 'Team' }],
        [admin, 'script.move', 'Store/app', 'denied: other space', { to: 'Team' }],
        [admin, 'app.move-to-another-space', 'Store/app', 'depends: other space'],
      ]);
    assertAnswers(policy, [
      ['chief', 'app.move', 'Store/app', 'denied: role', { to: 'Store 2' }],
      ['both', 'app.move', 'Store/app', 'denied: role, no role', { to: 'Store 2' }],
    ]);
  });
});
