/**
 * Where rules end. Each policy has what breaks a rule beside what nearly does: every breach stands between ⟦ and ⟧, and
 * nothing else of the rule is reported.
 */
import assert from 'node:assert/strict';
import { check } from '../../support/policy.js';

type Boundary = readonly [rule: string, about: string, text: string, config?: string];

const FULL = 'tenant: { subscription: enterprise, entitlement: full }\n';
const readers = (count: number): string =>
  Array.from({ length: count }, (_, i) => `u${i}: can view`).join(', ');
const users = (count: number): string =>
  Array.from({ length: count }, (_, i) => `u${i}: {}`).join(', ');
const apps = (count: number, share: string): string =>
  Array.from({ length: count }, (_, i) => `A${i}: { owner: anna, shares: { ${share} } }`).join(
    ', ',
  );
const inSpace = (content: string): string =>
  `users: { anna: {}, ${users(5)} }\ngroups: { g: {} }\nspaces:\n  S: { type: managed, owner: anna, apps: { ${content} } }\n`;

const BOUNDARIES: readonly Boundary[] = [
  [
    'share-with-write-table',
    'those who are members, or may be, or are disabled, are not concerned',
    `${FULL}users: { anna: {}, ali: { groups: [] }, mem: { groups: [in] }, maybe: {}, dis: { status: disabled } }
groups: { in: {}, idp: { others: unknown }, all: { members: [mem, dis] }, some: { members: [mem, ali] }, nobody: {} }
spaces:
  S:
    type: shared
    owner: anna
    members: { group in: can view, group idp: can view }
    apps:
      Owner: { owner: anna, features: [write-table], shares: { anna: can view } }
      Other: { owner: anna, features: [write-table], shares: { mem: can view, ⟦ali⟧: can view } }
      Maybe: { owner: anna, features: [write-table], shares: { maybe: can view } }
      Disabled: { owner: anna, features: [write-table], shares: { dis: can view } }
      All in: { owner: anna, features: [write-table], shares: { group all: can view, group nobody: can view } }
      One out: { owner: anna, features: [write-table], shares: { group ⟦some⟧: can view } }
      Member: { owner: anna, features: [write-table], shares: { group idp: can view } }
      Everyone: { owner: anna, features: [write-table], shares: { ⟦everyone⟧: can view } }
      Without: { owner: anna, shares: { ali: can view } }
`,
  ],
  [
    'share-with-write-table',
    'of a group that the identity provider holds, some are no members',
    `${FULL}users: { anna: {} }
groups: { idp: { others: unknown } }
spaces:
  S: { type: shared, owner: anna, apps: { A: { owner: anna, features: [write-table], shares: { group ⟦idp⟧: can view } } } }
`,
  ],
  [
    'share-role',
    'apps are shared as Can view in shared spaces, notes are not shared as apps are, data spaces share none',
    `${FULL}users: { anna: {}, ali: {} }
spaces:
  S:
    type: shared
    owner: anna
    apps: { A: { owner: anna, shares: { ali: can view, anna: ⟦can contribute⟧ } } }
    notes: { N: { owner: anna, shares: { ali: can edit } } }
  M:
    type: managed
    owner: anna
    apps: { A: { owner: anna, shares: { ali: [can view, can contribute, has restricted view, ⟦can consume data⟧, ⟦can operate⟧] } } }
  D: { type: data, owner: anna, apps: { A: { owner: anna, shares: { ali: ⟦can view⟧ } } } }
`,
  ],
  [
    'share-in-personal-space',
    'a share is reported once, whatever its roles; notes of personal spaces can be shared',
    `${FULL}users: { anna: {}, ali: {} }
spaces:
  P:
    type: personal
    owner: anna
    apps: { A: { owner: anna, shares: { ⟦ali⟧: [can view, can contribute] } } }
    notes: { N: { owner: anna, shares: { ali: can view } } }
`,
  ],
  [
    'members-of-personal-space',
    'a member is reported once, whatever the roles; the owner is no member',
    `${FULL}users: { anna: {}, ali: {} }
spaces:
  P: { type: personal, owner: anna, members: { ⟦ali⟧: [can view, can manage, owner] } }
`,
  ],
  [
    'groups-off',
    'a grant is reported once, whatever its roles; users are not concerned',
    `tenant: { groups: disabled }
users: { anna: {}, ali: {} }
groups: { g: { members: [ali] } }
spaces:
  S:
    type: managed
    owner: anna
    members: { group ⟦g⟧: [can view, can consume data], ali: can view }
    apps: { A: { owner: anna, shares: { group ⟦g⟧: [can view, can contribute] } } }
`,
  ],
  [
    'subscription-feature',
    'a share is reported once; notes and members of shared spaces are not concerned',
    `tenant: { subscription: standard }
users: { anna: {}, ali: {} }
spaces:
  S:
    type: shared
    owner: anna
    members: { anna: can view }
    apps: { A: { owner: anna, shares: { ⟦ali⟧: can view } } }
    notes: { N: { owner: anna, shares: { ali: can view } } }
  ⟦M⟧: { type: managed, owner: anna, members: { ali: can view }, apps: { A: { owner: anna, shares: { ⟦ali⟧: [can view, can contribute] } } } }
`,
  ],
  [
    'subscription-feature',
    'premium has managed spaces and shares',
    `tenant: { subscription: premium }
users: { anna: {}, ali: {} }
spaces:
  M: { type: managed, owner: anna, apps: { A: { owner: anna, shares: { ali: can view } } } }
`,
  ],
  [
    'granted-to-everyone',
    'of shares, those of apps',
    `users: { anna: {}, ali: {} }
spaces:
  S:
    type: shared
    owner: anna
    members: { ⟦everyone⟧: can view }
    apps: { A: { owner: anna, shares: { ⟦everyone⟧: can view } }, Q: { owner: anna, kind: qlikview, shares: { everyone: can view } } }
    notes: { N: { owner: anna, shares: { everyone: can view } } }
`,
  ],
  ['near-limit', '79.75 % of a limit are not near', inSpace(`A: { shares: { ${readers(319)} } }`)],
  [
    'near-limit',
    'a limit of per cents that no binary fraction is: 55 of 100 are 55 %',
    `users: { anna: {}, ${users(55)} }\nspaces:\n  ⟦S⟧: { type: shared, owner: anna, apps: { ⟦A⟧: { owner: anna, shares: { ${readers(55)} } } } }\n`,
    'limits: { near: 55, shares-per-application: 100, shares-per-space: 100 }\n',
  ],
  [
    'near-limit',
    'just below',
    `users: { anna: {}, ${users(54)} }\nspaces:\n  S: { type: shared, owner: anna, apps: { A: { owner: anna, shares: { ${readers(54)} } } } }\n`,
    'limits: { near: 55, shares-per-application: 100, shares-per-space: 100 }\n',
  ],
  [
    'near-limit',
    '160 shares of one group are near: a share with two roles is one',
    inSpace(apps(160, 'group g: [can view, can contribute]').replace('group g', 'group ⟦g⟧')),
  ],
  ['near-limit', '159 are not', inSpace(apps(159, 'u1: can view'))],
  [
    'over-limit',
    'the limit per user or group is not one of everyone',
    inSpace(apps(201, 'everyone: can view')),
  ],
  [
    'over-limit',
    'the limits are per space',
    `users: { anna: {}, u1: {} }\nspaces:\n${['S', 'T'].map((name) => `  ${name}: { type: shared, owner: anna, apps: { ${apps(150, 'u1: can view')} } }\n`).join('')}`,
  ],
  [
    'creator-without-role',
    'each type of space has its creators; who may hold a role is not reported',
    `users:
  ta: { roles: [Tenant Admin] }
  aa: { roles: [Analytics Admin] }
  da: { roles: [Data Admin], groups: [] }
  ss: { roles: [Shared Space Creator], groups: [] }
  ms: { roles: [Managed Space Creator] }
  ds: { roles: [Data Space Creator] }
  maybe: {}
  dis: { status: disabled }
groups: { makers: { others: unknown, roles: [Managed Space Creator] } }
spaces:
  S1: { type: shared, owner: ta, created-by: ta }
  S2: { type: shared, owner: ta, created-by: aa }
  S3: { type: shared, owner: ta, created-by: ⟦da⟧ }
  S4: { type: shared, owner: ta, created-by: ss }
  S5: { type: shared, owner: ta, created-by: dis }
  M1: { type: managed, owner: ta, created-by: aa }
  M2: { type: managed, owner: ta, created-by: ⟦ss⟧ }
  M3: { type: managed, owner: ta, created-by: ms }
  M4: { type: managed, owner: ta, created-by: maybe }
  D1: { type: data, owner: ta, created-by: ⟦aa⟧ }
  D2: { type: data, owner: ta, created-by: da }
  D3: { type: data, owner: ta, created-by: ds }
  P: { type: personal, owner: ss, created-by: ds }
`,
  ],
  [
    'becomes-full-user',
    'Has restricted view, however held; what gives nothing; personal spaces; whoever is not known',
    `tenant: { subscription: enterprise, entitlement: basic }
users: { anna: { entitlement: full }, bea: { groups: [] }, cem: { groups: [k] }, dis: { status: disabled }, open: {} }
groups: { k: {}, idp: { others: unknown } }
spaces:
  M:
    type: managed
    owner: anna
    members: { bea: has restricted view, group k: has restricted view, group idp: can view, dis: can view, cem: [has restricted view, ⟦can consume data⟧] }
    apps: { A: { owner: bea, shares: { bea: has restricted view, cem: ⟦can view⟧, anna: can view } }, Q: { owner: bea, kind: qlikview, shares: { bea: can view } } }
  D: { type: data, owner: anna, members: { bea: ⟦can consume data⟧ } }
  S: { type: shared, owner: ⟦bea⟧ }
  P: { type: personal, owner: bea }
`,
  ],
  [
    'analyzer-manages-space',
    'Can manage or ownership; not Can operate, personal spaces, disabled users, or who may be in a group',
    `tenant: { subscription: qlik-sense-enterprise-saas, entitlement: analyzer }
users: { anna: { entitlement: professional }, ann: { groups: [k] }, kim: {}, dis: { status: disabled } }
groups: { k: {}, idp: { others: unknown } }
spaces:
  S: { type: shared, owner: ⟦ann⟧, members: { group k: ⟦can manage⟧, group idp: can manage, kim: can edit } }
  M: { type: managed, owner: dis, members: { kim: [can operate, can publish], anna: can manage } }
  P: { type: personal, owner: ann }
`,
  ],
  [
    'source-out-of-reach',
    'Can consume data reaches it; what other roles do in a data space is not known',
    `${FULL}users: { anna: {}, ali: { groups: [] }, con: { groups: [] }, view: { groups: [] }, maybe: {}, dana: {} }
groups: { idp: { others: unknown } }
spaces:
  D:
    type: data
    owner: dana
    members: { con: can consume data, anna: can consume data, view: can view, group idp: can consume data }
    data-files: { f: { owner: dana } }
  S:
    type: managed
    owner: anna
    members: { con: can view, view: can view, maybe: can view, group idp: can view }
    apps:
      Reached: { owner: anna, uses: [D/f] }
      Shared: { owner: anna, uses: [⟦D/f⟧], shares: { ali: can view } }
`,
  ],
  [
    'automation-lends-access',
    'who can start it: Can edit, not Can view; in managed spaces nobody knows',
    `${FULL}users: { anna: { groups: [] }, ali: { groups: [] }, con: { groups: [] }, view: { groups: [] }, dana: {} }
spaces:
  D:
    type: data
    owner: dana
    members: { anna: can consume data, con: can consume data }
    data-files: { f: { owner: dana } }
  S:
    type: shared
    owner: anna
    members: { con: can edit, view: can view }
    automations: { R: { owner: anna, uses: [D/f] } }
  T:
    type: shared
    owner: anna
    members: { ali: can edit }
    automations: { R: { owner: anna, uses: [⟦D/f⟧] }, Mine: { owner: ali, uses: [D/f] } }
  M:
    type: managed
    owner: anna
    members: { ali: can manage }
    automations: { R: { owner: anna, uses: [D/f] } }
`,
  ],
];

