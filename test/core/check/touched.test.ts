/** Edits that reach far although they are small: what they change is checked again. */
import assert from 'node:assert/strict';
import { type Checked, checkPolicy, readPolicyFile } from '../../../server/src/core/check.js';
import type { PolicyFile } from '../../../server/src/core/model/policy.js';
import { matrix } from '../../support/policy.js';

const BASE = `
tenant: { entitlement: full }
roles:
  User Default: { permissions-otherwise: allowed }
  Keeper: { permissions-otherwise: not allowed }
users:
  ali: {}
  bea: { email: bea@x.example }
  cem: { groups: [open] }
  dan: { roles: [Keeper] }
groups:
  staff: { members: [cem] }
  open: { members: [bea] }
spaces:
  S:
    type: shared
    owner: cem
    members: { group staff: can view, bea: can edit }
    apps: { App: { owner: cem } }
  T: { type: shared, owner: cem }
  Reports:
    type: managed
    owner: cem
    members: { group staff: has restricted view }
    apps: { Report: { owner: cem, published-from: S/App, uses: [Data/orders] } }
  Data:
    type: data
    owner: dan
    members: { group staff: can consume data, cem: can consume data }
    data-connections: { orders: { owner: dan } }
  Old: { type: shared, owner: cem, created-by: bea, members: { everyone: can view }, data-connections: { c: {} }, apps: { A: { owner: cem, uses: [Old/c] } } }
tests:
  ali: [ali cannot app.open on S]
  bea: ["bea@x.example can app.open on S"]
  staff: [group staff can app.open on S]
  others: [nobody except members of S can app.open on S/App]
  cem: [cem can space.delete on T]
  creating: [nobody can space.create on a new shared space]
`;

/** What is shown of a policy's tests and its diagnostics. */
function shown({ tests, diagnostics }: Checked): unknown {
  return [
    tests.map(({ expectations }) => expectations.map(({ state, message }) => [state, message])),
    diagnostics.map(({ rule, message, span, related }) => [rule, message, span, related]),
  ];
}

/** Checks one edit, and its undoing, after the policy as it is. */
function assertChecked(from: string, to: string): void {
  assert.ok(BASE.includes(from), from);
  assertStates([BASE, BASE.replace(from, to), BASE]);
}

/** Checks each text after the one before it. */
function assertStates(texts: readonly string[]): void {
  let file: PolicyFile | undefined;
  let checked: Checked | undefined;
  for (const text of texts) {
    file = readPolicyFile({ path: 'p', text }, file);
    checked = checkPolicy(matrix, [file], undefined, checked);
    const fresh = checkPolicy(matrix, [readPolicyFile({ path: 'p', text })]);
    assert.deepEqual(shown(checked), shown(fresh), text);
  }
}

/** How many expectations don't hold after an edit. */
function failures(from: string, to: string): number {
  const file = readPolicyFile({ path: 'p', text: BASE.replace(from, to) });
  return checkPolicy(matrix, [file])
    .tests.flatMap(({ expectations }) => expectations)
    .filter(({ state }) => state !== 'passed').length;
}

function messages(text: string): readonly string[] {
  const file = readPolicyFile({ path: 'p', text });
  return checkPolicy(matrix, [file]).diagnostics.map(({ rule, message }) => `${rule} ${message}`);
}

