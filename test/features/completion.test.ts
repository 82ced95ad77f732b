import { SourceTree } from '../../server/src/core/syntax/source-tree.js';
import { PieceText } from '../../server/src/core/text/piece-text.js';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Completion, completionsAt } from '../../server/src/core/features/completion.js';
import { ROLE_ORDER } from '../../server/src/core/features/completion/names.js';
import { check, matrix } from '../support/policy.js';
import { runs } from '../support/runs.js';
import { snapshotOf } from './snapshot.js';

const POLICY = `tenant: { subscription: enterprise, entitlement: full }
roles:
  ML builder:
    permissions: { manage ml experiments: allowed }
users:
  anna: { name: Anna Lind, email: anna@acme.example }
  ali: {}
  "Ann B": {}
groups:
  sales: { members: [ali] }
  "Plan: B": {}
spaces:
  Finance:
    type: managed
    owner: anna
    apps: { KPI: { owner: anna }, "Plan: C": { owner: anna } }
    scripts: { Nightly: { owner: anna } }
  Finance Dev:
    type: shared
    owner: anna
    apps: { KPI: { owner: anna } }
    ml-experiments: { Churn: { owner: anna } }
  Orders:
    type: data
    owner: anna
`;

/** What is proposed at `$0` of a second file of the policy. */
function at(text: string): readonly Completion[] {
  const known = asked.get(text);
  if (known !== undefined) return known;
  const offset = text.indexOf('$0');
  const policies = [check([POLICY, text.replace('$0', '')])];
  const found = completionsAt(snapshotOf(...policies), 'file-1.spaceward.yaml', offset).items;
  asked.set(text, found);
  return found;
}

const asked = new Map<string, readonly Completion[]>();

/** What is proposed at `$0` of the only file of a policy. */
function completionsIn(text: string): readonly Completion[] {
  const policies = [check(text.replace('$0', ''))];
  return completionsAt(snapshotOf(...policies), 'file-0.spaceward.yaml', text.indexOf('$0')).items;
}

function labels(text: string): readonly string[] {
  return at(text).map(({ label }) => label);
}

/** The text after one proposal was taken. */
function taking(text: string, label: string): string {
  const found = at(text).find((each) => each.label === label);
  assert.ok(found, `${label} is not among ${labels(text).join(' | ')}`);
  const clean = text.replace('$0', '');
  return clean.slice(0, found.span.start) + found.insertText + clean.slice(found.span.end);
}

/** Where the cursor is, what must be among the proposals, and what must not. */
type Case = readonly [text: string, has: readonly string[], hasNot?: readonly string[]];

const TOP = 'users: {}\n';
const S = 'spaces:\n  S:\n    type: shared\n';
const T = 'tests:\n  t:\n    - ';

