import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  applyBaseline,
  type BaselineEntry,
  baselineOf,
  sortedEntries,
} from '../../../server/src/core/baseline/baseline.js';
import { readBaseline } from '../../../server/src/core/baseline/read-baseline.js';
import { writeBaseline } from '../../../server/src/core/baseline/write-baseline.js';
import type { Checked } from '../../../server/src/core/check.js';
import { OnceCheck } from '../../../server/src/core/check-once.js';
import { fingerprintOf } from '../../../server/src/core/check/fingerprint.js';
import { anyText } from '../../support/any-text.js';
import { edited, textEdit } from '../../support/edits.js';
import { check, matrix } from '../../support/policy.js';
import { runs } from '../../support/runs.js';
import { randomPolicy } from '../decide/random-policy.js';

const same = (path: string): string => path;

const POLICY = `users: { anna: {}, ali: {} }
spaces:
  S:
    type: shared
    owner: anna
    members:
      bob: consumer
      # spaceward-ignore unknown-user: she comes
      eve: can view
    apps:
      X: { owner: annna }
tests:
  a:
    - ali can app.open on S
    - ali can app.open on S
`;

const apply = (
  entries: readonly BaselineEntry[],
  { diagnostics }: Checked,
  today = '2026-06-01',
): ReturnType<typeof applyBaseline> => applyBaseline(entries, diagnostics, same, today);

const counted = ({ diagnostics }: Pick<Checked, 'diagnostics'>): readonly string[] =>
  diagnostics
    .filter(({ suppressed, baselined }) => suppressed === undefined && baselined === undefined)
    .map(({ message }) => message.split('\n')[0] ?? '');

