/** Expectations: every production, as a tree. */
import assert from 'node:assert/strict';
import { parseExpectation } from '../../grammar/src/index.js';
import { plain } from './trees.js';

const user = (text: string, explicit = false) => ({ kind: 'user', name: { text }, explicit });
const group = (text: string) => ({ kind: 'group', name: { text } });
const id = (text: string) => ({ form: 'id', text });
const space = (text: string) => ({ space: { text } });
const item = (in_: string, text: string) => ({ space: { text: in_ }, item: { name: { text } } });
const on = (...references: unknown[]) => ({ kind: 'references', references });

function tree(text: string): unknown {
  const { tree, problems } = parseExpectation(text);
  assert.deepEqual(problems, [], text);
  return plain(tree);
}

/** The tree of `anna can app.open on Finance`, but for what is said to differ. */
function like(parts: object): unknown {
  return {
    kind: 'expectation',
    quantifier: 'each',
    subjects: [user('anna')],
    mode: 'can',
    actions: [id('app.open')],
    target: on(space('Finance')),
    ...parts,
  };
}

const productions: [string, object][] = [
  ['anna can app.open on Finance', {}],
  ['ANNA Can app.open ON Finance', { subjects: [user('ANNA')] }],
  ['  anna\n  can\tapp.open\u00a0on Finance ', {}],
  ['anna cannot app.open on Finance', { mode: 'cannot' }],
  ['anna could app.open in Finance', { mode: 'could' }],
  ['anna could never app.open on Finance', { mode: 'could never' }],
  ['only anna can app.open on Finance', { quantifier: 'only' }],
  ['only anna could app.open on Finance', { quantifier: 'only', mode: 'could' }],
  ['nobody can app.open on Finance', { quantifier: 'nobody', subjects: [] }],
  ['nobody except anna can app.open on Finance', { quantifier: 'nobody' }],
  ['everyone cannot app.open on Finance', { subjects: [{ kind: 'everyone' }], mode: 'cannot' }],
  [
    'user everyone, and group group and group "Finance Team" can app.open on Finance',
    { subjects: [user('everyone', true), group('group'), group('Finance Team')] },
  ],
  [
    "\"everyone\" and 'it''s', of can app.open on Finance",
    { subjects: [user('everyone'), user("it's"), user('of')] },
  ],
  ['anyone can app.open on Finance', { subjects: [user('anyone')] }],
  [
    'every Shared Space Creator and every "full" can app.open on Finance',
    {
      subjects: [
        { kind: 'every', phrase: { text: 'Shared Space Creator' } },
        { kind: 'every', phrase: { text: 'full' } },
      ],
    },
  ],
  [
    'members of Finance/KPI, members of "Finance Dev" and admins can app.open on Finance',
    {
      subjects: [
        { kind: 'members-of', of: item('Finance', 'KPI') },
        { kind: 'members-of', of: space('Finance Dev') },
        { kind: 'admins' },
      ],
    },
  ],
  [
    'anna can app.open, "Open an app" and "Script actions > Reload the script" on Finance',
    {
      actions: [
        id('app.open'),
        { form: 'title', text: 'Open an app' },
        { form: 'title', text: 'Reload the script', section: 'Script actions' },
      ],
    },
  ],
  ...(['shared', 'managed', 'data'] as const).map((type): [string, object] => [
    `anna can app.open in a new ${type} space`,
    { target: { kind: 'new-space', type } },
  ]),
  [
    'anna can app.open on Finance/KPI to "Sales 2"',
    { target: { ...on(item('Finance', 'KPI')), to: space('Sales 2') } },
  ],
  [
    'anna can app.open on Finance, Sales/KPI and "HR/a/b"',
    { target: on(space('Finance'), item('Sales', 'KPI'), item('HR', 'a/b')) },
  ],
  [
    'anna can app.open on "Finance/script:Nightly"',
    {
      target: on({
        space: { text: 'Finance' },
        item: { kind: { text: 'script' }, name: { text: 'Nightly' } },
      }),
    },
  ],
  ['anna can app.open on Finance because item  owner', { because: { text: 'item owner' } }],
  ['anna can app.open on Finance because everyone', { because: { text: 'everyone' } }],
  ['anna can app.open on Finance because "no role"', { because: { text: 'no role' } }],
];

describe('parseExpectation', () => {
  for (const [text, parts] of productions) {
    it(`reads ${JSON.stringify(text)}`, () => {
      assert.deepEqual(tree(text), like(parts));
    });
  }

  it('reads the example of the language', () => {
    assert.deepEqual(
      tree(`anna2 can app.open on "Finance Dev/Demo App - Beginner's tutorial" because share`),
      like({
        subjects: [user('anna2')],
        target: on(item('Finance Dev', "Demo App - Beginner's tutorial")),
        because: { text: 'share' },
      }),
    );
    assert.deepEqual(
      tree('anna2 cannot app.open on "Finance Dev/Legacy"'),
      like({
        subjects: [user('anna2')],
        mode: 'cannot',
        target: on(item('Finance Dev', 'Legacy')),
      }),
    );
    assert.deepEqual(
      tree('only anna and admins can space.delete on "Finance Dev"'),
      like({
        quantifier: 'only',
        subjects: [user('anna'), { kind: 'admins' }],
        actions: [id('space.delete')],
        target: on(space('Finance Dev')),
      }),
    );
  });

  it('reads names in every script', () => {
    const names = ['Анна', '财务', 'المالية', 'हिन्दी', 'é', 'e\u0301', 'a.b@c+d-e_1', '"🙂 team"'];
    for (const name of names) {
      const text = `${name} can app.open on ${name} because member`;
      const meant = name.replaceAll('"', '');
      const expected = like({
        subjects: [user(meant)],
        target: on(space(meant)),
        because: { text: 'member' },
      });
      assert.deepEqual(tree(text), expected);
    }
  });
});
