/** A policy that is checked again after an edit is what it is when it is checked afresh: diagnostics, tests and names. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type Checked,
  checkOpened,
  checkPolicy,
  type OpenPolicy,
  openPolicy,
  readPolicyFile,
} from '../../../server/src/core/check.js';
import type { PolicyFile } from '../../../server/src/core/model/policy.js';
import { RULES } from '../../../server/src/core/rules/index.js';
import { careful, edited, textEdit } from '../../support/edits.js';
import { matrix } from '../../support/policy.js';
import { shown } from '../../support/shown.js';
import { longPolicy } from '../../support/long-policy.js';
import { runs } from '../../support/runs.js';
import { randomPolicy } from '../decide/random-policy.js';
import { EXAMPLE } from '../syntax/example.js';

const TESTS = `
tests:
  everybody:
    - nobody except admins can space.delete on S1
    - only members of S1 can app.open on S1
    - everyone cannot app.delete on S2
  somebody:
    - ali can app.open on S1
    - group g1 cannot app.open on S2
    - every professional can app.open on S1
  given:
    given: [remove ali from g1, add bea to S1 as can edit]
    expect:
      - bea can app.open on S1
      - only ali, bea can app.open on S1 because member
  moving:
    given: [move S0/app to S1]
    expect: [ali can app.open on S1/app]
  data:
    - ali can "data-connection.list-and-use" on S0
    - cem can script.open on S2
`;

/** Rules about the whole policy that look at people, or at what tests found. */
const PEOPLE_RULES: ReadonlySet<string> = new Set([
  'owner-without-creating-role',
  'entitlement-mismatch',
  'superseded-role',
  'missing-fact',
  'dangling-share',
]);

/** The texts of two files, one edit after the other. */
const histories = fc
  .tuple(
    fc.oneof(randomPolicy, fc.constant(EXAMPLE)),
    fc.array(fc.tuple(textEdit, fc.boolean()), { minLength: 4, maxLength: 16 }),
  )
  .map(([text, edits]) => {
    const first = edited(
      text,
      edits.filter(([, isFirst]) => isFirst).map(([edit]) => edit),
    );
    const second = edited(
      TESTS,
      edits.filter(([, isFirst]) => !isFirst).map(([edit]) => edit),
    );
    let [a, b] = [0, 0];
    return [
      [text, TESTS],
      ...edits.map(([, isFirst]) => {
        if (isFirst) a += 1;
        else b += 1;
        return [first[a] ?? '', second[b] ?? ''];
      }),
    ];
  });

/** The texts of policies whose members are divided, one edit after the other. */
const longHistories = fc
  .tuple(longPolicy, careful)
  .map(([text, edits]) => edited(text, edits).map((each) => [each, TESTS]));

interface State {
  readonly files: readonly PolicyFile[];
  readonly checked: Checked;
}

type Next = (texts: readonly string[], before?: State) => State;

const next: Next = (texts, before) => nextWith(texts, before, before !== undefined);

function nextWith(texts: readonly string[], before: State | undefined, isEdited: boolean): State {
  const files = texts.map((text, index) =>
    readPolicyFile({ path: `file-${index}`, text }, before?.files[index], isEdited),
  );
  return { files, checked: checkPolicy(matrix, files, undefined, before?.checked) };
}

/** As an editor does it: every text is opened, only some are checked. */
function assertSameWithOpened(history: readonly (readonly string[])[], checks: number): void {
  let files: readonly PolicyFile[] | undefined;
  let open: OpenPolicy | undefined;
  let checked: Checked | undefined;
  history.forEach((texts, index) => {
    files = texts.map((text, i) => readPolicyFile({ path: `file-${i}`, text }, files?.[i]));
    const since = open === checked ? undefined : open?.policy.changes;
    open = openPolicy(matrix, files, undefined, open, since);
    if (((checks >> (index % 16)) & 1) === 0) return;
    checked = checkOpened(open, checked);
    open = checked;
    assert.equal(shown(checked), shown(next(texts).checked));
  });
}

