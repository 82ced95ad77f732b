import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CST } from 'yaml';
import { piecesText } from '../../../server/src/core/syntax/pieces.js';
import { readTokenText } from '../../../server/src/core/syntax/read-token-text.js';
import {
  scalarMap,
  scalarOffset,
  scalarPieces,
  scalarSpan,
  valueOffset,
} from '../../../server/src/core/syntax/scalar-map.js';
import type { ScalarNode } from '../../../server/src/core/syntax/tree.js';
import { runs } from '../../support/runs.js';

const unit = fc.constantFrom(
  ...[
    'a',
    'b',
    ' ',
    '  ',
    '\t',
    '\n',
    '\n\n',
    '\n ',
    '\r',
    "'",
    '"',
    '\\',
    '#',
    ' #',
    ':',
    ': ',
    '-',
    '😀',
    'é',
    '\ud800',
  ],
  ...[
    '\0',
    '\u2028',
    '\ufeff',
    '{',
    ',',
    '\\n',
    '\\x41',
    '\\u00e9',
    '\\U0001F600',
    '\\\n',
    '|',
    '%',
    '&',
  ],
);
const value = fc.array(unit, { maxLength: 14 }).map((units) => units.join(''));
const STYLES = ['PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'] as const;

/** `key:` and a scalar as `yaml` writes it, or source in some style, at some indentation. */
const texts = fc
  .record({
    value,
    style: fc.constantFrom(...STYLES),
    isRaw: fc.boolean(),
    indent: fc.integer({ min: 0, max: 4 }),
    header: fc.constantFrom(
      '|',
      '>',
      '|-',
      '>-',
      '|+',
      '>+',
      '|1',
      '>2',
      '|2-',
      '>1+',
      '>+2',
      '| # c',
      '>',
    ),
    feed: fc.constantFrom('\n', '\n', '\r\n'),
    mark: fc.constantFrom('', '\ufeff'),
  })
  .map(({ value: text, style, isRaw, indent, header, feed, mark }) => {
    const pad = ' '.repeat(indent);
    const source = isRaw ? raw(text, style, pad, header) : written(text, style, indent);
    return mark + `${pad}key: ${source}\n${pad}next: x\n`.replaceAll(/\r?\n/g, feed);
  });

/** As `yaml` serialises it. */
function written(text: string, type: (typeof STYLES)[number], indent: number): string {
  const token = CST.createScalarToken(text, { type, indent: indent + 2, offset: 0 });
  return CST.stringify(token).replace(/\n$/, '');
}

/** Taken as source: whatever escapes, folds and indentation it holds. */
function raw(text: string, style: (typeof STYLES)[number], pad: string, header: string): string {
  const lines = text.replaceAll('\n', `\n${pad}  `);
  if (style === 'PLAIN') return `a${lines}`;
  if (style === 'QUOTE_SINGLE') return `'${lines.replaceAll("'", "''")}'`;
  if (style === 'QUOTE_DOUBLE') return `"${lines.replaceAll('"', '\\"')}"`;
  return `${header}\n${pad}  ${lines}`;
}

/** The value of the first key, where there is one without mistakes. */
function firstScalar(text: string): ScalarNode | null {
  const { root, problems } = readTokenText(text);
  const node = root?.kind === 'map' ? root.pairs[0]?.value : null;
  return node?.kind === 'scalar' && problems.length === 0 ? node : null;
}

/** A key with a scalar written as `source`. */
function scalarOf(source: string): ScalarNode {
  const scalar = firstScalar(`key: ${source}\n`);
  assert.ok(scalar, source);
  return scalar;
}

describe('scalarMap', () => {
  it('decodes every style as yaml does', () => {
    let seen = 0;
    const check = fc.property(texts, (text) => {
      const scalar = firstScalar(text);
      if (scalar === null) return;
      seen += 1;
      assert.equal(piecesText(scalar.source, scalarPieces(scalar)), scalar.value);
      assert.equal(text.slice(scalar.span.start, scalar.span.end), scalar.source);
    });
    fc.assert(check, { numRuns: runs(800) });
    assert.ok(seen > 300);
  });

  it('leads places there and back', () => {
    const check = fc.property(texts, (text) => {
      const scalar = firstScalar(text);
      if (scalar === null) return;
      const map = scalarMap(scalar);
      let last = scalar.span.start;
      for (let i = 0; i <= scalar.value.length; i++) {
        const offset = map.offset(i);
        assert.ok(last <= offset && offset <= scalar.span.end);
        last = offset;
        const { start, end } = map.span(i, i + 1);
        const char = scalar.value.charAt(i);
        if (i < scalar.value.length && end - start === 1 && !/\s/.test(char)) {
          assert.equal(text.slice(start, end), char);
          assert.equal(map.index(offset), i);
        }
      }
      assert.equal(map.index(scalar.span.start), 0);
      assert.equal(map.index(text.length), scalar.value.length);
      assert.deepEqual(map.span(0, 0).end, map.offset(0));
    });
    fc.assert(check, { numRuns: runs(150) });
  });

  it('finds a word through escapes, folds and quotes', () => {
    for (const source of [
      'the word here',
      'the\n  word here',
      "'it''s the word here'",
      "'the\n\n  word here'",
      '"\\u0041\\x42\\U0001F600 word here"',
      '"the \\\n   word here"',
      '|\n  the\n  word here',
      '>2-\n  the\n\n  word here',
      '>+\r\n    the\r\n    word here\r\n',
    ]) {
      const scalar = scalarOf(source);
      const at = scalar.value.indexOf('word');
      const { start, end } = scalarSpan(scalar, at, at + 4);
      assert.equal(`key: ${source}`.slice(start, end), 'word', source);
      assert.equal(scalarOffset(scalar, at), start);
      assert.equal(valueOffset(scalar, start), at);
      assert.equal(valueOffset(scalar, end), at + 4);
    }
  });

  it('knows every escape', () => {
    for (const char of '0abefnrtvN_LP "/\\\t') {
      const scalar = scalarOf(`"x\\${char}y"`);
      assert.equal(scalar.value.length, 3);
      assert.equal(piecesText(scalar.source, scalarPieces(scalar)), scalar.value);
      assert.deepEqual(scalarSpan(scalar, 1, 2), { start: 7, end: 9 });
    }
  });

  it('covers an escape whole', () => {
    const scalar = scalarOf('"a\\U0001F600b"');
    assert.deepEqual(scalarSpan(scalar, 1, 3), { start: 7, end: 17 });
    assert.equal(scalarOffset(scalar, 3), 17);
    assert.equal(valueOffset(scalar, 12), 1);
  });
});
