import assert from 'node:assert/strict';
import { type Checked, checkPolicy, readPolicyFile } from '../../../server/src/core/check.js';
import { applyFileEdits } from '../../../server/src/core/features/apply.js';
import { type CodeAction, codeActionsAt } from '../../../server/src/core/features/code-actions.js';
import type { ExpectationResult } from '../../../server/src/core/tests/run-test.js';
import { matrix } from '../../support/policy.js';
import { checkedSample, SAMPLES } from '../../support/samples.js';
import { largePolicy } from '../large-policy.js';
import { snapshotOf } from '../snapshot.js';
import { PATH, read } from './mends.js';

const POLICY = `tenant: { subscription: enterprise, entitlement: full }
users: # people
  anna: { groups: [] }
  ali: {}
  "Eve B": { groups: [] }
  root: { roles: [Tenant Admin], groups: [] }
groups:
  sales: { members: [ali], others: unknown }
spaces:
  Sales Dev:
    type: shared
    owner: anna
    members:
      group sales: can view # all
      ali: can edit
    apps:
      KPI: { owner: ali, shares: { Eve B: can view, group sales: can view, anyone with the link: can view } }
  Data:
    type: data
    owner: anna
    members: { ali: can manage }
`;

/** Refactorings of tests where a text stands. */
function offered(found: string, text = POLICY): readonly CodeAction[] {
  const start = text.indexOf(found);
  assert.ok(start >= 0, found);
  const kinds = ['refactor.rewrite'];
  return codeActionsAt(snapshotOf(read([text])), PATH, { start, end: start }, kinds).filter(
    ({ title }) => /^(?:Write a test|Expect this)/u.test(title),
  );
}

function applied(text: string, { edits }: CodeAction): string {
  return applyFileEdits([{ path: PATH, text }], edits)[0]?.text ?? '';
}

/** Applies the action whose title begins so: what it adds to the text, or the text if it changes more. */
function made(found: string, title: string, text = POLICY): string {
  const actions = offered(found, text);
  const action = actions.find((each) => each.title.startsWith(title));
  assert.ok(action, `${title} is not among ${actions.map((each) => each.title).join(' | ')}`);
  const after = applied(text, action);
  assertBetter(read([text]), read([after]));
  return after.startsWith(text) ? after.slice(text.length) : after;
}

function results({ tests }: Checked): readonly ExpectationResult[] {
  return tests.flatMap(({ expectations }) => expectations);
}

/** More expectations hold, none that doesn't has come, and nothing else is found. */
function assertBetter(before: Checked, after: Checked): void {
  const count = (checked: Checked, holds: boolean): number =>
    results(checked).filter(({ state }) => (state === 'passed') === holds).length;
  assert.ok(count(after, true) >= count(before, true));
  assert.ok(count(after, false) <= count(before, false));
  const found = ({ diagnostics }: Checked): readonly string[] =>
    diagnostics.map(({ rule }) => rule).filter((rule) => rule !== 'missing-fact');
  assert.ok(found(after).length <= found(before).length, found(after).join());
}

describe('code actions: a test from what somebody can do', () => {
  it('says what a member can and cannot do', () => {
    assert.equal(
      made('ali: can edit', 'Write a test from what ali can do in Sales Dev now'),
      `
tests:
  What ali can do in Sales Dev:
    - ali can app.delete, app.create, app.export and app.edit-properties on "Sales Dev"
    - ali can app.reload, app.open and space.see on "Sales Dev"
    - ali cannot space.delete, space.add-members, space.change-member-permissions and app.share on "Sales Dev"
`,
    );
  });

  it('is about a group and its members, an owner, somebody with a share', () => {
    assert.match(
      made('group sales: can view #', 'Write a test from what group sales can do in Sales Dev now'),
      /^ {4}- group sales can app\.open and space\.see on "Sales Dev"$/mu,
    );
    assert.match(
      made('anna\n    members:\n', 'Write a test from what anna can do in Sales Dev now'),
      /^ {4}- anna can space\.delete, .* on "Sales Dev"$/mu,
    );
    assert.match(
      made('Eve B: can view', 'Write a test from what Eve B can do in Sales Dev now'),
      /^ {4}- '"Eve B" can app\.open on "Sales Dev\/KPI"'$/mu,
    );
    assert.deepEqual(offered('anyone with the link'), []);
  });

  it('is about the spaces that name a user or a group, where it is stated', () => {
    const text = made('anna: {', 'Write a test from what anna can do now');
    assert.match(text, /^ {2}What anna can do:$/mu);
    assert.match(text, /^ {4}- anna can space\.delete, .* on "Sales Dev"$/mu);
    assert.match(text, /^ {4}- anna can space\.delete and space\.add-members on Data$/mu);
    assert.match(made('sales: {', 'Write a test from what group sales'), /on "Sales Dev"$/mu);
    assert.deepEqual(offered('root: {'), []);
  });

  it('is not offered where nothing holds for certain', () => {
    // Of everybody there is nothing to say: some may, and some may not, or of some it depends.
    const text = POLICY.replace('ali: can edit', 'everyone: can view').replace(
      'ali: {}',
      'ali: {}\n  mia: { status: disabled }\n  lea: { entitlement: unknown }',
    );
    assert.deepEqual(offered('everyone: can view', text), []);
    assert.equal(
      offered('everyone: can view', POLICY.replace('ali: can edit', 'everyone: can view')).length,
      2,
    );
  });

  it('stands in the section that is there, by a name that is free', () => {
    const tests = `${POLICY}tests: { What ali can do in Data: [ali cannot space.delete on Data] } # end\n`;
    assert.match(
      made('ali: can manage', 'Write a test', tests),
      /on Data\], What ali can do in Data 2: \[ali can .* on Data\] \} # end\n$/u,
    );
  });
});

