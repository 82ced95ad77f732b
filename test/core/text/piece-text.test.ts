import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PieceText } from '../../../server/src/core/text/piece-text.js';
import type { Change } from '../../../server/src/core/text/text-change.js';
import { runs } from '../../support/runs.js';

const text = fc
  .array(fc.constantFrom('a', '😀', '\n', '\r\n', '\r', '\n\r', ' ', '\u2028'), { maxLength: 30 })
  .map((parts) => parts.join(''));

describe('the lines of a text', () => {
  it('counts lines as the Language Server Protocol does', () => {
    fc.assert(
      fc.property(text, (each) => {
        const lines = each.split(/\r\n|\n|\r/);
        const map = PieceText.of(each);
        assert.equal(map.lineCount, lines.length);
        lines.forEach((line, i) => {
          assert.equal(each.slice(map.lineStart(i), map.lineEnd(i)), line);
        });
      }),
      { numRuns: runs(100) },
    );
  });

  it('leads offsets to positions and back', () => {
    fc.assert(
      fc.property(text, (each) => {
        const map = PieceText.of(each);
        for (let offset = 0; offset <= each.length; offset++) {
          const position = map.position(offset);
          const isInLineEnd = each[offset - 1] === '\r' && each[offset] === '\n';
          assert.equal(map.offset(position), isInLineEnd ? offset - 1 : offset);
        }
      }),
      { numRuns: runs(100) },
    );
  });

  it('moves places outside the text inside', () => {
    const map = PieceText.of('ab\r\ncd');
    assert.deepEqual(map.position(-3), { line: 0, character: 0 });
    assert.deepEqual(map.position(99), { line: 1, character: 2 });
    assert.equal(map.offset({ line: -1, character: 5 }), 0);
    assert.equal(map.offset({ line: 0, character: 9 }), 2);
    assert.equal(map.offset({ line: 1, character: -1 }), 4);
    assert.equal(map.offset({ line: 7, character: 0 }), 6);
    const span = { start: 1, end: 5 };
    assert.deepEqual(map.span(map.range(span)), span);
  });
});

describe('a text in pieces', () => {
  /** Long enough for several pieces, with long lines and line ends of every kind. */
  const long = fc
    .array(
      fc.tuple(
        fc.constantFrom('a', '\r', '\n', '\r\n', ' é', '😀'),
        fc.oneof(fc.nat(3), fc.nat(6000)),
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.map(([part, times]) => part.repeat(times)).join(''));
  const edits = fc.array(
    fc.tuple(fc.double({ min: 0, max: 1 }), fc.nat(9000), fc.oneof(text, long)),
    {
      maxLength: 8,
    },
  );

  it('is after edits what a string would be, with the same lines', () => {
    fc.assert(
      fc.property(long, edits, (start, changes) => {
        let string = start;
        let pieces = PieceText.of(start);
        for (const [place, length, inserted] of changes) {
          const from = Math.floor(place * string.length);
          const to = Math.min(string.length, from + length);
          const before = pieces;
          pieces = pieces.edit({ start: from, end: to }, inserted);
          const next = string.slice(0, from) + inserted + string.slice(to);
          assertSameText(pieces, next);
          assertDifference(string, next, PieceText.difference(before, pieces));
          string = next;
        }
      }),
      { numRuns: runs(150) },
    );
  });

  it('shares what an edit leaves alone', () => {
    const before = PieceText.of('some line\n'.repeat(100_000));
    const after = before.edit({ start: 500_000, end: 500_001 }, 'x');
    const { start, oldEnd, end } = PieceText.difference(before, after);
    assert.deepEqual([start, oldEnd, end], [500_000, 500_001, 500_001]);
    assert.equal(before.slice(499_990, 500_010), 'some line\nsome line\n');
    assert.equal(after.slice(499_990, 500_010), 'some line\nxome line\n');
  });

  it('moves places outside the text inside', () => {
    const some = PieceText.of('abc');
    assert.equal(some.edit({ start: -5, end: 1 }, 'x').toString(), 'xbc');
    assert.equal(some.edit({ start: 2, end: 99 }, 'x').toString(), 'abx');
    assert.equal(some.edit({ start: 7, end: 3 }, 'x').toString(), 'abcx');
    assert.equal(some.slice(2, 99), 'c');
  });
});

function assertSameText(pieces: PieceText, string: string): void {
  assert.equal(pieces.length, string.length);
  const whole = PieceText.of(string);
  assert.equal(pieces.lineCount, whole.lineCount);
  const places = [0, 1, 4095, 4096, 4097, string.length >> 1, string.length - 1, string.length];
  for (const at of places) {
    assert.equal(pieces.slice(at, at + 5000), string.slice(Math.max(0, at), at + 5000));
    assert.deepEqual(pieces.position(at), whole.position(at));
    const line = whole.position(at).line;
    assert.equal(pieces.lineStart(line), whole.lineStart(line));
    assert.equal(pieces.lineEnd(line), whole.lineEnd(line));
  }
  assert.equal(pieces.toString(), string);
}

function assertDifference(before: string, after: string, { start, oldEnd, end }: Change): void {
  assert.equal(before.slice(0, start), after.slice(0, start));
  assert.equal(before.slice(oldEnd), after.slice(end));
  assert.ok(start <= oldEnd && start <= end);
}
