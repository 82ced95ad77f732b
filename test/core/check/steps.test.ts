/** A check that is left in the middle, and what is said while one goes on, make no difference to the next one. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type Checked,
  checkInSteps,
  checkOpened,
  checkPolicy,
  type OpenPolicy,
  openPolicy,
  readPolicyFile,
} from '../../../server/src/core/check.js';
import { checkedMeanwhile } from '../../../server/src/core/check/meanwhile.js';
import type { PolicyFile } from '../../../server/src/core/model/policy.js';
import { finished, finishedWithin } from '../../../server/src/core/steps.js';
import { edited, textEdit } from '../../support/edits.js';
import { matrix } from '../../support/policy.js';
import { runs } from '../../support/runs.js';
import { shown } from '../../support/shown.js';
import { randomPolicy } from '../decide/random-policy.js';

const TESTS = `
tests:
  one: [ali can app.open on S1, group g1 cannot app.open on S2]
  two:
    given: [remove ali from g1]
    expect: [only ali, bea can app.open on S1, nobody except admins can space.delete on S1]
  three: [every professional can app.open on S1]
`;

/** The texts of a policy and of its tests, and how many steps of the check are made before it is left. */
interface State {
  readonly texts: readonly string[];
  readonly steps: number;
}

/** A check is made to its end. */
const ALL_STEPS = 6;

/** One edit after the other; most edit the tests. */
const histories = fc
  .tuple(
    randomPolicy,
    fc.array(fc.tuple(textEdit, fc.nat(2), fc.nat(ALL_STEPS)), { minLength: 3, maxLength: 8 }),
  )
  .map(([policy, edits]) => {
    let texts = [policy, TESTS];
    const states: State[] = [{ texts, steps: ALL_STEPS }];
    for (const [edit, which, steps] of edits) {
      const index = which === 0 ? 0 : 1;
      texts = texts.map((text, i) => (i === index ? (edited(text, [edit]).at(-1) ?? text) : text));
      states.push({ texts, steps });
    }
    return states;
  });

function read(texts: readonly string[], before?: readonly PolicyFile[]): readonly PolicyFile[] {
  return texts.map((text, i) => readPolicyFile({ path: `file-${i}`, text }, before?.[i]));
}

function fresh(texts: readonly string[]): Checked {
  return checkPolicy(matrix, read(texts));
}

const POLICY = `tenant: { entitlement: full }
users: { ali: {}, bea: { groups: [g] } }
groups: { g: { members: [bea] } }
spaces:
  S: { type: shared, owner: ali, members: { group g: can view, nobody: can edit } }
  T: { type: shared, owner: bea, members: { ali: can view } }
tests:
  holds: [ali can space.delete on S, bea can app.open on S]
`;

/** What is said meanwhile, and in the end, of an edit of the policy above; with the rules and first lines. */
function said(edit: (text: string) => string): { meanwhile: unknown; end: unknown } {
  const files = read([POLICY]);
  const before = checkPolicy(matrix, files);
  const open = openPolicy(matrix, read([edit(POLICY)], files), undefined, before);
  const list = (checked: Checked | undefined): unknown =>
    checked?.diagnostics.map(({ rule }) => rule);
  return { meanwhile: list(checkedMeanwhile(open, before)), end: list(checkOpened(open, before)) };
}

/** As the server does it: the next text is opened from the state that was opened last, whether its check came to its end or not. */
function assertSameWhereLeft(history: readonly State[]): void {
  let files: readonly PolicyFile[] | undefined;
  let open: OpenPolicy | undefined;
  let checked: Checked | undefined;
  for (const { texts, steps } of history) {
    files = read(texts, files);
    const since = open === checked ? undefined : open?.policy.changes;
    open = openPolicy(matrix, files, undefined, open, since);
    if (checked !== undefined) checkedMeanwhile(open, checked);
    if (finishedWithin(checkInSteps(open, checked), steps) === undefined && steps < ALL_STEPS)
      continue;
    open = checked = checkOpened(open, checked);
    assert.equal(shown(checked), shown(fresh(texts)));
  }
}

describe('a check in steps', () => {
  it('finds what a whole one finds, whatever was left in the middle or said meanwhile', function () {
    this.timeout(0);
    let meanwhile = 0;
    fc.assert(
      fc.property(histories, (history) => {
        let files: readonly PolicyFile[] | undefined;
        let checked: Checked | undefined;
        for (const { texts, steps } of history) {
          files = read(texts, files);
          const before: Checked | undefined = checked;
          const open = openPolicy(matrix, files, undefined, before);
          finishedWithin(checkInSteps(open, before), steps);
          const soon = before && checkedMeanwhile(open, before);
          if (soon !== undefined) meanwhile += 1;
          for (const { path, span } of soon?.diagnostics ?? []) {
            const file = files.find((each) => each.path === path);
            assert.ok(file !== undefined && span.end <= file.tree.text.length);
          }
          checked = finished(checkInSteps(open, before));
          assert.equal(shown(checked), shown(fresh(texts)));
          // Where nobody and no space is another, it is all that there is to say.
          if (soon !== undefined && open.engine === before?.engine)
            assert.equal(shown(soon), shown(checked));
        }
      }),
      { numRuns: runs(12) },
    );
    assert.ok(meanwhile > 0);
  });

  it('finds the same after checks that were left', function () {
    this.timeout(0);
    fc.assert(fc.property(histories, assertSameWhereLeft), { numRuns: runs(20) });
  });

  it('says meanwhile what is wrong with the edit itself, and what was found before of the rest', () => {
    assert.deepEqual(
      said((text) => text.replace('entitlement: full', 'entitlement: full2')),
      {
        meanwhile: ['invalid-value', 'unknown-user'],
        end: [
          'invalid-value',
          'missing-fact',
          'unknown-user',
          'undecided-expectation',
          'missing-fact',
        ],
      },
    );
  });

  it('looks meanwhile at tests and spaces that were edited', () => {
    assert.deepEqual(
      said((text) => text.replace('ali can space.delete', 'bea can space.delete')).meanwhile,
      ['unknown-user', 'failed-expectation'],
    );
    for (const [from, to] of [
      ['nobody: can edit', 'ali: can edit'],
      ['ali: can view', 'ali: can vew'],
    ] as const) {
      const { meanwhile, end } = said((text) => text.replace(from, to));
      assert.deepEqual(meanwhile, end, `${from} -> ${to}`);
    }
  });

  it('says nothing meanwhile where too much was edited', () => {
    const spaces = Array.from({ length: 101 }, (_, i) => `  M${i}: { type: shared, owner: ali }\n`);
    const more = (text: string): string => text.replace('tests:', `${spaces.join('')}tests:`);
    assert.equal(said(more).meanwhile, undefined);
    const tests = Array.from({ length: 101 }, (_, i) => `  t${i}: [ali can space.delete on S]\n`);
    assert.equal(said((text) => text + tests.join('')).meanwhile, undefined);
  });
});