describe('code actions: expect this', () => {
  it('expects what one line of the policy gives, because of it', () => {
    assert.equal(
      made('ali: can edit', 'Expect this: ali can app.delete'),
      `
tests:
  Access to Sales Dev:
    - ali can app.delete, app.create, app.export, app.edit-properties, app.reload and app.open on "Sales Dev" because member
`,
    );
    const share = made('Eve B: can view', 'Expect this: "Eve B" can app.open on');
    assert.match(share, /- '"Eve B" can app\.open on "Sales Dev\/KPI" because share'/u);
    assert.match(made('can view # all', 'Expect this: group sales can'), / because group/u);
  });

  it('adds to the test that there is, once', () => {
    const [first] = offered('ali: can edit').slice(-1);
    assert.ok(first);
    const one = applied(POLICY, first);
    assert.ok(!offered('ali: can edit', one).some(({ title }) => title.startsWith('Expect')));
    assert.match(
      made('group sales: can view #', 'Expect this', one),
      /^\s+- group sales can app\.open on "Sales Dev" because group$/mu,
    );
  });

  const tests = (...lines: string[]): string =>
    `${POLICY}tests:\n  t:\n${lines.map((line) => `    - ${line}\n`).join('')}`;
  const sentence = (text: string): string => /- (.*)\n$/u.exec(text)?.[1] ?? text;

  it('gives a sentence that holds its cause', () => {
    const text = tests('ali can app.create on "Sales Dev" # so');
    assert.ok(
      made('ali can app', 'Expect this: ali', text).endsWith('"Sales Dev" because member # so\n'),
    );
    assert.deepEqual(
      offered('ali can', tests('ali can app.create on "Sales Dev" because member')),
      [],
    );
    assert.equal(
      sentence(
        made(
          'anna can',
          'Expect this: anna',
          tests('anna cannot app.create on "Sales Dev"').replace('cannot', 'can'),
        ),
      ),
      'anna can app.create on "Sales Dev" because owner',
    );
  });

  it('says the opposite of a sentence that fails, and another cause where that is wrong', () => {
    assert.equal(
      sentence(
        made('ali can', 'Expect this instead', tests('ali can space.delete on "Sales Dev"')),
      ),
      'ali cannot space.delete on "Sales Dev" because role',
    );
    const wrong = tests('ali can app.create on "Sales Dev" because owner');
    assert.equal(
      sentence(made('ali can', 'Expect this instead', wrong)),
      'ali can app.create on "Sales Dev" because member',
    );
  });

  it('picks the subject, action or place under the cursor, after the changes of the test', () => {
    const two = tests('anna and ali can app.create, space.delete on "Sales Dev"');
    assert.match(
      made(
        'space.delete on',
        'Expect this',
        tests('anna can app.create, space.delete on "Sales Dev"'),
      ),
      /^ {4}- anna can space\.delete on "Sales Dev" because owner\n$/u,
    );
    // Of both nothing holds of all actions.
    assert.deepEqual(offered('ali can app', two), []);
    const given = `${POLICY}tests:\n  t:\n    given: [remove ali from "Sales Dev"]\n    expect:\n      - ali and anna can app.create on "Sales Dev"\n`;
    assert.match(
      made('ali and anna', 'Expect this', given),
      /^ {6}- ali cannot app\.create on "Sales Dev"(?: because [a-z ]+)?\n$/u,
    );
  });

  it("says nothing of what depends, or can't be asked", () => {
    assert.deepEqual(offered('ali can', tests('ali can app.create on Nowhere')), []);
    assert.deepEqual(offered('ali could', tests('ali could app.create on "Sales Dev"')), []);
    assert.deepEqual(offered('nobody', tests('nobody can space.delete on "Sales Dev"')), []);
  });
});

describe('code actions: what they write of tests', () => {
  const places = ({ policy }: Checked): readonly (readonly [path: string, start: number])[] =>
    policy.files.flatMap(({ path, tree }) =>
      [...tree.text.matchAll(/^ {2,}(?:- )?["'\w]/gmu)].map(
        ({ index, 0: text }) => [path, index + text.length - 1] as const,
      ),
    );
  const policies = [
    ...SAMPLES.map((sample) => [sample, () => checkedSample(sample)] as const),
    ['that uses every form', () => [read([largePolicy()])]] as const,
  ];
  for (const [name, policiesOf] of policies)
    it(`holds in the policy ${name}`, () => {
      let written = 0;
      for (const policy of policiesOf()) {
        const all = places(policy);
        const step = Math.max(1, Math.floor(all.length / 25));
        for (const [path, start] of all.filter((_, index) => index % step === 0))
          for (const action of codeActionsAt(snapshotOf(policy), path, { start, end: start }, [
            'refactor.rewrite',
          ])) {
            if (!/^(?:Write a test|Expect this)/u.test(action.title)) continue;
            assert.ok(action.edits.length > 0, `${path} ${start} ${action.title}`);
            const texts = policy.policy.files.map((file) => ({
              path: file.path,
              text: file.tree.text,
            }));
            const files = applyFileEdits(texts, action.edits).map((file, index) =>
              readPolicyFile(file, policy.policy.files[index]),
            );
            const after = checkPolicy(matrix, files, policy.config.file, policy);
            assertBetter(policy, after);
            assert.ok(
              results(after).filter(({ state }) => state === 'passed').length >
                results(policy).filter(({ state }) => state === 'passed').length ||
                results(after).length === results(policy).length,
              action.title,
            );
            written += 1;
          }
      }
      assert.ok(written > 2, `${written} in ${name}`);
    });
});
