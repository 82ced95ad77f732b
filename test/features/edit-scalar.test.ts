import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  applyEdits,
  replaceInBlock,
  replaceInScalar,
} from '../../server/src/core/features/edit-scalar.js';
import { isPlainChange, plainEdits } from '../../server/src/core/features/plain-change.js';
import { readBlock } from '../../server/src/core/syntax/read-block.js';
import { runs } from '../support/runs.js';
import type { Block, Node, ScalarNode } from '../../server/src/core/syntax/tree.js';

/** The scalars of a block, in order. */
function scalarsOf({ heads, entries }: Block): readonly ScalarNode[] {
  const found: ScalarNode[] = heads.map(({ key }) => key);
  const walk = (node: Node | null): void => {
    if (node?.kind === 'scalar') found.push(node);
    if (node?.kind === 'seq') for (const { value } of node.items) walk(value);
    if (node?.kind !== 'map') return;
    for (const { key, value } of node.pairs) {
      walk(key);
      walk(value);
    }
  };
  for (const { key, value } of entries) {
    walk(key);
    walk(value);
  }
  return found;
}

/** The text after `old` gives way to `now` in the first scalar whose value holds it. */
function edited(text: string, old: string, now: string, section: string | null = 'x'): string {
  const block = readBlock(text, section);
  const scalar = scalarsOf(block).find(({ value }) => value.includes(old));
  assert.ok(scalar, `${old} in ${text}`);
  const start = scalar.value.indexOf(old);
  const edit = replaceInScalar(block, scalar, start, start + old.length, now);
  assert.ok(edit, `${now} in ${text}`);
  return applyEdits(text, [edit]);
}

