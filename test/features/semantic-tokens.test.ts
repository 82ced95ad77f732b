import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Checked, checkPolicy, readPolicyFile } from '../../server/src/core/check.js';
import { Kept } from '../../server/src/core/features/kept.js';
import {
  LEGEND,
  semanticTokens,
  semanticTokensIn,
  TOKEN_MODIFIERS,
} from '../../server/src/core/features/semantic-tokens.js';
import type { Snapshot } from '../../server/src/core/features/snapshot.js';
import { randomPolicy } from '../core/decide/random-policy.js';
import { EXAMPLE } from '../core/syntax/example.js';
import { edited, textEdit } from '../support/edits.js';
import { check, matrix } from '../support/policy.js';
import { runs } from '../support/runs.js';
import { snapshotOf } from './snapshot.js';

const PATH = 'file-0.spaceward.yaml';

/** Tokens as text: what stands there, its type, and its modifiers. */
function read(text: string, data: readonly number[]): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/u);
  const tokens: string[] = [];
  let [line, character] = [0, 0];
  for (let i = 0; i < data.length; i += 5) {
    const [down = 0, right = 0, length = 0, type = 0, bits = 0] = data.slice(i, i + 5);
    line += down;
    character = down === 0 ? character + right : right;
    const words = lines[line]?.slice(character, character + length) ?? '';
    assert.equal(words.length, length, `a token beyond line ${line}`);
    const modifiers = TOKEN_MODIFIERS.filter((_, bit) => (bits & (1 << bit)) !== 0);
    tokens.push([words, LEGEND[type], ...modifiers].join(' '));
  }
  return tokens;
}

function tokens(text: string): readonly string[] {
  return read(text, semanticTokens(snapshotOf(check(text)), PATH)?.whole() ?? []);
}

const PEOPLE = `users: { anna: {}, ali: {}, "Ann B": {} }
groups: { sales: { members: [ali] } }
`;