describe('the boundaries of rules', () => {
  for (const [rule, about, marked, config] of BOUNDARIES)
    it(`${rule}: ${about}`, () => {
      const text = marked.replace(/[⟦⟧]/gu, '');
      const reported = check(text, config)
        .diagnostics.filter((diagnostic) => diagnostic.rule === rule)
        .map(({ span }) => span.start)
        .sort((a, b) => a - b);
      const expected = [...marked.matchAll(/⟦/gu)].map(({ index }, nth) => index - 2 * nth);
      const lines = (starts: readonly number[]): readonly string[] =>
        starts.map((start) => text.slice(start, start + 40));
      assert.deepEqual(lines(reported), lines(expected));
    });
});

describe('what is advised', () => {
  const said = (text: string, rule: string): readonly string[] =>
    check(text)
      .diagnostics.filter((diagnostic) => diagnostic.rule === rule)
      .map(({ message }) => message.split(/[:;] /u).at(-1) ?? '');
  const data = (
    permission: string,
    members: string,
  ): string => `${FULL}roles: { User Default: { permissions-otherwise: ${permission} } }
users: { anna: { groups: [] }, ali: { groups: [] }, dana: {} }
spaces:
  D: { type: shared, owner: dana, members: { ${members} }, data-connections: { c: { owner: dana } } }
  P: { type: personal, owner: dana, data-files: { f: { owner: dana } } }
  S: { type: shared, owner: anna, members: { ali: can view }, apps: { A: { owner: ali, uses: [D/c] }, B: { owner: dana, uses: [P/f] } } }
`;

  it('a role, or the permission that is all that is lacking', () => {
    assert.deepEqual(said(data('allowed', ''), 'unusable-source'), [
      'give them Can consume data in D',
    ]);
    assert.deepEqual(said(data('not allowed', 'ali: can view'), 'unusable-source'), [
      'give them Can consume data in D',
    ]);
    assert.deepEqual(said(data('not allowed', 'ali: can consume data'), 'unusable-source'), [
      'allow it in User Default or in a custom role',
    ]);
    assert.deepEqual(said(data('allowed', 'ali: can consume data'), 'unusable-source'), []);
  });

  it('data in a personal space has to move: nobody else gets a role there', () => {
    const text = data('allowed', 'ali: can consume data, anna: can consume data');
    assert.deepEqual(said(text, 'source-out-of-reach'), [
      'move the data to a shared or data space if they should',
    ]);
  });

  it('of an owner, the restriction goes: ownership is not taken away', () => {
    const managed = (members: string): string =>
      `${FULL}users: { anna: {}, ali: {} }\nspaces:\n  M: { type: managed, owner: anna, members: { ${members} } }\n`;
    const rule = 'restriction-without-effect';
    assert.deepEqual(said(managed('anna: has restricted view'), rule), ['take it away']);
    assert.deepEqual(said(managed('ali: [has restricted view, can operate]'), rule), [
      'take one of the two away',
    ]);
  });
});
