import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../../server/src/core/format/edit.js';
import { formatText } from '../../../server/src/core/format/format.js';
import { formatEditsIn } from '../../../server/src/core/format/range.js';
import { sameTree } from '../../../server/src/core/format/same.js';
import { readSource } from '../../../server/src/core/syntax/read-source.js';
import { runs } from '../../support/runs.js';
import { EXAMPLE } from '../syntax/example.js';
import { mutated, policyText } from '../syntax/texts.js';

/** A text after what its part touches was formatted. */
function formatted(text: string, part: string): string {
  const start = text.indexOf(part);
  assert.ok(start >= 0);
  return applyEdits(text, formatEditsIn(readSource(text), { start, end: start + part.length }));
}

const TEXT = `users:
  anna:   {}
  ali:
      roles:   [Tenant Admin]
  bea:    {}
spaces:
    S:   { type: shared }
    T:   { type: shared }
`;

describe('formatting a part of a file', () => {
  it('formats the entries that it touches, and no others', () => {
    assert.equal(formatted(TEXT, 'roles'), TEXT.replace('      roles:   [', '    roles: ['));
    assert.equal(formatted(TEXT, 'bea'), TEXT.replace('bea:    {', 'bea: {'));
  });

  it('leaves entries that stand at another column to the file as a whole', () => {
    assert.equal(formatted(TEXT, 'S:'), TEXT);
    assert.notEqual(formatText(TEXT), TEXT);
  });

  it('keeps what the file says, and of formatted files everything', () => {
    const texts = fc.oneof(policyText, mutated(policyText), mutated(fc.constant(EXAMPLE)));
    let changed = 0;
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(), (text, one, other) => {
        const place = (n: number): number => n % (text.length + 1);
        const start = Math.min(place(one), place(other));
        const end = Math.max(place(one), place(other));
        const now = applyEdits(text, formatEditsIn(readSource(text), { start, end }));
        if (now !== text) changed += 1;
        assert.ok(sameTree(readSource(text), readSource(now)), now);
        const whole = formatText(text);
        if (formatText(whole) !== whole) return;
        const again = { start: Math.min(start, whole.length), end: Math.min(end, whole.length) };
        assert.deepEqual(formatEditsIn(readSource(whole), again), []);
      }),
      { numRuns: runs(200) },
    );
    assert.ok(changed > 20, String(changed));
  });
});