describe('semantic tokens', () => {
  it('tell what the names of entries are', () => {
    const text = `roles:
  Maker: { permissions: { manage ml experiments: allowed } }
users:
  anna: { roles: [Tenant Admin, Maker], groups: [sales] }
  "Ann B": {}
groups:
  sales: { members: [anna, user Ann B], roles: [Maker] }
`;
    assert.deepEqual(tokens(text), [
      'Maker interface declaration',
      'manage ml experiments property defaultLibrary',
      'anna variable declaration readonly',
      'Tenant Admin interface defaultLibrary',
      'Maker interface',
      'sales class',
      '"Ann B" variable declaration readonly',
      'sales class declaration',
      'anna variable readonly',
      'Ann B variable readonly',
      'Maker interface',
    ]);
  });

  it('tell what is named in a space', () => {
    const text = `${PEOPLE}spaces:
  Sales Dev:
    type: shared
    owner: anna
    members:
      group sales: can view, can edit
      everyone: [can view]
      user ali: can manage
    apps: { KPI: { owner: anna, shares: { "Ann B": can view } } }
  Sales:
    type: managed
    apps:
      KPI:
        published-from: Sales Dev/KPI
        uses: [Sales Dev/app:KPI]
`;
    assert.deepEqual(tokens(text).slice(5), [
      'Sales Dev namespace declaration',
      'anna variable readonly',
      'group keyword',
      'sales class',
      'can view interface defaultLibrary',
      'can edit interface defaultLibrary',
      'everyone keyword',
      'can view interface defaultLibrary',
      'user keyword',
      'ali variable readonly',
      'can manage interface defaultLibrary',
      'KPI property declaration',
      'anna variable readonly',
      'Ann B variable readonly',
      'can view interface defaultLibrary',
      'Sales namespace declaration',
      'KPI property declaration',
      'Sales Dev namespace',
      'KPI property',
      'Sales Dev namespace',
      'KPI property',
    ]);
  });

  it('tell names and words of sentences apart, through quotes and over lines', () => {
    const text = `${PEOPLE}spaces: { Sales Dev: { type: shared, apps: { Nightly: {} } } }
tests:
  all:
    given:
      - add ali to "Sales Dev" as can view, can edit
      - give ali Tenant Admin
      - make anna full
      - remove ali from group sales
    expect:
      - 'only group sales, "Ann B" can space.see on "Sales Dev" because item owner'
      - nobody except admins could app.open on "Sales Dev"
      - every basic can "Open an app" on "Sales Dev/app:Nightly"
      - >-
        anna can space.create
        in a new
        shared space
      - members of "Sales
        Dev" cannot space.delete on "Sales Dev"
`;
    const found = tokens(text);
    assert.deepEqual(found.slice(found.indexOf('add keyword')), [
      'add keyword',
      'ali variable readonly',
      'to keyword',
      '"Sales Dev" namespace',
      'as keyword',
      'can view interface defaultLibrary',
      'can edit interface defaultLibrary',
      'give keyword',
      'ali variable readonly',
      'Tenant Admin interface defaultLibrary',
      'make keyword',
      'anna variable readonly',
      'full enumMember',
      'remove keyword',
      'ali variable readonly',
      'from keyword',
      'group keyword',
      'sales class',
      'only keyword',
      'group keyword',
      'sales class',
      '"Ann B" variable readonly',
      'can keyword',
      'space.see method defaultLibrary',
      'on keyword',
      '"Sales Dev" namespace',
      'because keyword',
      'item owner enumMember',
      'nobody keyword',
      'except keyword',
      'admins keyword',
      'could keyword',
      'app.open method defaultLibrary',
      'on keyword',
      '"Sales Dev" namespace',
      'every keyword',
      'basic enumMember',
      'can keyword',
      '"Open an app" method defaultLibrary',
      'on keyword',
      'Sales Dev namespace',
      'app type',
      'Nightly property',
      'anna variable readonly',
      'can keyword',
      'space.create method defaultLibrary',
      'in keyword',
      'a keyword',
      'new keyword',
      'shared keyword',
      'space keyword',
      'members keyword',
      'of keyword',
      '"Sales namespace',
      'Dev" namespace',
      'cannot keyword',
      'space.delete method defaultLibrary',
      'on keyword',
      '"Sales Dev" namespace',
    ]);
  });

  it('leave out names that nothing has, and take them in when something has them', () => {
    const space = `spaces:
  S: { type: shared, owner: bea, members: { ali: can wiew, group sels: can view } }
tests:
  t: [bea can app.open on T]
`;
    const unknown = tokens(`${PEOPLE}${space}`).slice(5);
    assert.deepEqual(unknown, [
      'S namespace declaration',
      'ali variable readonly',
      'group keyword',
      'can view interface defaultLibrary',
      'can keyword',
      'app.open method defaultLibrary',
      'on keyword',
    ]);
    const known = tokens(`users: { bea: {}, ali: {} }\ngroups: { sels: {} }\n${space}`);
    assert.ok(known.includes('sels class'));
    assert.equal(known.filter((each) => each === 'bea variable readonly').length, 2);
  });

  it('of a range are those of its lines', () => {
    const text = `${PEOPLE}spaces:
  S:
    type: shared
    owner: anna
    members: { ali: can view }
  T: { type: shared }
`;
    const snapshot = snapshotOf(check(text));
    const of = (part: string): readonly string[] => {
      const start = text.indexOf(part);
      return read(text, semanticTokensIn(snapshot, PATH, { start, end: start + part.length }));
    };
    assert.deepEqual(of('anna\n'), [
      'anna variable readonly',
      'ali variable readonly',
      'can view interface defaultLibrary',
    ]);
    assert.deepEqual(of('shared\n    owner'), ['anna variable readonly']);
    assert.deepEqual(of('T:'), ['T namespace declaration']);
    assert.deepEqual(of('type'), []);
  });

  it('that are changed by edits are those of the text read afresh', () => {
    const history = fc.tuple(
      fc.oneof(randomPolicy, fc.constant(EXAMPLE)),
      fc.array(textEdit, { minLength: 2, maxLength: 10 }),
    );
    let edits = 0;
    fc.assert(
      fc.property(history, ([first, changes]) => {
        const kept = new Kept();
        let checked: Checked | undefined;
        let data: number[] = [];
        let sheet;
        for (const text of edited(first, changes)) {
          const before = checked?.policy.files[0];
          checked = checkPolicy(
            matrix,
            [readPolicyFile({ path: PATH, text }, before)],
            undefined,
            checked,
          );
          const snapshot: Snapshot<Checked> = { matrix, policies: [checked], kept };
          const now = semanticTokens(snapshot, PATH);
          assert.ok(now);
          if (sheet === undefined) data = now.whole();
          else
            for (const edit of [...now.since(sheet)].reverse()) {
              edits += 1;
              data.splice(edit.start, edit.deleteCount, ...edit.data);
            }
          sheet = now;
          assert.deepEqual(data, now.whole());
          assert.deepEqual(data, semanticTokens(snapshotOf(check(text)), PATH)?.whole());
          read(text, data);
          const all = { start: 0, end: text.length };
          assert.deepEqual(semanticTokensIn(snapshot, PATH, all), data);
        }
      }),
      { numRuns: runs(15) },
    );
    assert.ok(edits > 15, `${edits} edits`);
  });

  it('of a name that comes or goes change where it stands, and nowhere else', () => {
    const spaces = Array.from(
      { length: 50 },
      (_, i) => `  S${i}:\n    type: shared\n    owner: ${i % 10 === 0 ? 'bea' : 'anna'}\n`,
    ).join('');
    const of = (name: string): string => `users:\n  anna: {}\n  ${name}: {}\nspaces:\n${spaces}`;
    const kept = new Kept();
    const first = checkPolicy(matrix, [readPolicyFile({ path: PATH, text: of('bea') })]);
    const [file] = first.policy.files;
    const second = checkPolicy(
      matrix,
      [readPolicyFile({ path: PATH, text: of('abe') }, file)],
      undefined,
      first,
    );
    const [before, after] = [first, second].map((checked) =>
      semanticTokens({ matrix, policies: [checked], kept }, PATH),
    );
    assert.ok(before && after);
    const edits = after.since(before);
    assert.equal(edits.length, 5);
    for (const { deleteCount, data } of edits)
      assert.ok(deleteCount <= 10 && data.length <= 10, JSON.stringify(edits));
  });
});
