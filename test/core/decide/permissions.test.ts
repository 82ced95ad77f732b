/** Permissions of User Default and custom roles, and security roles, that rows ask for besides a role in the space. */
import assert from 'node:assert/strict';
import { assertAnswers, type Case, matrix, open, outcome } from '../../support/policy.js';

/** Users with custom roles, members of one shared space. */
function policyOf(roles: string, users: string): ReturnType<typeof open> {
  const names = [...users.matchAll(/^ {2}([a-z0-9]+):/gmu)].map(([, name]) => name);
  return open(`
tenant: { entitlement: full }
${roles}
users:
  boss: {}
${users}
groups:
  crew: { others: unknown, roles: [Extra] }
spaces:
  Team:
    type: shared
    owner: boss
    members: { ${names.map((name) => `${name ?? ''}: can edit`).join(', ')}, group crew: can edit }
    apps: { app: { owner: boss } }
    glossaries: { words: { owner: boss } }
    data-connections: { base: { owner: boss } }
    ml-deployments: { model: { owner: boss } }
    ml-experiments: { trial: { owner: boss } }
    assistants: { helper: { owner: boss } }
  Store:
    type: managed
    owner: boss
    glossaries: { words: { owner: boss } }
    ml-deployments: { model: { owner: boss } }
  Yard: { type: shared, owner: boss, ml-deployments: { model: { owner: boss } } }
`);
}

const EXTRA = 'Extra: { permissions-otherwise: not allowed }';

describe('permissions', () => {
  const policy = policyOf(
    `roles:
  User Default: { permissions: { data connections: Read }, permissions-otherwise: not allowed }
  Makers: { permissions: { data connections: Allowed }, permissions-otherwise: not allowed }
  None: { permissions: { data connections: Not allowed }, permissions-otherwise: not allowed }
  Open: { permissions-otherwise: allowed }
  Half: { permissions: { manage write table charts: read and write access only } }
  ${EXTRA}`,
    `  plain: { groups: [] }
  maker: { roles: [Makers], groups: [] }
  less: { roles: [None], groups: [] }
  open: { roles: [Open], groups: [] }
  half: { roles: [Half], groups: [] }
  two: { roles: [None, makers], groups: [] }`,
  );

  it('come from User Default', () => {
    assertAnswers(policy, [
      ['plain', 'data-connection.open-for-reload', 'Team/base', 'allowed: member'],
      ['plain', 'data-connection.create', 'Team', 'denied: no permission'],
    ]);
    const [grant] = outcome(policy, 'plain', 'data-connection.open-for-reload', 'Team/base').grants;
    const [held] = grant?.holds ?? [];
    assert.match(held?.text ?? '', /Data connections: read \(User Default\)/u);
    assert.ok(held?.origin);
  });

  it('come from custom roles; the highest of all roles counts', () => {
    assertAnswers(policy, [
      ['maker', 'data-connection.create', 'Team', 'allowed: member'],
      ['less', 'data-connection.open-for-reload', 'Team/base', 'allowed: member'],
      ['less', 'data-connection.create', 'Team', 'denied: no permission'],
      ['two', 'data-connection.create', 'Team', 'allowed: member'],
    ]);
  });

  it('permissions-otherwise is said of every permission that is not stated', () => {
    assertAnswers(policy, [
      ['open', 'data-connection.create', 'Team', 'allowed: member'],
      ['open', 'app.configure-write-tables', 'Team/app', 'allowed: member'],
      ['plain', 'app.configure-write-tables', 'Team/app', 'denied: no permission'],
    ]);
  });

  it('that no role states are not known, and the role is named', () => {
    assertAnswers(policy, [
      ['half', 'app.use-write-tables', 'Team/app', 'allowed: member'],
      // Half states that one, not allowed there, and User Default denies the rest
      ['half', 'app.configure-write-tables', 'Team/app', 'denied: no permission'],
      ['half', 'data-connection.create', 'Team', 'depends: permission'],
      ['half', 'data-connection.open-for-reload', 'Team/base', 'allowed: member'],
    ]);
    const missing = outcome(policy, 'half', 'data-connection.create', 'Team').missing;
    assert.deepEqual(
      missing.map(({ text }) => text),
      ['whether Half allows Data connections'],
    );
    assert.match(missing[0]?.close ?? '', /Half.*data connections: allowed/u);
  });

  it('are of no use without the role in the space, nor the role without them', () => {
    assertAnswers(policy, [
      [
        'maker',
        'data-connection.create',
        'Team',
        'denied: no role',
        { given: ['remove maker from Team'] },
      ],
      [
        'maker',
        'data-connection.create',
        'Team',
        'denied: no permission',
        { given: ['take Makers from maker'] },
      ],
      [
        'plain',
        'data-connection.create',
        'Team',
        'allowed: member',
        { given: ['give plain Makers'] },
      ],
    ]);
  });

  it('nothing stated at all is not known of User Default', () => {
    const bare = policyOf(`roles: { ${EXTRA} }`, '  ali: { groups: [] }');
    assertAnswers(bare, [['ali', 'data-connection.create', 'Team', 'depends: permission']]);
    const [missing] = outcome(bare, 'ali', 'data-connection.create', 'Team').missing;
    assert.match(missing?.text ?? '', /User Default/u);
  });

  it('Default permissions is User Default, permission names have older ones, letter case does not matter', () => {
    const older = policyOf(
      `roles:
  default PERMISSIONS: { permissions: { DATA Connections: ALLOWED }, permissions-otherwise: Not Allowed }
  Approvers: { permissions: { Approve or reject AutoML models: allowed } , permissions-otherwise: not allowed }
  ${EXTRA}`,
      '  ali: { groups: [] }\n  app: { roles: [APPROVERS], groups: [] }',
    );
    assertAnswers(older, [
      ['ali', 'data-connection.create', 'Team', 'allowed: member'],
      ['ali', 'ml-deployment.activate-model', 'Team/model', 'denied: no permission'],
      ['app', 'ml-deployment.activate-model', 'Team/model', 'allowed: member'],
    ]);
  });
});