describe('a baseline', () => {
  const entries = baselineOf(check(POLICY).diagnostics, same);

  it('holds what is found, by rule, file, keys and message, those alike counted', () => {
    assert.deepEqual(
      entries.map(({ rule, entry, message, count }) => [rule, entry, message, count]),
      [
        ['unknown-user', 'spaces > S > apps > X > owner', 'unknown user annna', 1],
        [
          'older-name',
          'spaces > S > members > bob',
          'consumer is called Can view in the product today',
          1,
        ],
        ['unknown-user', 'spaces > S > members > bob', 'unknown user bob', 1],
        [
          'failed-expectation',
          'tests > a > ali can app.open on S',
          'expected that ali can app.open on "S", for any item of somebody else, but the verdict is denied',
          2,
        ],
      ],
    );
  });

  it('holds it still when lines move, others come, and proposals change', () => {
    const moved = POLICY.replace(
      'spaces:',
      '# a comment\n\nspaces:\n  R: { type: shared, owner: ali }\n',
    )
      .replace('ali: {}', 'ali: {}, bobb: {}')
      .replace('members:', 'description: moved\n    members:');
    assert.deepEqual(counted(apply(entries, check(moved))), []);
    assert.deepEqual(apply(entries, check(moved)).gone, []);
  });

  it('does not hold what is new, nor more of the same', () => {
    const more = POLICY.replace('bob: consumer', 'bob: consumer\n      ben: can view').concat(
      '    - ali can app.open on S\n',
    );
    const found = counted(apply(entries, check(more)));
    assert.equal(found.length, 2);
    assert.match(found[0] ?? '', /unknown user ben/u);
    assert.match(found[1] ?? '', /expected that ali can/u);
  });

  it('tells what is gone, and how many of it', () => {
    const fewer = POLICY.replace('annna', 'anna').replace(/ {4}- .*\n$/u, '');
    const { gone, diagnostics } = apply(entries, check(fewer));
    assert.deepEqual(counted({ diagnostics }), []);
    assert.deepEqual(
      gone.map(({ entry, count }) => [entry.rule, count]),
      [
        ['unknown-user', 1],
        ['failed-expectation', 1],
      ],
    );
  });

  it('holds an entry until its day is over, and then says so', () => {
    const until = entries.map((entry) => ({ ...entry, expires: '2026-06-01' }));
    assert.deepEqual(counted(apply(until, check(POLICY))), []);
    const after = counted(apply(until, check(POLICY), '2026-06-02'));
    assert.equal(after.length, 5);
    for (const message of after)
      assert.match(message, /; it was in the baseline until 2026-06-01$/u);
  });

  it('keeps reasons and dates when it is written anew', () => {
    const noted = entries.map((entry) => ({ ...entry, reason: entry.rule, expires: '2027-01-31' }));
    const fixed = check(POLICY.replace('annna', 'anna')).diagnostics;
    assert.deepEqual(baselineOf(fixed, same, noted), noted.slice(1));
  });

  it('is read as it was written', () => {
    const word = anyText({ min: 1, max: 12 }).filter((text) => text.trim() !== '');
    const entry = fc.record(
      {
        rule: fc.constantFrom('unknown-user', 'older-name'),
        file: word,
        entry: word,
        message: fc.oneof(word, fc.constantFrom('a: b # c', "it's", '- x', '"q"', 'null', '1')),
        count: fc.integer({ min: 1, max: 3 }),
        reason: word,
        expires: fc.constantFrom('2024-02-29', '2027-01-31'),
      },
      { requiredKeys: ['rule', 'file', 'entry', 'message', 'count'], noNullPrototype: true },
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(entry, { maxLength: 4, selector: ({ message }) => message }),
        (list) => {
          const text = writeBaseline(sortedEntries(list));
          const { entries: read, problems } = readBaseline(text);
          assert.deepEqual(problems, [], text);
          assert.deepEqual(sortedEntries(read), sortedEntries(list), text);
          assert.equal(writeBaseline(sortedEntries(read)), text);
        },
      ),
      { numRuns: runs(300) },
    );
  });

  it('says what is wrong in it', () => {
    const messages = (text: string): readonly string[] =>
      readBaseline(text).problems.map(({ message }) => message);
    const finding = (more: string): string =>
      `version: 1\nfindings:\n  - { rule: r, file: f, message: m${more} }\n`;
    assert.deepEqual(messages(finding('')), []);
    assert.deepEqual(messages(finding(', count: 0')), ['count is a whole number above 0']);
    assert.deepEqual(messages(finding(', expires: 2027-02-30')), [
      'expires is a date as in 2027-01-31',
    ]);
    assert.match(messages(finding(', reson: x'))[0] ?? '', /reason/u);
    assert.match(messages('version: 1\nfindings: [{ rule: r }]\n').join(), /file.*message/u);
    assert.match(
      messages(`${finding('')}  - { rule: r, file: f, message: m }\n`)[0] ?? '',
      /twice/u,
    );
    assert.deepEqual(messages('users: { a: {} }\n'), ['a baseline has no a']);
    assert.deepEqual(messages(''), ['a baseline has version: 1 and findings']);
    assert.ok(messages('version: 2\nfindings: []\n').length > 0);
    assert.ok(messages('version: 1\nfindings: [\n').length > 0);
  });

  it('never fails on any text', () => {
    fc.assert(
      fc.property(fc.array(textEdit, { maxLength: 6 }), (edits) => {
        const text = edited(writeBaseline(entries), edits).at(-1) ?? '';
        const { entries: read, problems } = readBaseline(text);
        for (const { span } of problems)
          assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length);
        assert.ok(read.every(({ count }) => count > 0));
      }),
      { numRuns: runs(200) },
    );
  });
});

describe('fingerprints', () => {
  it('are the same where the nodes of a file were given up', () => {
    let seen = 0;
    fc.assert(
      fc.property(randomPolicy, fc.array(textEdit, { maxLength: 4 }), (text, edits) => {
        const broken = edited(text, edits).at(-1) ?? text;
        const once = new OnceCheck(matrix);
        const file = once.read({ path: 'file-0.spaceward.yaml', text: broken });
        const prints = once.check([file], undefined).diagnostics.map((each) => fingerprintOf(each));
        const whole = check(broken).diagnostics.map((each) => fingerprintOf(each));
        assert.deepEqual(prints, whole);
        seen += prints.filter(({ entry }) => entry.includes(' > ')).length;
      }),
      { numRuns: runs(40) },
    );
    assert.ok(seen > 20);
  });
});
