import assert from 'node:assert/strict';
import { prepareRename, rename } from '../../../server/src/core/features/navigation.js';
import { type Cursor, cursorIn, renamedText } from './snapshots.js';

const policy = `tenant: { subscription: enterprise, entitlement: full }
users:
  anna: { email: anna@acme.example, roles: [ML builder] }
  ali: {}
groups:
  finance: { members: [anna, user ali] }
roles:
  ML builder: { permissions: { manage ml experiments: allowed } }
spaces:
  Dev:
    type: shared
    owner: anna
    members: { ali: can manage, group finance: can view }
    apps:
      KPI: { owner: user anna, shares: { anna: can view } }
    scripts:
      Nightly: { owner: anna@acme.example }
  Fin:
    type: managed
    owner: ali
    apps:
      KPI: { published-from: Dev/KPI, uses: [Dev/KPI] }
tests:
  t:
    given: [ remove ali from Dev, "move Dev/KPI to Fin", add anna to group finance ]
    expect:
      - anna, "anna" and 'anna' can app.open on Dev/KPI
      - every ML builder can app.open on "Dev/app:KPI"
      - members of Dev cannot script.reload on Dev/Nightly
`;

/** The cursor where a text first stands in the policy. */
function at(text: string, source = policy): Cursor {
  return cursorIn(source.replace(text, `$0${text}`));
}

function message(cursor: Cursor): string {
  const result = prepareRename(cursor.snapshot, cursor.path, cursor.offset);
  return 'message' in result ? result.message : `renames ${result.placeholder}`;
}