const CASES: Readonly<Record<string, readonly Case[]>> = {
  'sections and keys': [
    ['$0', ['spaceward', 'tenant', 'users', 'spaces', 'tests']],
    ['users: {}\nsp$0\n', ['spaces'], ['users']],
    ['users: {}\n$0\nspaces: {}\n', ['tests'], ['users', 'spaces']],
    ['tenant:\n  $0', ['name', 'subscription', 'groups', 'entitlement']],
    ['tenant:\n  name: A\n  $0\n  groups: enabled\n', ['subscription'], ['name', 'groups']],
    ['users:\n  u: { $0 }', ['entitlement', 'roles', 'status']],
    ['users:\n  u: { name: U, $0, status: active }', ['roles'], ['name', 'status']],
    ['users:\n  u: { name: U, r$0', ['roles'], ['name']],
    ['spaces:\n  S:\n    $0', ['type', 'owner', 'members', 'apps', 'notes']],
    ['spaces:\n  S:\n    own$0', ['owner'], ['features']],
    [`${S}    $0\n    owner: anna\n`, ['members'], ['type', 'owner']],
    [`${S}    apps:\n      A:\n        $0`, ['shares', 'uses', 'published-from'], ['type']],
    [`${S}    scripts:\n      A: {$0`, ['owner'], ['shares', 'published-from']],
    ['groups:\n  g:\n    members: [anna]\n    $0', ['others', 'provider'], ['members']],
    ['roles:\n  R:\n    $0', ['permissions', 'permissions-otherwise']],
    ['tests:\n  t:\n    $0', ['given', 'expect']],
    ['tests:\n  t:\n    given:\n      - remove ali\n    $0', ['expect'], ['given']],
  ],
  'values of closed lists': [
    ['tenant:\n  subscription: $0', ['standard', 'enterprise']],
    ['tenant: { subscription: $0 }', ['standard', 'enterprise']],
    ['tenant:\n  groups:$0\n', ['enabled', 'disabled']],
    ['users:\n  u:\n    status: dis$0\n', ['active', 'disabled']],
    ['users:\n  u:\n    entitlement: "$0"\n', ['full', 'analyzer']],
    ['spaces:\n  S:\n    type:\n      $0\n', ['personal', 'managed']],
    [`${S}    apps: { A: { kind: $0 } }`, ['qlikview', 'direct-query']],
    [`${S}    apps:\n      A:\n        features: [write-table, $0]`, ['on-demand-template']],
    [`${S}    apps:\n      A:\n        features:\n          - $0`, ['write-table']],
    ['spaceward: $0', ['1']],
    ['roles:\n  R:\n    permissions-otherwise: $0', ['allowed', 'not allowed']],
  ],
  'users, groups, tenant roles, permissions': [
    ['spaces:\n  S:\n    type: shared\n    owner: $0', ['anna', 'ali', 'Ann B'], ['group sales']],
    ['spaces:\n  S:\n    owner: an$0\n    type: shared\n', ['anna']],
    ['spaces:\n  S: { owner: an$0', ['anna']],
    [`${S}    members:\n      $0`, ['anna', 'group sales', 'everyone'], ['anyone with the link']],
    [`${S}    members:\n      anna: can view\n      $0`, ['ali'], ['anna']],
    [`${S}    members:\n      gro$0: can view\n`, ['group sales']],
    [`${S}    members: { $0 }`, ['anna', 'group sales']],
    [
      `${S}    apps: { A: { shares: { anna: can view, $0 } } }`,
      ['ali', 'anyone with the link'],
      ['anna'],
    ],
    ['groups:\n  g: { members: [anna, $0] }', ['ali'], ['anna', 'group sales']],
    ['groups:\n  g:\n    members:\n      - anna\n      - $0', ['ali'], ['anna']],
    ['groups:\n  g: { members: [ann$0] }', ['anna'], []],
    ['groups:\n  g: { roles: [Tenant Admin, $0] }', ['Data Admin'], ['Tenant Admin']],
    ['groups:\n  g:\n    members:\n      - $0', ['anna', 'ali']],
    ['groups:\n  g:\n    members:\n      $0', ['anna', 'ali']],
    ['users:\n  u: { groups: [$0', ['sales']],
    ['users:\n  u:\n    roles: [Ten$0]', ['Tenant Admin', 'ML builder'], ['can view']],
    ['roles:\n  R:\n    permissions:\n      $0', ['data connections', 'manage ml experiments']],
    [
      'roles:\n  R:\n    permissions:\n      data connections: $0',
      ['allowed', 'not allowed', 'read'],
    ],
  ],
  'roles of the type of space': [
    [
      `${S}    members:\n      anna: $0`,
      ['can edit', 'can view'],
      ['can publish', 'owner', 'can operate'],
    ],
    [`${S}    members:\n      anna: can view, $0`, ['can edit'], ['can view']],
    [`${S}    members:\n      anna: can view,$0`, ['can edit'], ['can view']],
    [`${S}    members: { anna: $0 }`, ['can edit'], ['can publish']],
    [`${S}    members: { anna: "can view, $0" }`, ['can edit'], ['can view']],
    [`${S}    members: { anna: can view, $0 }`, ['can edit', 'ali'], ['can view', 'anna']],
    [`${S}    members:\n      anna: [can view, $0]`, ['can edit']],
    [`${S}    members:\n      anna:\n        - $0`, ['can edit'], ['can publish']],
    [`${S}    members:\n      anna:\n        $0`, ['can edit'], ['can publish']],
    [`${S}    apps:\n      A:\n        shares:\n          anna: $0`, ['can view'], ['can edit']],
    [
      'spaces:\n  M:\n    members:\n      anna: $0\n    type: managed\n',
      ['can publish'],
      ['can edit'],
    ],
    ['spaces:\n  M:\n    type: managed\n    members: { anna: $0', ['can publish'], ['can edit']],
  ],
  references: [
    [`${S}    apps: { A: { uses: [$0] } }`, ['Finance/KPI', 'Finance/Nightly', 'Finance Dev/KPI']],
    [
      `${S}    apps: { A: { uses: [Finance/Nightly, $0] } }`,
      ['Finance/KPI', 'Finance Dev/KPI'],
      ['Finance/Nightly'],
    ],
    // Of two items of one name, the kind tells which is there.
    [
      `${S}    apps: { A: {} }\n    scripts: { A: { uses: [S/script:A, Finance/KPI, $0] } }`,
      ['S/A', 'Finance/Nightly'],
      ['S/script:A', 'Finance/KPI'],
    ],
    [
      `${S}    apps: { A: { uses: [Finance/KPI] } }\n    scripts: { A: { uses: [$0] } }`,
      ['Finance/KPI'],
    ],
    [
      `${S}    apps:\n      A:\n        uses:\n          - Finance/Nightly\n          - $0\n`,
      ['Finance/KPI'],
      ['Finance/Nightly'],
    ],
    [
      `${S}    apps:\n      A:\n        published-from: Fin$0`,
      ['Finance/KPI'],
      ['Finance/Nightly'],
    ],
    [`${S}    ml-deployments:\n      A:\n        from: $0`, ['Finance Dev/Churn'], ['Finance/KPI']],
  ],
  'words of expectations': [
    [`${T}$0`, ['anna', 'group sales', 'only', 'nobody', 'every', 'admins', 'members of']],
    [`${T}an$0`, ['anna', 'only']],
    ['tests:\n  t:\n    - anna can app.open on Finance\n    - $0\n', ['anna', 'only']],
    [`${T}anna $0`, ['can', 'cannot', 'could', 'and']],
    [`${T}anna ca$0`, ['can', 'cannot']],
    [`${T}anna could $0`, ['never', 'app.open']],
    [`${T}nobody $0`, ['except', 'can']],
    [`${T}every $0`, ['analyzer', 'Tenant Admin', 'ML builder']],
    [`${T}every tenant $0`, ['Tenant Admin']],
    [`${T}group $0`, ['sales', 'Plan: B'], ['anna']],
    [`${T}group sa$0`, ['sales', 'group sales']],
    [`${T}members of $0`, ['Finance', 'Finance/KPI'], ['Finance/Nightly']],
    [`${T}anna can $0`, ['app.open', 'app.publish', 'space.create'], ['data-product.open']],
    [`${T}anna can app.open, $0`, ['app.export']],
    [`${T}anna can app.$0 on Finance/KPI`, ['app.open'], ['script.open', 'space.delete']],
    [`${T}anna can $0 on Finance/Nightly`, ['script.open'], ['app.open', 'space.delete']],
    [`${T}anna can $0 on Orders`, ['space.delete'], ['app.export']],
    [`${T}anna can $0 in a new shared space`, ['space.create'], ['app.open']],
    [`${T}anna can "$0`, ['Open an app']],
    [`${T}anna can "Open$0" on Finance`, ['Open an app']],
    [`${T}anna can app.open $0`, ['on', 'in', 'and']],
    [`${T}anna can app.open on $0`, ['Finance', 'Finance Dev', 'Finance/KPI'], ['Finance/Nightly']],
    [`${T}anna can app.open on Finance/$0`, ['Finance/KPI'], ['Finance/Nightly']],
    [`${T}anna can app.open on "Finance D$0`, ['Finance Dev', 'Finance Dev/KPI']],
    [`${T}anna can app.open on Finance D$0`, ['Finance Dev', 'Finance Dev/KPI']],
    [`${T}anna can space.delete on $0`, ['Finance', 'a new shared space'], ['Finance/KPI']],
    [`${T}anna can app.publish on "Finance Dev/KPI" to $0`, ['Finance'], ['Finance/KPI']],
    [`${T}anna can app.open on Finance $0`, ['because', 'to', 'and']],
    [`${T}anna can app.open on Finance because $0`, ['owner', 'member'], ['no role']],
    [`${T}anna cannot app.open on Finance because no $0`, ['no role', 'no permission'], ['owner']],
    ['tests:\n  t:\n    expect: [anna $0]', ['can']],
    ['tests:\n  t:\n    expect:\n    - anna $0', ['can']],
    ['tests:\n  t:\n    - >-\n      anna\n      can app.open $0\n', ['on']],
    ['tests:\n  t:\n    - anna can\n      app.open $0\n', ['on']],
    ["tests:\n  t:\n    - 'anna can $0'\n", ['app.open']],
    ['tests:\n  t:\n    $0', ['anna', 'only', 'given']],
    ['tests:\n  t: [$0]', ['anna', 'only']],
  ],
  'words of changes': [
    ['tests:\n  t:\n    given:\n      - $0', ['remove', 'add', 'make'], ['anna']],
    ['tests:\n  t:\n    given: [add $0]', ['anna', 'group sales']],
    ['tests:\n  t:\n    given:\n      - add anna to $0', ['Finance', 'Finance/KPI', 'group sales']],
    ['tests:\n  t:\n    given:\n      - add anna to Finance as $0', ['can publish'], ['can edit']],
    ['tests:\n  t:\n    given:\n      - add anna to Finance as can $0', ['can publish']],
    ['tests:\n  t:\n    given:\n      - give anna $0', ['Tenant Admin', 'ML builder']],
    ['tests:\n  t:\n    given:\n      - make anna $0', ['owner', 'analyzer']],
    ['tests:\n  t:\n    given:\n      - move $0', ['Finance/KPI'], ['Finance']],
  ],
  snippets: [
    ['users:\n  $0', ['new user']],
    ['groups:\n  $0', ['new group']],
    ['spaces:\n  n$0', ['new space']],
    ['tests:\n  $0', ['new test', 'new test with changes']],
    [`${S}    apps:\n      $0`, ['new app']],
  ],
};