describe('a value of which it is not told what it is for', () => {
  const policy = policyOf(
    `roles:
  User Default: { permissions: { manage glossaries and approve terms: manage only }, permissions-otherwise: not allowed }
  Keeper: { permissions: { manage glossaries and approve terms: allowed }, permissions-otherwise: not allowed }
  ${EXTRA}`,
    `  plain: { groups: [] }
  keeper: { roles: [Keeper], groups: [] }
  steward: { roles: [Steward], groups: [] }`,
  );
  const caveats = (who: string): readonly string[] =>
    outcome(policy, who, 'glossary.delete', 'Team/words').caveats;

  it('counts, with a caveat', () => {
    assertAnswers(policy, [['plain', 'glossary.delete', 'Team/words', 'allowed: member']]);
    assert.match(caveats('plain').join('\n'), /manage only is one of the values/u);
  });

  it('makes no caveat where another value, or a role, is enough', () => {
    for (const who of ['keeper', 'steward']) assert.deepEqual(caveats(who), []);
  });
});

describe('sharing single apps', () => {
  const policyWith = (roles: string): ReturnType<typeof open> =>
    policyOf(`roles:\n${roles}\n  ${EXTRA}`, '  sharer: { roles: [Sharer], groups: [] }');
  const SHARER =
    '  Sharer: { permissions: { share applications via fine-grained access control: allowed }, permissions-otherwise: not allowed }';
  const STATED =
    '  User Default: { permissions: { share applications via fine-grained access control: not allowed } }';

  it('is refused where User Default states that it is not allowed', () => {
    assertAnswers(policyWith(`${STATED}\n  Sharer: { permissions-otherwise: not allowed }`), [
      ['boss', 'app.share', 'Team/app', 'denied: no permission'],
      ['boss', 'app.remove-app-only-access', 'Team/app', 'allowed: owner'],
    ]);
  });

  it('is not refused whoever has the permission by another role', () => {
    const policy = open(`
roles:
${STATED}
${SHARER}
users: { boss: { roles: [Sharer], groups: [], entitlement: full } }
spaces: { Team: { type: shared, owner: boss, apps: { app: { owner: boss } } } }
`);
    assertAnswers(policy, [['boss', 'app.share', 'Team/app', 'allowed: owner']]);
  });

  it('needs it by a caveat alone where nothing is stated of it', () => {
    const policy = policyWith(
      '  User Default: { permissions-otherwise: not allowed }\n  Sharer: {}',
    );
    assertAnswers(policy, [['boss', 'app.share', 'Team/app', 'allowed: owner']]);
    assert.match(
      outcome(policy, 'boss', 'app.share', 'Team/app').caveats.join('\n'),
      /may be needed/u,
    );
  });
});

