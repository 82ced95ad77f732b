/** Completion where a policy has very many names: what fits best to what is typed. */
import assert from 'node:assert/strict';
import { type Completions, completionsAt } from '../../server/src/core/features/completion.js';
import { check } from '../support/policy.js';
import { snapshotOf } from './snapshot.js';

const MANY = Array.from({ length: 400 }, (_, i) => String(i).padStart(3, '0'));

/** Users, groups and spaces with a number in their names, in an order that isn't the alphabet's. */
const POLICY = `users:
${[...MANY]
  .reverse()
  .map((n) => `  user.${n}: { name: Person ${n}, email: p${n}@acme.example }`)
  .join('\n')}
  zoe: { name: Zoë Last }
groups:
${MANY.map((n) => `  team-${n}: {}`).join('\n')}
  zeta: {}
spaces:
${MANY.map((n) => `  Room ${n}: { type: shared, owner: zoe, apps: { App ${n}: {} } }`).join('\n')}
  Small: { type: shared, owner: zoe, apps: { Zulu: {} } }
`;

/** What is proposed at `$0` of a second file of the policy. */
function at(text: string): Completions {
  const policy = check([POLICY, text.replace('$0', '')]);
  return completionsAt(snapshotOf(policy), 'file-1.spaceward.yaml', text.indexOf('$0'));
}

function labels(text: string): readonly string[] {
  return at(text).items.map(({ label }) => label);
}

const SPACE = 'spaces:\n  S:\n    type: shared\n';

describe('completion among very many names', () => {
  it('proposes some of them, and says that there are more', () => {
    const { items, isIncomplete } = at(`${SPACE}    owner: $0`);
    assert.equal(isIncomplete, true);
    assert.equal(items.length, 100);
    assert.deepEqual(
      items.slice(0, 2).map(({ label }) => label),
      ['user.000', 'user.001'],
    );
  });

  it('proposes others in the place of those that a list has already', () => {
    const members = MANY.slice(0, 300).map((n) => `      - user.${n}\n`);
    const proposed = labels(`groups:\n  g:\n    members:\n${members.join('')}      - $0\n`);
    assert.equal(proposed.length, 100);
    assert.equal(proposed[0], 'user.300');
  });

  it('finds each by what is typed of it: its beginning, a word, letters in order, a name, an address', () => {
    for (const [typed, label] of [
      ['zo', 'zoe'],
      ['ZOE', 'zoe'],
      ['user.39', 'user.399'],
      ['377', 'user.377'],
      ['u377', 'user.377'],
      ['Person 251', 'user.251'],
      ['p251@', 'user.251'],
      ['Zoë', 'zoe'],
      ['user zo', 'zoe'],
    ] as const)
      assert.ok(labels(`${SPACE}    owner: ${typed}$0`).includes(label), typed);
    assert.equal(labels(`${SPACE}    owner: zo$0`)[0], 'zoe');
    assert.deepEqual(labels(`${SPACE}    owner: nobody-has-this$0`), []);
  });

  it('leaves the words of the language among them', () => {
    const members = labels(`${SPACE}    members:\n      $0`);
    for (const label of ['user.000', 'group team-000', 'everyone'])
      assert.ok(members.includes(label), label);
    const start = labels('tests:\n  t:\n    - $0');
    for (const label of ['only', 'nobody', 'everyone', 'user.000', 'group team-000'])
      assert.ok(start.includes(label), label);
    const group = labels(`${SPACE}    members:\n      group ze$0`);
    assert.equal(group[0], 'group zeta');
  });

  it('proposes none that is there already', () => {
    const there = MANY.slice(0, 120).map((n) => `      user.${n}: can view\n`);
    const members = labels(`${SPACE}    members:\n${there.join('')}      $0`);
    assert.ok(members.includes('user.120'));
    assert.ok(!members.includes('user.119'));
  });

  it('finds spaces and what is in them', () => {
    assert.ok(labels('tests:\n  t:\n    - zoe can app.open on Sm$0').includes('Small'));
    const items = labels('tests:\n  t:\n    - zoe can app.open on Zul$0');
    assert.ok(items.includes('Small/Zulu'), items.join());
    const quoted = labels('tests:\n  t:\n    - zoe can app.open on "Room 33$0');
    assert.ok(quoted.includes('Room 339') && quoted.includes('Room 339/App 339'), quoted.join());
  });

  it('proposes everything where there is little', () => {
    const { items, isIncomplete } = at(`${SPACE}    members: { zoe: x$0 }`);
    assert.equal(isIncomplete, false);
    assert.ok(items.length > 3);
  });
});