describe('rename', () => {
  it('changes all and only the uses of a user', () => {
    assert.equal(
      renamedText(at('anna: {'), 'Anna B'),
      policy
        .replaceAll(/\banna\b(?!@)(?=[:,\]} \n])/g, 'Anna B')
        .replaceAll(/'anna'|"anna"/g, (quoted) => quoted.replace('anna', 'Anna B'))
        .replace(
          '- Anna B, "Anna B" and \'Anna B\' can',
          "- '\"Anna B\", \"Anna B\" and ''Anna B'' can",
        )
        .replace('can app.open on Dev/KPI\n', "can app.open on Dev/KPI'\n")
        .replace('add Anna B to', 'add "Anna B" to'),
    );
  });

  it('changes a group, a role, a space and an item', () => {
    assert.equal(
      renamedText(at('finance }'.replace(' }', ':')), 'a, b'),
      policy
        .replace('  finance:', '  a, b:')
        .replace('group finance: can', '"group a, b": can')
        .replace('add anna to group finance', `'add anna to group "a, b"'`),
    );
    assert.equal(
      renamedText(at('ML builder:'), 'on'),
      policy.replaceAll('ML builder', 'on').replace('every on', 'every "on"'),
    );
    assert.equal(
      renamedText(at('Dev:'), 'A B'),
      policy
        .replaceAll('Dev', 'A B')
        .replace('from A B,', 'from "A B",')
        .replace('"move A B/KPI', `"move 'A B/KPI'`)
        .replaceAll('on A B/KPI', 'on "A B/KPI"')
        .replace('of A B', 'of "A B"')
        .replace('on A B/Nightly', 'on "A B/Nightly"'),
    );
    assert.equal(
      renamedText(at('KPI:'), 'Nightly'),
      policy
        .replace('KPI:', 'Nightly:')
        .replaceAll('Dev/KPI', 'Dev/app:Nightly')
        .replace('on Dev/app:Nightly', 'on "Dev/app:Nightly"')
        .replace('move Dev/app:Nightly', "move 'Dev/app:Nightly'")
        .replace('Dev/app:KPI', 'Dev/app:Nightly'),
    );
  });

  it('says what it would rename, or why it cannot', () => {
    const cases: readonly (readonly [text: string, message: string])[] = [
      ['ali: {', 'renames ali'],
      ['anna@acme.example }\n  Fin', 'renames anna'],
      ['ML builder can', 'renames ML builder'],
      ['KPI"', 'renames KPI'],
      ['KPI to Fin', 'renames KPI'],
      ['t:\n    given', 'renames t'],
      ['can manage', 'the roles of spaces are named by Qlik Cloud: choose another role instead'],
      ['manage ml', 'permissions are named by Qlik Cloud'],
      ['app.open', 'actions are named by Qlik Cloud'],
      ['subscription', 'no name stands here that could be changed'],
    ];
    for (const [text, expected] of cases) assert.equal(message(at(text)), expected, text);
    const broken = 'users: { a: { roles: [Tenant Admin, Nope] }, b: {}, b: {} }\n';
    for (const [text, expected] of [
      ['Tenant', 'Tenant Admin is a name of Qlik Cloud: it is fixed'],
      ['Nope', 'nothing is named Nope: state it first'],
      ['b: {}, b', 'b is stated more than once: take out all but one first'],
      ['b: {} }', 'b is stated more than once: take out all but one first'],
    ] as const)
      assert.equal(message(at(text, broken)), expected);
    const entry =
      'roles: { Steward: { permissions: { view lineage: allowed } } }\nusers: { a: { roles: [Steward] } }\n';
    for (const place of ['Steward: {', 'Steward] }'])
      assert.equal(message(at(place, entry)), 'Steward is a name of Qlik Cloud: it is fixed');
    const role = 'roles: { User Default: {} }\n';
    assert.equal(
      message(at('User', role)),
      'User Default is a role of Qlik Cloud: its name is fixed',
    );
  });

  it('refuses names that are taken or cannot be', () => {
    const cases: readonly (readonly [text: string, name: string, message: string])[] = [
      ['anna: {', ' ', 'write a name'],
      ['anna: {', 'a ', 'a name neither begins nor ends with a space'],
      ['anna: {', 'a\nb', 'a name holds no line breaks and no control characters'],
      ['anna: {', 'ali', 'there is a user ali already'],
      ['ali: {', 'Anna@acme.example', 'Anna@acme.example is the email address of anna'],
      ['Dev:', 'Fin', 'there is a space Fin already'],
      ['Dev:', 'a/b', 'the name of a space holds no slash: what follows a slash names an item'],
      ['ML builder:', 'tenantadmin', 'Tenant Admin is a role of Qlik Cloud'],
      ['ML builder:', 'Default permissions', 'User Default is a role of Qlik Cloud'],
      ['ML builder:', 'full user', 'full user is an entitlement'],
    ];
    for (const [text, name, expected] of cases)
      assert.equal(renamedText(at(text), name), `refused: ${expected}`);
  });

  it('refuses a name by which the policy would mean something else', () => {
    const used = 'users: { ann: {} }\ngroups: { g: { members: [bob] } }\n';
    assert.equal(
      renamedText(at('ann', used), 'bob'),
      'refused: bob is used in a.spaceward.yaml already, although nothing is named so: it would mean what is renamed',
    );
    const two = `users: { ann: {} }
spaces:
  S: { type: shared, owner: ann, apps: { A: {} }, scripts: { B: {} } }
tests: { t: { given: [delete S/B], expect: [ann can app.open on S] } }
`;
    assert.equal(
      renamedText(at('A: {}', two), 'B'),
      'refused: with the name B, B in a.spaceward.yaml would mean something else',
    );
  });

  it('leaves email addresses alone, and allows the own address as a name', () => {
    const text = 'users: { ann: { email: a@b.c } }\ngroups: { g: { members: [a@b.c, ann] } }\n';
    assert.equal(renamedText(at('ann', text), 'bea'), text.replaceAll('ann', 'bea'));
    assert.equal(renamedText(at('a@b.c, ', text), 'bea'), text.replaceAll('ann', 'bea'));
    assert.equal(renamedText(at('ann', text), 'a@b.c'), text.replaceAll('ann', 'a@b.c'));
  });

  it('tells names apart as the policy does: composed, roles in any letter case', () => {
    const text = 'users: { e\u0301: {}, é2: {} }\ngroups: { g: { members: [é, e\u0301] } }\n';
    assert.equal(
      renamedText(at('e\u0301: {}', text), 'b'),
      'users: { b: {}, é2: {} }\ngroups: { g: { members: [b, b] } }\n',
    );
    assert.equal(
      renamedText(at('é2', text), 'e\u0301'),
      'refused: there is a user e\u0301 already',
    );
    const roles = 'roles: { Big One: {} }\nusers: { a: { roles: [big one, "BIG ONE"] } }\n';
    assert.equal(
      renamedText(at('Big', roles), 'BIG'),
      'roles: { BIG: {} }\nusers: { a: { roles: [BIG, "BIG"] } }\n',
    );
  });

  it('reaches entries that the policy leaves out', () => {
    const text = `users: { ann: {} }
groups: { g: {}, x: {} }
spaces:
  S: { type: shared, apps: { A: {} } }
  S: { type: shared, owner: ann, apps: { B: { uses: [T/C] } } }
  N: { owner: ann, members: { ann: can view }, apps: { B: { owner: user ann, uses: [T/C] } } }
  T: { type: shared, apps: { C: {} } }
`.replace('x: {}', 'g: { members: [ann] }');
    assert.equal(renamedText(at('ann', text), 'bea'), text.replaceAll('ann', 'bea'));
    assert.equal(renamedText(at('C: {}', text), 'D'), text.replaceAll(/\bC\b/g, 'D'));
    assert.equal(renamedText(at('T: {', text), 'U'), text.replaceAll(/\bT\b/g, 'U'));
    assert.equal(renamedText(at('N: {', text), 'U'), text.replaceAll(/\bN\b/g, 'U'));
  });

  it('renames what a test moves, and nothing that has the same name elsewhere', () => {
    const text = `users: { ann: {} }
spaces:
  P: { type: shared, owner: ann, apps: { KPI: { owner: ann } } }
  Q: { type: shared, owner: ann, apps: { KPI2: {} }, scripts: { KPI: {} } }
  R: { type: shared, owner: ann, scripts: { KPI: {} } }
tests:
  t:
    given: [move P/KPI to Q, 'move "Q/app:KPI" to R']
    expect: [ann can app.open on R/KPI, ann can script.open on R/KPI]
`;
    const after = renamedText(at('KPI: { owner', text), 'X');
    assert.equal(
      after,
      text
        .replace('KPI: { owner', 'X: { owner')
        .replace('P/KPI', 'P/X')
        .replace('app:KPI', 'app:X')
        .replace('open on R/KPI', 'open on R/X'),
    );
  });

  it('writes sentences well that could only be guessed', () => {
    const text = `users: { ann b: {} }
spaces:
  A: { type: shared, apps: { KPI: {} } }
tests:
  t:
    - ann b can app.open on "A/KPI"
    - ann cannot app.open on A/KPI
    - nobody can app.open on "A/KPI
`;
    assert.equal(renamedText(at('ann', text), 'bea'), text.replaceAll('ann b', 'bea'));
    assert.equal(
      renamedText(at('KPI:', text), 'X Y'),
      text
        .replace('KPI:', 'X Y:')
        .replace('"A/KPI"', '"A/X Y"')
        .replace('on A/KPI', 'on "A/X Y"')
        .replace('"A/KPI\n', '"A/X Y"\n'),
    );
  });

  it('changes nothing where the name stays', () => {
    const { snapshot, path, offset } = at('anna: {');
    assert.deepEqual(rename(snapshot, path, offset, 'anna'), { edits: [] });
  });

  it('works from any use', () => {
    for (const use of ['anna, user ali', 'anna\n    members', "anna' can", 'anna to group'])
      assert.equal(renamedText(at(use), 'bea'), renamedText(at('anna: {'), 'bea'), use);
  });
});
