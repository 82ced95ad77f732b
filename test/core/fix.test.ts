/** Fixing all at once: it ends, changes nobody's access, and brings in no error. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type Checked,
  checkPolicy,
  readPolicyFile,
  type SourceText,
} from '../../server/src/core/check.js';
import { fixPolicy } from '../../server/src/core/fix.js';
import { changedFor } from '../features/code-actions/mends.js';
import { edited, textEdit } from '../support/edits.js';
import { check, matrix, rules } from '../support/policy.js';
import { runs } from '../support/runs.js';
import { randomPolicy } from './decide/random-policy.js';

const everywhere = (): boolean => true;

function read(sources: readonly SourceText[]): Checked {
  return checkPolicy(
    matrix,
    sources.map((source) => readPolicyFile(source)),
  );
}

/** The errors of a policy, each by what it says. */
function errors({ diagnostics }: Checked): readonly string[] {
  return diagnostics
    .filter(({ severity, suppressed }) => severity === 'error' && suppressed === undefined)
    .map(({ rule, message }) => `${rule}: ${message.split('\n')[0] ?? ''}`)
    .sort();
}

const OLDER: readonly (readonly [string, string])[] = [
  ['can manage', 'facilitator'],
  ['can edit', 'producer'],
  ['can view', '"consumer"'],
  ['can publish', "'publisher'"],
  ['can contribute', 'contributor'],
];

/** A policy that holds older names, suppressions of nothing, and mistakes. */
const policies = fc
  .tuple(
    randomPolicy,
    fc.subarray([...OLDER]),
    fc.array(fc.constantFrom('older-name', 'redundant-grant', 'unknown-user', 'redundant-share'), {
      maxLength: 3,
    }),
    fc.array(textEdit, { maxLength: 3 }),
  )
  .map(([text, older, ignored, edits]) => {
    const named = older.reduce(
      (all, [today, before]) => all.replaceAll(new RegExp(`\\b${today}(?=[,\\]])`, 'gu'), before),
      text,
    );
    let count = 0;
    const silenced = named.replaceAll(/^ {4}members:/gmu, (line) => {
      const rule = ignored[count++ % 4];
      return rule === undefined ? line : `    # spaceward-ignore ${rule}: so it is\n${line}`;
    });
    return edited(silenced, edits).at(-1) ?? silenced;
  });

describe('fixing all', () => {
  it('takes away who is stated twice only where no role is lost', () => {
    const fixed = (roles: string): number =>
      fixPolicy(
        matrix,
        read([
          {
            path: 'a',
            text: `users: { anna: {}, bob: {} }\nspaces:\n  S: { type: shared, owner: anna, members: { bob: can view, user bob: ${roles} } }\n`,
          },
        ]),
        everywhere,
      ).count;
    assert.equal(fixed('can view'), 1);
    assert.equal(fixed('can edit'), 0);
  });

  it('ends, changes nobody’s access, brings in no error, and keeps what is said', () => {
    let mended = 0;
    fc.assert(
      fc.property(policies, (text) => {
        const before = read([{ path: 'a', text }]);
        const { checked, files, count } = fixPolicy(matrix, before, everywhere);
        const [file] = files;
        assert.equal(file === undefined, count === 0);
        if (file === undefined) return;
        mended += count;
        assert.deepEqual(changedFor(before, checked), [], file.text);
        const left = [...errors(before)];
        for (const error of errors(checked)) {
          const known = left.indexOf(error);
          assert.ok(known >= 0, `${error}\n${file.text}`);
          left.splice(known, 1);
        }
        // It is the state of its text, in which nothing is left to mend.
        const again = read([file]);
        assert.deepEqual(rules(checked), rules(again));
        assert.equal(fixPolicy(matrix, again, everywhere).count, 0);
        const words = (all: string): readonly string[] =>
          all
            .replaceAll(/# *spaceward-ignore.*/gu, '')
            .split(/[\s,[\]{}'"]+/u)
            .filter((word) => word !== '');
        const [was, is] = [words(text), words(file.text)];
        const renamed = new Set(OLDER.map(([, older]) => older.replaceAll(/\W/gu, '')));
        const kept = was.filter((word) => !renamed.has(word.toLowerCase()));
        let at = 0;
        for (const word of kept) {
          at = is.indexOf(word, at) + 1;
          assert.ok(at > 0, `${word} is lost:\n${file.text}`);
        }
      }),
      { numRuns: runs(60) },
    );
    assert.ok(mended > 50, `${mended}`);
  }).timeout(runs(120_000));

  it('mends files that may be changed only', () => {
    const space = (name: string): string =>
      `spaces: { ${name}: { type: shared, owner: anna, members: { ali: consumer } } }\n`;
    const policy = read([
      { path: 'a', text: `users: { anna: {}, ali: {} }\n${space('A')}` },
      { path: 'b', text: space('B') },
    ]);
    const { files, count, checked } = fixPolicy(matrix, policy, (path) => path === 'b');
    assert.deepEqual(files, [{ path: 'b', text: space('B').replace('consumer', 'can view') }]);
    assert.equal(count, 1);
    assert.deepEqual(rules(checked), ['older-name']);
  });

  it('leaves what changes access, what is silenced, and what is right', () => {
    const text = `users: { anna: {} }
spaces:
  S:
    type: shared
    owner: annna
    members:
      # spaceward-ignore older-name: as in the API
      anna: consumer
`;
    const policy = check(text);
    assert.deepEqual(rules(policy), ['unknown-user', 'older-name']);
    const { files, count, checked } = fixPolicy(matrix, policy, everywhere);
    assert.deepEqual([files, count], [[], 0]);
    assert.equal(checked, policy);
  });

  it('makes fixes that touch each other one after the other', () => {
    const text = `users: { anna: {} }
spaces:
  S:
    type: shared
    # spaceward-ignore unknown-role: none
    # spaceward-ignore unknown-user: none
    members:
      anna: consumer
`;
    const { files, count } = fixPolicy(matrix, check(text), everywhere);
    assert.equal(count, 3);
    assert.equal(files[0]?.text, text.replace(/ {4}#.*\n/gu, '').replace('consumer', 'can view'));
  });
});