describe('the role Embedded Analytics User', () => {
  it('is a caveat of whatever its holder may do', () => {
    const policy = open(`
tenant: { entitlement: full }
users: { emb: { roles: [Embedded Analytics User], groups: [] }, other: { groups: [] } }
spaces: { Team: { type: shared, owner: emb, members: { other: can manage } } }
`);
    const caveats = (who: string): readonly string[] =>
      outcome(policy, who, 'space.delete', 'Team').caveats;
    assert.match(caveats('emb').join('\n'), /leaves them only apps that are embedded/u);
    assert.deepEqual(caveats('other'), []);
    const creator = 'users: { emb: { roles: [Embedded Analytics User, Shared Space Creator] } }';
    const created = outcome(open(creator), 'emb', 'space.create', 'a new shared space');
    assert.equal(created.verdict, 'allowed');
    assert.match(created.caveats.join('\n'), /leaves them only apps that are embedded/u);
  });
});

describe('permissions of administrators', () => {
  const policy = policyOf(
    `roles:
  User Default: { permissions-otherwise: allowed }
  Approvers: { permissions: { approve or reject ml models: allowed }, permissions-otherwise: not allowed }
  Unsaid: { permissions: { view lineage: allowed } }
  ${EXTRA}`,
    `  plain: { groups: [] }
  root: { roles: [Tenant Admin], groups: [] }
  ana: { roles: [Analytics Admin], groups: [] }
  appr: { roles: [Analytics Admin, Approvers], groups: [] }
  rooted: { roles: [Tenant Admin, Approvers], groups: [] }
  vague: { roles: [Tenant Admin, Unsaid], groups: [] }
  helper: { roles: [Approvers], groups: [] }`,
  );
  const activate = 'ml-deployment.activate-model-from-administration';

  it('come from custom roles only, whatever User Default allows otherwise', () => {
    assertAnswers(policy, [
      ['root', activate, 'Yard/model', 'denied: no permission'],
      ['rooted', activate, 'Yard/model', 'allowed: admin'],
      ['vague', activate, 'Yard/model', 'depends: permission'],
      ['appr', activate, 'Yard/model', 'allowed: admin'],
    ]);
    const [missing] = outcome(policy, 'vague', activate, 'Yard/model').missing;
    assert.match(missing?.text ?? '', /Unsaid/u);
  });

  it('some rows are open to their holders besides the administrators of the column', () => {
    assertAnswers(policy, [
      ['root', activate, 'Store/model', 'allowed: admin'],
      ['ana', activate, 'Store/model', 'denied: role'],
      ['appr', activate, 'Store/model', 'allowed: admin'],
      ['helper', activate, 'Store/model', 'allowed: admin'],
      ['plain', activate, 'Store/model', 'denied: no role'],
    ]);
  });

  it('so for the unnamed members of a group that has them', () => {
    assertAnswers(policy, [
      [
        'group crew',
        activate,
        'Store/model',
        'allowed: admin',
        { given: ['give group crew Approvers'] },
      ],
    ]);
  });
});