describe('replaceInScalar', () => {
  const cases: readonly (readonly [before: string, now: string, after: string])[] = [
    ['k: OLD\n', 'b c', 'k: b c\n'],
    ['k: OLD\n', 'b: c', 'k: "b: c"\n'],
    ['k: OLD # why\n', 'b #c', 'k: "b #c" # why\n'],
    ['k: OLD\n', '- b', 'k: "- b"\n'],
    ['k: OLD\n', '@b', 'k: "@b"\n'],
    ['k: OLD\n', '"b"', `k: '"b"'\n`],
    ['k: OLD\n', 'b, c', 'k: b, c\n'],
    ['k: [OLD, x]\n', 'b, c', 'k: ["b, c", x]\n'],
    ['k: {OLD: x}\n', 'b}', 'k: {"b}": x}\n'],
    ['OLD: x\n', 'b: c', '"b: c": x\n'],
    ['OLD: x\n', '<<', '"<<": x\n'],
    ["k: 'OLD'\n", "b's", "k: 'b''s'\n"],
    ['k: "OLD"\n', 'b "c" \\', 'k: "b \\"c\\" \\\\"\n'],
    ['k: "a OLD\n  c"\n', 'b', 'k: "a b\n  c"\n'],
    ['k: a OLD\n  c\n', 'b:', 'k: "a b:\n  c"\n'],
    ['k: |\n  a OLD: c\n', 'b #c', 'k: |\n  a b #c: c\n'],
    ['k: >-\n  OLD\n  c\n', 'b', 'k: >-\n  b\n  c\n'],
    ['k: >-\r\n  OLD\r\n  c\r\n', ' b', 'k: " b c"\r\n'],
    ['k: say OLD\n', 'a: "b"', `k: 'say a: "b"'\n`],
    ['k: OLD\n', 'a\tb\n', 'k: "a\\tb\\n"\n'],
    ['k: "x OLD"\n', '\u0007😀', 'k: "x \\x07😀"\n'],
  ];
  for (const [before, now, after] of cases)
    it(`${JSON.stringify(now)} in ${JSON.stringify(before)}`, () => {
      assert.equal(
        edited(`e:\n  ${before.replaceAll('\n', '\n  ')}\n`, 'OLD', now),
        `e:\n  ${after.replaceAll('\n', '\n  ')}\n`,
      );
    });

  it('edits keys of a section between braces', () => {
    assert.equal(
      edited('users: { OLD: {}, x: {} }\n', 'OLD', 'a, b', null),
      'users: { "a, b": {}, x: {} }\n',
    );
    assert.equal(edited('users:\n  OLD: {}\n', 'OLD', 'a, b', null), 'users:\n  a, b: {}\n');
  });

  it('changes several parts of several scalars at once', () => {
    const text = 'e:\n  - OLD and OLD\n  - "OLD"\n  - x\n';
    const block = readBlock(text, 'x');
    const changes = new Map(
      scalarsOf(block)
        .filter(({ value }) => value.includes('OLD'))
        .map((scalar) => [
          scalar,
          [...scalar.value.matchAll(/OLD/g)].map(({ index }) => ({
            start: index,
            end: index + 3,
            text: 'a "b"',
          })),
        ]),
    );
    const edits = replaceInBlock(block, changes);
    assert.ok(edits);
    assert.equal(applyEdits(text, edits), 'e:\n  - a "b" and a "b"\n  - "a \\"b\\""\n  - x\n');
  });

  it('writes plain words where they stand as they are written without a look around', () => {
    let plain = 0;
    const near = fc.constantFrom('', '-', '#', 'é', ' ', 'x', '"', "'", '\\', ': ', ', ', '!', '0');
    const style = fc.constantFrom('', '"', "'");
    const word = fc.constantFrom('ken', 'new.user', 'x@y.z', '_a-b', 'true', 'ken lee');
    const around = fc.constantFrom(
      'k: $\n',
      'k: [x, $, y]\n',
      'k: {$: x}\n',
      '$: x\n',
      'k:\n  - $ # why\n',
    );
    fc.assert(
      fc.property(near, near, style, word, around, (before, after, quote, now, text) => {
        const source = text.replace('$', () => `${quote}${before}ann${after}${quote}`);
        const block = readBlock(source, 'x');
        const scalar = scalarsOf(block).find(({ value }) => value.includes('ann'));
        if (block.problems.length > 0 || scalar === undefined) return;
        const start = scalar.value.indexOf('ann');
        const part = { start, end: start + 3, text: now };
        if (!isPlainChange(scalar, [part])) return;
        plain += 1;
        assert.deepEqual(
          plainEdits(new Map([[scalar, [part]]])),
          replaceInBlock(block, new Map([[scalar, [part]]])),
          source,
        );
      }),
      { numRuns: runs(600) },
    );
    assert.ok(plain > 100, `${plain}`);
  });

  it('makes any value any other, and leaves the rest alone', () => {
    const unit = fc.constantFrom(
      'a',
      'B',
      ' ',
      ': ',
      ' #',
      "'",
      '"',
      '\\',
      ',',
      '[',
      '}',
      '- ',
      '?',
      '&',
      '%',
      '|',
      '😀',
      'é',
      'e\u0301',
      '日',
      '\n',
      '\t',
      '\ud800',
      '---',
      '<<',
      '\0',
      '\u2028',
    );
    const name = fc.array(unit, { minLength: 1, maxLength: 8 }).map((units) => units.join(''));
    const shape = fc.constantFrom(
      'e:\n  k: OLD\n  z: 1\n',
      'e:\n  OLD: 1\n  z: 1\n',
      'e: [x, OLD, y]\n',
      'e: { OLD: x, z: OLD2 }\n',
      'e:\n  - OLD # c\n  - y\n',
      "e:\n  - 'it''s OLD\n    so'\n  - y\n",
      'e:\n  - "\\u0041 OLD \\\n    so"\n  - y\n',
      'e:\n  - some OLD\n    text\n  - y\n',
      'e:\n  - |\n    some OLD\n    text\n  - y\n',
      'e:\n  k: >-\n    some\n    OLD text\n\n    more\n  z: y\n',
      'OLD:\n  k: y\n',
    );
    const check = fc.property(shape, name, fc.boolean(), (lf, now, crlf) => {
      const text = crlf ? lf.replaceAll('\n', '\r\n') : lf;
      const block = readBlock(text, 'x');
      assert.deepEqual(block.problems, []);
      const before = scalarsOf(block);
      const at = before.findIndex(({ value }) => value.includes('OLD'));
      const after = scalarsOf(readBlock(edited(text, 'OLD', now), 'x'));
      const wanted = before.map(({ value }, i) =>
        i === at ? value.replace('OLD', () => now) : value,
      );
      assert.deepEqual(
        after.map(({ value }) => value),
        wanted,
      );
    });
    fc.assert(check, { numRuns: runs(600) });
  });
});
