import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { checkPolicy, readPolicyFile } from '../../server/src/core/check.js';
import { hoverAt } from '../../server/src/core/features/hover.js';
import { runs } from '../support/runs.js';
import { matrix, root } from '../core/matrix/tables.js';
import { anyText } from '../support/any-text.js';
import { snapshotOf } from './snapshot.js';

const PATHS = ['sales', 'tenant', 'tests'].map(
  (name) => `samples/members-list/${name}.spaceward.yaml`,
);
const TEXTS = PATHS.map((path) => readFileSync(join(root, path), 'utf8'));
const PATH = 'a.spaceward.yaml';

/** Looks at one place of a text, and that what is shown is about it. */
function look(text: string, offset: number): void {
  const checked = checkPolicy(matrix, [readPolicyFile({ path: PATH, text })]);
  const hover = hoverAt(snapshotOf(checked), PATH, offset);
  if (hover === undefined) return;
  assert.notEqual(hover.markdown, '');
  assert.ok(hover.span.start <= offset && offset <= hover.span.end);
  assert.ok(hover.markdown.split('\n').filter((line) => line !== '').length <= 26);
}

describe('hover: whatever the text and the place', () => {
  const whole = TEXTS.join('');

  it('places out of range and unknown files have none', () => {
    const checked = checkPolicy(matrix, [readPolicyFile({ path: PATH, text: whole })]);
    const snapshot = snapshotOf(checked);
    for (const offset of [-1, whole.length + 1, Number.NaN, Infinity, -Infinity])
      assert.equal(hoverAt(snapshot, PATH, offset), undefined);
    assert.equal(hoverAt(snapshot, 'other.spaceward.yaml', 0), undefined);
    assert.equal(hoverAt(snapshotOf(), PATH, 0), undefined);
  });

  it('a cut, doubled or replaced piece of a policy never makes it throw', () => {
    const piece = fc.constantFrom(
      '',
      ': ',
      '"',
      "'",
      '- ',
      '{',
      '}',
      '\n',
      '  ',
      '/',
      ',',
      'can',
      '|',
    );
    fc.assert(
      fc.property(
        fc.nat(whole.length),
        fc.nat(30),
        piece,
        fc.integer({ min: -20, max: 20 }),
        (start, length, put, aside) => {
          const text = whole.slice(0, start) + put + whole.slice(start + length);
          look(text, Math.min(Math.max(0, start + aside), text.length));
        },
      ),
      { numRuns: runs(40) },
    );
  });

  it('any name is shown as text', () => {
    fc.assert(
      fc.property(anyText({ min: 1, max: 40 }), (name) => {
        const key = JSON.stringify(name);
        const text = `users: { ${key}: {} }\nspaces: { S: { type: shared, owner: ${key} } }\n`;
        const checked = checkPolicy(matrix, [readPolicyFile({ path: PATH, text })]);
        const hover = hoverAt(snapshotOf(checked), PATH, text.indexOf('S: {'));
        const shown = (hover?.markdown ?? '').replace(/\\[^A-Za-z0-9]/gu, '');
        assert.doesNotMatch(shown, /<|\||\]\((?!a\.spaceward\.yaml#L)/u);
      }),
      { numRuns: runs(40) },
    );
  });
});