describe('completion', () => {
  for (const [what, cases] of Object.entries(CASES))
    it(`proposes ${what}`, () => {
      const wrong = cases.flatMap(([text, has, hasNot = []]) => {
        const found = new Set(labels(text));
        return [
          ...has.filter((label) => !found.has(label)).map((label) => `${text}: lacks ${label}`),
          ...hasNot.filter((label) => found.has(label)).map((label) => `${text}: has ${label}`),
        ];
      });
      assert.deepEqual(wrong, []);
    });

  it('proposes nothing in comments and after values', () => {
    for (const text of [
      `${TOP}# us$0`,
      'users:\n  u: {} $0',
      'tenant:\n  name: "A" $0',
      `${T}anna can app.open on "Finance Dev"$0`,
      "tests:\n  t:\n    given: [add anna to 'Finance Dev'$0]",
      `${T}"x" $0`,
    ])
      assert.deepEqual(labels(text), [], text);
  });

  it('writes what it proposes so that the file can be read', () => {
    const cases: readonly (readonly [string, string, string])[] = [
      ['spaces:\n  S:\n    own$0', 'owner', 'spaces:\n  S:\n    owner: '],
      ['spaces:\n  S:\n    own$0: anna', 'owner', 'spaces:\n  S:\n    owner: anna'],
      ['spaces:\n  S:\n    owner: an$0na # c', 'ali', 'spaces:\n  S:\n    owner: ali # c'],
      ['tenant:\n  groups:$0', 'enabled', 'tenant:\n  groups: enabled'],
      [`${S}    members: { gr$0 }`, 'group Plan: B', `${S}    members: { "group Plan: B":  }`],
      [
        `${S}    members:\n      anna: can view,$0`,
        'can edit',
        `${S}    members:\n      anna: can view, can edit`,
      ],
      [
        `${S}    members:\n      anna: can vi$0ew, can edit`,
        'can manage',
        `${S}    members:\n      anna: can manage, can edit`,
      ],
      [
        `${S}    members: { anna: can view, ca$0 }`,
        'can edit',
        `${S}    members: { anna: "can view, can edit" }`,
      ],
      [`${T}$0`, 'Ann B', `${T}user "Ann B"`],
      [`${T}anna can app.open on Fin$0`, 'Finance Dev', `${T}anna can app.open on "Finance Dev"`],
      [`${T}anna can app.open on "Fin$0"`, 'Finance Dev', `${T}anna can app.open on "Finance Dev"`],
      [
        `${T}anna can app.open on "Fin$0" because owner`,
        'Finance',
        `${T}anna can app.open on "Finance" because owner`,
      ],
      [
        `${T}anna can app.open on Finance D$0`,
        'Finance Dev',
        `${T}anna can app.open on "Finance Dev"`,
      ],
      [
        `${T}anna can app.open on $0`,
        'Finance/Plan: C',
        `${T}'anna can app.open on "Finance/Plan: C"'`,
      ],
      [`${T}"anna can app.open on $0"`, 'Finance Dev', `${T}"anna can app.open on 'Finance Dev'"`],
      [`${T}'anna can app.open on $0'`, 'Finance Dev', `${T}'anna can app.open on "Finance Dev"'`],
      [`${T}anna can "op$0`, 'Open an app', `${T}anna can "Open an app"`],
      [`${T}every tenant ad$0`, 'Tenant Admin', `${T}every Tenant Admin`],
      ['tests:\n  t:\n    $0', 'anna', 'tests:\n  t:\n    - anna'],
      ['users:\n  u: { r$0 }', 'roles', 'users:\n  u: { roles: [$0] }'],
    ];
    for (const [text, label, result] of cases) assert.equal(taking(text, label), result);
  });

  it('proposes roles from seeing to managing', () => {
    const sorted = (text: string): readonly string[] =>
      [...at(text)].sort((a, b) => (a.sortText < b.sortText ? -1 : 1)).map(({ label }) => label);
    assert.deepEqual(sorted(`${S}    members:\n      anna: $0`), [
      'can view',
      'can consume data',
      'can edit',
      'can edit data in applications',
      'can manage',
    ]);
    assert.deepEqual(sorted('spaces:\n  M:\n    members:\n      anna: $0\n    type: managed\n'), [
      'can view',
      'has restricted view',
      'can contribute',
      'can consume data',
      'can operate',
      'can publish',
      'can manage',
    ]);
    const ids = matrix.data.spaceRoles.map(({ id }) => id).filter((id) => id !== 'owner');
    assert.deepEqual([...ROLE_ORDER].sort(), ids.sort());
  });

  it('documents every proposal', () => {
    for (const [text] of Object.values(CASES).flat())
      for (const { label, documentation } of at(text))
        assert.ok(documentation, `${text}: ${label} is not documented`);
  });

  it('replaces a stretch of one line that holds the cursor', () => {
    for (const [text] of Object.values(CASES).flat()) {
      const offset = text.indexOf('$0');
      for (const { span, label } of at(text)) {
        assert.ok(span.start <= offset && offset <= span.end, `${text}: ${label}`);
        assert.ok(!text.replace('$0', '').slice(span.start, span.end).includes('\n'), text);
      }
    }
  });

  it('never throws', () => {
    const pieces = [
      'users:',
      'spaces:',
      'tests:',
      '  ',
      '    ',
      '\n',
      '\n  ',
      '- ',
      ': ',
      '{',
      '}',
      '[',
      ']',
      ',',
      '"',
      "'",
      '\\',
      '#',
      ' #',
      '|',
      '>-',
      'anna',
      ' can ',
      'app.open',
      ' on ',
      'S',
      '/',
      'members:',
      'shares:',
      '&a',
      '*a',
      '\t',
      '\r\n',
      '💥',
    ];
    const text = fc
      .array(fc.constantFrom(...pieces), { maxLength: 25 })
      .map((parts) => parts.join(''));
    const policy = check(POLICY);
    fc.assert(
      fc.property(text, fc.integer({ min: -3, max: 80 }), (written, offset) => {
        const files = [{ path: 'a', tree: SourceTree.of(PieceText.of(written), []) }];
        const policies = [{ ...policy, policy: { ...policy.policy, files } }];
        for (const { span } of completionsAt(snapshotOf(...policies), 'a', offset).items) {
          assert.ok(span.start >= 0 && span.start <= span.end && span.end <= written.length);
          assert.ok(!written.slice(span.start, span.end).includes('\n'));
        }
      }),
      { numRuns: runs(250) },
    );
    const policies = [policy];
    for (const offset of [-1, 1e9, NaN, 1.5])
      completionsAt(snapshotOf(...policies), 'file-0.spaceward.yaml', offset);
    assert.deepEqual(completionsAt(snapshotOf(...policies), 'nowhere', 0).items, []);
  });

  it('right behind a dash inserts the space, too', () => {
    const cases: readonly (readonly [text: string, label: string, line: string])[] = [
      ['groups:\n  g:\n    members:\n      -$0', 'anna', '      - anna'],
      ['tests:\n  t:\n    -$0', 'only', '    - only'],
      [
        'spaces:\n  S:\n    type: shared\n    members:\n      anna:\n        -$0',
        'can view',
        '        - can view',
      ],
    ];
    for (const [text, label, line] of cases)
      assert.equal(taking(text, label).split('\n').at(-1)?.trimEnd(), line);
  });

  it('names users who are called as words of the language with user before them', () => {
    const policy =
      'users: { group: {}, user: {}, ali: {} }\nspaces:\n  S:\n    type: shared\n    owner: $0\n';
    const found = completionsIn(policy);
    assert.deepEqual(
      found.map(({ insertText }) => insertText),
      ['user group', 'user user', 'ali'],
    );
  });

  // The last: it looks at all that was asked above.
  it('is the same where lines end in a carriage return and a line feed', () => {
    assert.ok(asked.size > 50, 'nothing was asked: run all of this file');
    const windows = (text: string): string => text.replaceAll('\n', '\r\n');
    for (const [text, found] of asked) {
      const policies = [check([POLICY, windows(text.replace('$0', ''))])];
      const offset = windows(text).indexOf('$0');
      const { items } = completionsAt(snapshotOf(...policies), 'file-1.spaceward.yaml', offset);
      assert.deepEqual(
        items.map(({ label, insertText }) => [label, insertText.replaceAll('\r\n', '\n')]),
        found.map(({ label, insertText }) => [label, insertText]),
        text,
      );
    }
  });
});