describe('security roles', () => {
  const policy = policyOf(
    `roles:
  User Default: { permissions-otherwise: not allowed }
  Words: { permissions: { manage glossaries and approve terms: allowed }, permissions-otherwise: not allowed }
  Readers: { permissions: { manage glossaries and approve terms: Read and collaborate on terms only }, permissions-otherwise: not allowed }
  ${EXTRA}`,
    `  plain: { groups: [] }
  stew: { roles: [Steward], groups: [] }
  words: { roles: [Words], groups: [] }
  reads: { roles: [Readers], groups: [] }
  trains: { roles: [Automl Experiment Contributor], groups: [] }
  audits: { roles: [AuditAdmin], groups: [] }`,
  );

  it('Steward is Manage glossaries and approve terms = Allowed', () => {
    const glossary = matrix.actions.filter(
      ({ id, kind }) => kind === 'glossary' && matrix.row('shared.professional', id) !== undefined,
    );
    assert.ok(glossary.length >= 18);
    const cases = glossary.flatMap(({ id, askedOf }): Case[] => {
      const where = askedOf === 'space' ? 'Team' : 'Team/words';
      return [
        ['stew', id, where, 'allowed: member'],
        ['words', id, where, 'allowed: member'],
        ['plain', id, where, 'denied: no permission, no security role'],
      ];
    });
    assertAnswers(policy, cases);
    const given = [
      'add stew to Store as can manage',
      'add words to Store as can manage',
      'add reads to Store as can manage',
    ];
    assertAnswers(policy, [
      ['reads', 'glossary.view-terms', 'Team/words', 'allowed: member'],
      ['stew', 'glossary.create', 'Store', 'depends: cell', { given }],
    ]);
  });

  it('one of several is enough, and is named', () => {
    assertAnswers(policy, [
      ['trains', 'ml-experiment.open', 'Team/trial', 'allowed: member'],
      ['trains', 'ml-experiment.create', 'Team', 'allowed: member'],
      ['trains', 'ml-deployment.edit', 'Team/model', 'denied: no security role, no permission'],
      ['plain', 'ml-experiment.open', 'Team/trial', 'denied: no security role, no permission'],
      ['audits', 'assistant.review-answers', 'Team/helper', 'allowed: member'],
      ['plain', 'assistant.review-answers', 'Team/helper', 'denied: no security role'],
    ]);
    const [grant] = outcome(policy, 'trains', 'ml-experiment.open', 'Team/trial').grants;
    assert.deepEqual(
      grant?.holds.map(({ text }) => text),
      ['the role Automl Experiment Contributor'],
    );
    const { shortfalls } = outcome(policy, 'plain', 'ml-experiment.create', 'Team');
    assert.match(shortfalls.map(({ text }) => text).join(), /Automl Experiment Contributor/u);
    assert.match(shortfalls.map(({ text }) => text).join(), /Manage ML experiments/u);
  });

  it('say who may create spaces', () => {
    const types = ['shared', 'managed', 'data'] as const;
    const may = {
      'Tenant Admin': ['shared', 'managed', 'data'],
      'Analytics Admin': ['shared', 'managed'],
      'Data Admin': ['data'],
      'Shared Space Creator': ['shared'],
      'Managed Space Creator': ['managed'],
      'Data Space Creator': ['data'],
      Developer: [],
    };
    const roles = Object.keys(may) as (keyof typeof may)[];
    const creators = open(`
users:
${roles.map((role, i) => `  u${i}: { roles: [${role}] }`).join('\n')}
  none: {}
groups:
  makers: { others: unknown, roles: [Data Space Creator] }
`);
    const cases = roles.flatMap((role, i) =>
      types.map((type): Case => {
        const allowed = (may[role] as readonly string[]).includes(type);
        const expected = allowed
          ? 'allowed: admin'
          : type === 'data'
            ? 'depends: group members'
            : 'denied: no security role';
        return [`u${i}`, 'space.create', `a new ${type} space`, expected];
      }),
    );
    assertAnswers(creators, [
      ...cases,
      ['group makers', 'space.create', 'a new data space', 'allowed: admin'],
      ['group makers', 'space.create', 'a new shared space', 'denied: no security role'],
    ]);
    const standard = open(
      'tenant: { subscription: standard }\nusers: { root: { roles: [Tenant Admin] } }',
    );
    assertAnswers(standard, [
      ['root', 'space.create', 'a new managed space', 'denied: space type'],
      ['root', 'space.create', 'a new shared space', 'allowed: admin'],
    ]);
  });

  it('personal spaces take no permission where their row asks for none', () => {
    const mine = open(`
users: { ali: { roles: [Private Analytics Content Creator], entitlement: full }, bea: { entitlement: full } }
spaces: { Mine: { type: personal, owner: ali }, Hers: { type: personal, owner: bea } }
`);
    assertAnswers(mine, [
      ['ali', 'ml-deployment.create', 'Mine', 'allowed: owner'],
      ['bea', 'ml-deployment.create', 'Hers', 'allowed: owner'],
    ]);
  });
});