describe('checking again what a small edit reaches', () => {
  const edits = [
    ['staff: { members: [cem] }', 'staff: { members: [cem], others: unknown }'],
    [
      'open: { members: [bea] }',
      'open: { members: [bea], others: unknown, roles: [Tenant Admin] }',
    ],
    ['staff: { members: [cem] }', 'staff: { members: [cem], roles: [Tenant Admin] }'],
    ['staff: { members: [cem] }', 'staff: { members: [ali, cem] }'],
    ['staff: { members: [cem] }', 'staff: { members: [cem, dan] }'],
    ['  staff: { members: [cem] }\n', ''],
    ['ali: {}', 'ali: { email: bea@x.example }'],
    ['ali: {}', 'ali: { groups: [staff] }'],
    ['ali: {}', 'ali: { roles: [Tenant Admin] }'],
    ['email: bea@x.example', 'email: bee@x.example'],
    ['bea: { email', 'bea: { status: disabled, email'],
    ['bea: can edit', 'everyone: can edit'],
    ['type: shared, owner: cem }', 'type: managed, owner: cem }'],
    ['entitlement: full', 'entitlement: none'],
    ['entitlement: full', 'entitlement: full, groups: disabled'],
    ['permissions-otherwise: allowed', 'permissions-otherwise: not allowed'],
    ['  Keeper: { permissions-otherwise: not allowed }\n', ''],
    // What rules say of a space may turn on others, and on who is in its groups.
    ['bea: { email', 'bea: { roles: [Shared Space Creator], email'],
    ['ali: {}', 'ali: { entitlement: basic }'],
    ['cem: { groups: [open] }', 'cem: { groups: [open], entitlement: basic }'],
    ['cem: { groups: [open] }', 'cem: { groups: [open], entitlement: analyzer }'],
    ['dan: { roles: [Keeper] }', 'dan: { roles: [Keeper], status: invited }'],
    ['dan: { roles: [Keeper] }', 'dan: { roles: [Tenant Admin] }'],
    ['ali: {}', 'ali: { groups: [staff], entitlement: basic }'],
    ['group staff: has restricted view', 'everyone: has restricted view'],
    ['group staff: can consume data, cem: can', 'group staff: can view, cem: can'],
    ['cem: can consume data', 'ali: can consume data'],
    ['  S:\n    type: shared', '  S:\n    type: managed'],
    ['apps: { App: { owner: cem }', 'apps: { App: { owner: cem, features: [on-demand-template] }'],
    [
      'User Default: { permissions-otherwise: allowed }',
      'User Default: { permissions-otherwise: not allowed }',
    ],
  ] as const;
  /** Of them, those that tests say nothing of. */
  const forRules = edits.slice(edits.length - 13);

  for (const [from, to] of edits)
    it(`${from.trim()} → ${to === '' ? 'nothing' : to}`, () => {
      assertChecked(from, to);
    });

  for (const [app, kind, rule] of [
    ['an app', '', 'source-out-of-reach'],
    ['a Direct Query app', 'kind: direct-query, ', 'unusable-source'],
  ] as const)
    it(`a group elsewhere that somebody joins or leaves, who may open ${app} that uses the data there`, () => {
      const policy = (crew: string, reach: string): string => `
tenant: { entitlement: full }
users: { ali: {}, bea: {}, dan: {} }
groups:
  readers: { members: [ali, bea] }
  crew: { members: [${crew}] }
spaces:
  Reports:
    type: shared
    owner: dan
    members: { group readers: can view }
    apps: { Report: { owner: dan, ${kind}uses: [Data/orders.qvd] } }
  Data:
    type: data
    owner: dan
    members: { ${reach} }
    data-files: { orders.qvd: { owner: dan } }
`;
      const texts = [
        policy('ali, bea', 'group crew: can consume data'),
        policy('bea', 'group crew: can consume data'),
        policy('bea', 'group crew: can consume data, ali: can consume data'),
        policy('', 'group crew: can consume data, ali: can consume data'),
      ];
      const reach = texts.map((text) => messages(text).some((message) => message.startsWith(rule)));
      assert.deepEqual(reach, [false, true, false, true]);
      assertStates([...texts, ...[...texts].reverse()]);
    });

  it('people of whom some are told among others, who cannot consume what an app, a Direct Query app or an automation uses', () => {
    const policy = (ali: string, crew: string): string => `
tenant: { entitlement: full }
users: { ali: { ${ali} }, bea: {}, cem: {}, dan: {} }
groups:
  crew: { members: [${crew}] }
  data: { members: [cem] }
spaces:
  Reports:
    type: shared
    owner: dan
    members: { group crew: can view, group data: can view, ali: can view, bea: can view, everyone: can view }
    apps:
      Report: { owner: ali, uses: [Data/orders.qvd] }
      Live: { owner: ali, kind: direct-query, uses: [Data/orders.qvd], shares: { bea: can view } }
    automations: { Nightly: { owner: dan, uses: [Data/orders.qvd], shares: { ali: can run } } }
  Data:
    type: data
    owner: dan
    members: { group data: can consume data }
    data-files: { orders.qvd: { owner: dan } }
`;
    const found = (text: string): number =>
      messages(text).filter((message) =>
        /^(?:source-out-of-reach|unusable-source|automation-lends-access) /.test(message),
      ).length;
    const texts = [
      policy('', ''),
      policy('', 'ali'),
      policy('groups: [data]', 'ali'),
      policy('groups: [data]', 'ali, cem'),
      policy('groups: [data]', 'bea, cem'),
      policy('status: disabled', 'bea'),
      policy('', 'bea'),
    ];
    assert.ok(texts.every((text) => found(text) > 0));
    assert.ok(new Set(texts.map((text) => messages(text).join('\n'))).size > 4);
    assertStates([...texts, ...[...texts].reverse()]);
  });

  it('a group that somebody joins or leaves, beside which a role of their own adds nothing', () => {
    const texts = ['', 'ali', 'ali, bea', 'bea', 'bea, cem', ''].map(
      (crew) => `
tenant: { entitlement: full }
users: { ali: {}, bea: {}, cem: {}, dan: {} }
groups:
  crew: { members: [${crew}] }
spaces:
  S:
    type: shared
    owner: dan
    members: { group crew: can edit, ali: can view, bea: can view, cem: can edit }
`,
    );
    const redundant = texts.map((text) =>
      messages(text).flatMap((message) => /redundant-grant giving (\w+)/.exec(message)?.[1] ?? []),
    );
    assert.deepEqual(redundant, [[], ['ali'], ['ali', 'bea'], ['bea'], ['bea', 'cem'], []]);
    assertStates([...texts, ...[...texts].reverse()]);
  });

  /** A shared space with its members, and what is known of people. */
  const managed = (users: string, crew: string, members: string): string => `
tenant: { entitlement: full }
users: { dan: {}, ${users} }
groups:
  crew: { members: [${crew}] }
spaces:
  S: { type: shared, owner: dan, members: { ${members} } }
`;
  const whoManage = (text: string): readonly string[] =>
    messages(text).flatMap(
      (message) => /^analyzer-manages-space (.*) ha(?:s|ve) Analyzer/u.exec(message)?.[1] ?? [],
    );

  it('a user whom a space names since somebody else was another', () => {
    const texts = [
      managed('ali: {}, bea: {}', '', ''),
      managed('ali: { entitlement: basic }, bea: {}', '', ''),
      managed('ali: { entitlement: basic }, bea: {}', '', 'bea: can manage'),
      managed('ali: { entitlement: basic }, bea: { entitlement: analyzer }', '', 'bea: can manage'),
    ];
    assert.deepEqual(texts.map(whoManage), [[], [], [], ['bea']]);
    assertStates([...texts, ...[...texts].reverse()]);
  });

  it('a group that others of one entitlement join or leave', () => {
    const people = ['ali', 'bea', 'cem'].map((id) => `${id}: { entitlement: analyzer }`).join(', ');
    const texts = ['ali', 'ali, bea', 'bea', 'bea, cem', ''].map((crew) =>
      managed(people, crew, 'group crew: can manage'),
    );
    assert.deepEqual(texts.map(whoManage), [
      ['ali'],
      ['ali and bea'],
      ['bea'],
      ['bea and cem'],
      [],
    ]);
    assertStates([...texts, ...[...texts].reverse()]);
  });

  it('names that come and go while entries that ask for them are edited, and some that nobody looked at in between', () => {
    const edits: readonly (readonly [string, string])[] = [
      ['  staff:', '  staffs:'],
      ['  staffs:', '  staffe:'],
      [
        '  T: { type: shared, owner: cem }',
        '  T: { type: shared, owner: cem, members: { group staff: can view } }',
      ],
      ['  staffe:', '  staff:'],
      ['  Old: {', '  N: { type: shared, owner: ali }\n  Old: {'],
      ['  ali: {}', '  ally: {}'],
      ['  ally: {}', '  ali: {}'],
      ['entitlement: full', 'entitlement: basic'],
      ['  bea: {', '  bee: {'],
      ['    owner: dan\n', '    owner: bea\n'],
      ['{ group staff: can view }', '{ bea: can view }'],
      ['  bee: {', '  bea: {'],
      ['  Keeper:', '  Keepers:'],
      ['cem: { groups: [open] }', 'cem: { groups: [open], roles: [Keeper] }'],
      ['  Keepers:', '  Keeper:'],
      ['entitlement: basic', 'entitlement: full'],
      ['bea@x.example }', 'cem }'],
      ['  cem: {', '  cems: {'],
      ['  cems: {', '  cem: {'],
    ];
    const texts = [BASE];
    for (const [from, to] of edits) {
      const text = texts.at(-1) ?? '';
      assert.ok(text.includes(from), from);
      texts.push(text.replace(from, to));
    }
    assertStates([...texts, ...[...texts].reverse()]);
  });

  it('and most of these edits break an expectation', () => {
    assert.equal(failures('tenant', 'tenant'), 0);
    const forTests = edits.slice(0, -forRules.length);
    assert.ok(forTests.filter(([from, to]) => failures(from, to) > 0).length > forTests.length / 2);
  });

  it('and each of the others changes what rules report', () => {
    for (const [from, to] of forRules)
      assert.notDeepEqual(messages(BASE.replace(from, to)), messages(BASE), `${from} → ${to}`);
  });
});
