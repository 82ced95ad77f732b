/** What spaces grant others makes no difference to the results of tests that are kept. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Checked, checkPolicy, readPolicyFile } from '../../../server/src/core/check.js';
import type { PolicyFile } from '../../../server/src/core/model/policy.js';
import { careful, edited } from '../../support/edits.js';
import { matrix } from '../../support/policy.js';
import { runs } from '../../support/runs.js';
import { shown } from '../../support/shown.js';
import { randomPolicy } from '../decide/random-policy.js';

const WHO = ['ali', 'bea', 'cem', 'dan', 'group g1', 'group g2'];
const ASKED = ['app.open on S0/app', 'app.open on S1/app', 'app.delete on S2'];

/** Of each question what can be expected: one of the two mostly holds. */
const questions = WHO.flatMap((who) =>
  ASKED.flatMap((asked) => [`${who} can ${asked}`, `${who} cannot ${asked}`]),
);
const GIVEN = [
  'move S0/app to S1',
  'add bea to S1 as can view',
  'add ali to group g1',
  'remove cem from group g2',
];

const TESTS = [
  'tests:',
  ...questions.map((each, index) => `  t${index}: ["${each}"]`),
  ...questions.map(
    (each, index) =>
      `  g${index}: { given: ["${GIVEN[index % GIVEN.length] ?? ''}"], expect: ["${each}"] }`,
  ),
  '',
].join('\n');

/** The texts of a policy, one edit after the other; tests aren't edited. */
const histories = fc.tuple(randomPolicy, careful).map(([text, edits]) => edited(text, edits));

interface State {
  readonly files: readonly PolicyFile[];
  readonly checked: Checked;
}

function next(text: string, before?: State, tests = TESTS): State {
  const files = [text, tests].map((each, index) =>
    readPolicyFile({ path: `file-${index}`, text: each }, before?.files[index]),
  );
  return { files, checked: checkPolicy(matrix, files, undefined, before?.checked) };
}

/** Checks each state after the one before it; how many results stayed although something is granted otherwise where they ask. */
function assertSame(history: readonly string[], tests = TESTS): number {
  let state: State | undefined;
  let spared = 0;
  for (const text of history) {
    const before = state?.checked;
    state = next(text, state, tests);
    const { checked } = state;
    const { spaces } = checked.policy.changes;
    spared += checked.tests.filter(
      (result, index) =>
        result === before?.tests[index] &&
        [...result.reach.spaces].some((name) => spaces.has(name)),
    ).length;
    const [mine, fresh] = [shown(checked), shown(next(text, undefined, tests).checked)];
    if (mine !== fresh) assert.equal(mine, fresh, text);
  }
  return spared;
}

describe('what spaces grant others', () => {
  it('makes no difference to results that are kept, and some are', function () {
    this.timeout(0);
    let spared = 0;
    fc.assert(
      fc.property(histories, (history) => {
        spared += assertSame(history);
      }),
      { numRuns: runs(12) },
    );
    assert.ok(spared > runs(12), `${spared}`);
  });

  const policy = (members: string, shares = ''): string => `
tenant: { entitlement: full }
users: { ali: { groups: [g1, g3] }, bea: { groups: [] }, cem: { groups: [g2] }, dan: {} }
groups: { g1: {}, g2: { members: [dan] }, g3: {} }
spaces:
  S0: { type: shared, owner: dan, apps: { app: { owner: dan, shares: { ${shares} } } } }
  S1: { type: shared, owner: dan, members: { ${members} }, apps: { app: { owner: dan } } }
  S2: { type: shared, owner: dan }
`;
  /** Who is spoken of by tests that were run again after an edit, of those that are kept where nothing touches them. */
  const rerun = (from: string, to: string): readonly string[] => {
    const before = next(from);
    const after = next(to, before);
    const names = after.checked.tests.flatMap((result, index) => {
      const known = before.checked.tests[index];
      const isAlone = known?.reach.silent === true && result.test.given.length === 0;
      const sentence = result.test.expect[0]?.written.scalar.value ?? '';
      return isAlone && result !== known ? [sentence.replace(/ can.*$/u, '')] : [];
    });
    return [...new Set(names)];
  };

  it('is looked at again for a user alone whom it is granted', () => {
    assert.deepEqual(rerun(policy('bea: can view'), policy('bea: can edit')), ['bea']);
    assert.deepEqual(rerun(policy('bea: can view'), policy('')), ['bea']);
  });

  it('and for a group with its members', () => {
    const edited = policy('group g1: can edit');
    assert.deepEqual(rerun(policy('group g1: can view'), edited), ['ali', 'group g1']);
    assert.deepEqual(rerun(policy('', 'group g2: can view'), policy('')), [
      'cem',
      'dan',
      'group g2',
    ]);
  });

  it('but for everybody where everyone is granted it, or the space is another besides', () => {
    const all = ['ali', 'bea', 'cem', 'dan', 'group g1', 'group g2'];
    assert.deepEqual(rerun(policy('everyone: can view'), policy('everyone: can edit')), all);
    assert.deepEqual(
      rerun(policy(''), policy('').replace('S1: { type: shared', 'S1: { type: managed')),
      all.slice(0, -1),
    );
  });

  it('not even for whoever may be meant where a space says what it said', () => {
    const wide = 'tests:\n  t: [only members of S1 can app.open on S1/app]\n';
    const [from, to] = [policy('group g1: can view'), policy('bea: can view')];
    const commented = from.replace('  S1:', '  # of g1\n  S1:').replace('S1: {', 'S1: { ');
    assert.equal(assertSame([from, commented, from], wide), 2);
    assert.equal(assertSame([from, to], wide), 0);
  });

  for (const [what, test, from, to] of [
    [
      'a group with a member of another one',
      '[group g3 can app.open on S1/app]',
      policy('group g1: can view'),
      policy(''),
    ],
    [
      'a user who is granted it',
      '[bea can app.open on S1/app]',
      policy('bea: can view'),
      policy('bea: can operate'),
    ],
    [
      'whoever is not excepted',
      '[nobody except dan can app.open on S1/app]',
      policy(''),
      policy('group g1: can view'),
    ],
    [
      'an app that moves, and its shares do not',
      '{ given: [move S0/app to S2], expect: [bea cannot app.open on S1/app] }',
      policy('', ''),
      policy('', 'group g1: can view'),
    ],
    [
      'a group that a change names',
      '{ given: [add bea to group g1], expect: [bea can app.open on S1/app] }',
      policy('group g1: can view'),
      policy(''),
    ],
  ] as const)
    it(`makes a difference to ${what}`, () => {
      const tests = `tests:\n  t: ${test}\n`;
      const [before, after] = [from, to].map((text) =>
        next(text, undefined, tests).checked.diagnostics.map(({ message }) => message),
      );
      assert.notDeepEqual(before, after);
      assertSame([from, to, from], tests);
    });

  it('makes a difference to what a proof shows, which stands elsewhere', () => {
    const texts = [policy('bea: can view'), policy('cem: can view, bea: can view')];
    assertSame(texts, 'tests:\n  t: [bea can app.delete on S1/app]\n');
  });
});