function assertSameAsFresh(step: Next, history: readonly (readonly string[])[]): void {
  let state: State | undefined;
  for (const texts of history) {
    state = step(texts, state);
    const [mine, fresh] = [shown(state.checked), shown(next(texts).checked)];
    if (mine !== fresh) assert.equal(mine, fresh);
  }
}

describe('checking again', () => {
  it('gives what checking afresh gives, whatever was edited', function () {
    this.timeout(0);
    fc.assert(
      fc.property(histories, (history) => {
        assertSameAsFresh(next, history);
      }),
      { numRuns: runs(25) },
    );
  });

  it('gives the same where members are divided into parts', function () {
    this.timeout(0);
    fc.assert(
      fc.property(longHistories, fc.boolean(), (history, isEdited) => {
        assertSameAsFresh(
          (texts, before) => nextWith(texts, before, isEdited || before !== undefined),
          history,
        );
      }),
      { numRuns: runs(10) },
    );
  });

  it('gives the same where a comma cuts the last value of a part', () => {
    const grants = Array.from({ length: 200 }, (_, index) => `user u${index}: can view`);
    const textOf = (at: number): string => {
      const all = grants.map((grant, index) => (index === at ? `can edit, ${grant}` : grant));
      return `spaces:\n  S1:\n    type: shared\n    members: {${all.join(',\n      ')}}\n`;
    };
    for (const at of grants.keys()) {
      const opened = nextWith([textOf(-1)], undefined, true);
      for (const before of [opened, undefined])
        assert.equal(
          shown(nextWith([textOf(at)], before, true).checked),
          shown(nextWith([textOf(at)], undefined, false).checked),
          `before member ${at}`,
        );
    }
  });

  it('tells of a member of a divided group who is listed twice, wherever', () => {
    const ids = Array.from({ length: 200 }, (_, index) => `u${index}`);
    const users = ids.map((id) => `  ${id}: {}\n`).join('');
    const textOf = (members: readonly string[]): string =>
      `users:\n${users}groups:\n  g:\n    members:\n${members.map((id) => `      - ${id}\n`).join('')}`;
    const opened = nextWith([textOf(ids)], undefined, true);
    for (const [at, id] of [
      [0, 'u1'],
      [0, 'u199'],
      [100, 'u3'],
      [199, 'u198'],
    ] as const) {
      const text = textOf(ids.map((each, index) => (index === at ? id : each)));
      const again = nextWith([text], opened, true);
      assert.equal(shown(again.checked), shown(nextWith([text], undefined, false).checked));
      assert.deepEqual(
        again.checked.diagnostics.map(({ rule }) => rule),
        ['duplicate-entry'],
      );
      const mended = nextWith([textOf(ids)], again, true);
      assert.deepEqual(mended.checked.diagnostics, []);
    }
  });

  it('and such policies break every rule about spaces and people', () => {
    const broken = new Set<string>();
    for (const text of fc.sample(randomPolicy, { numRuns: 300, seed: 1 }))
      for (const { rule } of next([text, TESTS]).checked.diagnostics) broken.add(rule);
    const wanted = RULES.filter((rule) => 'checkSpace' in rule || PEOPLE_RULES.has(rule.id));
    const others = ['over-limit', 'near-limit'];
    assert.deepEqual(
      wanted.map(({ id }) => id).filter((id) => !broken.has(id) && !others.includes(id)),
      [],
    );
  });

  it('and where it was opened several times between two checks', function () {
    this.timeout(0);
    fc.assert(fc.property(histories, fc.nat(0xffff), assertSameWithOpened), {
      numRuns: runs(25),
    });
  });

  it('and a checker that took one edit for none would be found out', () => {
    const careless: Next = (texts, before) => {
      const state = next(texts, before);
      const isSmall = texts.join('').length % 5 === 0;
      return before !== undefined && isSmall ? { ...state, checked: before.checked } : state;
    };
    assert.throws(() => {
      fc.assert(
        fc.property(histories, (history) => {
          assertSameAsFresh(careless, history);
        }),
        { numRuns: 100, endOnFailure: true },
      );
    });
  });
});
