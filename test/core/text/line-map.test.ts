import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LineMap } from '../../../server/src/core/text/line-map.js';
import { runs } from '../../support/runs.js';

const text = fc
  .array(fc.constantFrom('a', '😀', '\n', '\r\n', '\r', '\n\r', ' ', '\u2028'), { maxLength: 30 })
  .map((parts) => parts.join(''));

describe('LineMap', () => {
  it('counts lines as the Language Server Protocol does', () => {
    fc.assert(
      fc.property(text, (each) => {
        const lines = each.split(/\r\n|\n|\r/);
        const map = new LineMap(each);
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
        const map = new LineMap(each);
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
    const map = new LineMap('ab\r\ncd');
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
