import assert from 'node:assert/strict';
import { splitText } from '../../../server/src/core/syntax/split.js';

/** The stretches of a text, with their section. */
function pieces(text: string): string[] {
  return splitText(text).map(
    ({ start, end, section }) => `${section ?? ''}|${text.slice(start, end)}`,
  );
}

describe('splitText', () => {
  it('gives comments to the key that follows and blank lines to what they follow', () => {
    assert.deepEqual(
      pieces(
        '# head\n\nusers: # all\n  # one\n  a: {}\n    # under a\n\n  # spaceward-ignore x: y\n  b:\n    c: d\n# next\ntenant:\n  name: x\n',
      ),
      [
        '|# head\n\nusers: # all\n',
        'users|  # one\n  a: {}\n    # under a\n\n',
        'users|  # spaceward-ignore x: y\n  b:\n    c: d\n',
        '|# next\ntenant:\n  name: x\n',
      ],
    );
  });

  it('divides with a byte order mark, carriage returns, a first marker, and lists at the column of their key', () => {
    assert.deepEqual(pieces('\ufeff---\r\nusers:\r\n a: {}\r\n b: {}'), [
      '|\ufeff---\r\nusers:\r\n',
      'users| a: {}\r\n',
      'users| b: {}',
    ]);
    assert.deepEqual(pieces('tests:\n  A:\n  - x\n  - y\n  B:\n  - z\n'), [
      '|tests:\n',
      'tests|  A:\n  - x\n  - y\n',
      'tests|  B:\n  - z\n',
    ]);
  });

  it('reads a section whole where its entries resist', () => {
    for (const section of [
      'users:\n- a\n- b\n',
      'users: { a: {},\n  b: {} }\n',
      'users: {\n  a: {}\n}\n',
      'users: &x\n  a: {}\n',
      'users:\n  ? a\n  : b\n',
      'users:\n  "a\n   b": {}\n',
      'users:\n\ta: {}\n  b: {}\n',
      'users:\n  &x a: {}\n',
      'users:\n  a\n  b: {}\n',
    ]) {
      assert.deepEqual(pieces(`${section}spaces:\n  S: {}\n`), [
        `|${section}`,
        '|spaces:\n',
        'spaces|  S: {}\n',
      ]);
    }
  });

  it('leaves a section whole whose first entry stands at a column of its own', () => {
    for (const section of [
      'users:\n   a: {}\n  b: {}\n',
      'users:\n a: {}\n  b: {}\n  c: {}\n',
      'users:\n a:\n    name: A\n  b: {}\n',
      'spaces:\n    a:\n    type: shared\n    owner: b\n',
    ])
      assert.deepEqual(pieces(`${section}groups:\n`), [`|${section}`, '|groups:\n']);
  });

  it('gives what is irregular after the first entry to the entry before it', () => {
    for (const irregular of [
      '\tb: {}\n',
      '  new\n',
      '  - b\n',
      ' c: {}\n',
      'spa\n',
      '  &x d: {}\n',
    ])
      assert.deepEqual(pieces(`users:\n  a: {}\n${irregular}  e: {}\nspaces:\n`), [
        '|users:\n',
        `users|  a: {}\n${irregular}`,
        'users|  e: {}\n',
        '|spaces:\n',
      ]);
    assert.deepEqual(pieces('users:\n    a: {}\n   b: {}\n'), [
      '|users:\n',
      'users|    a: {}\n   b: {}\n',
    ]);
  });

  it('reads a file whole where it resists', () => {
    for (const text of [
      '',
      '# nothing\n',
      'users:\n  a: {}\n---\nusers:\n  b: {}\n',
      'users:\n  a: {}\n...\n',
      '%YAML 1.2\n---\nusers:\n  a: {}\n',
      '{ users: {} }\n',
      'users:\n  a: {}\n"b\n',
      ' users:\n  a: {}\n',
      'users:\n  a: {}\r  b: {}\n',
      'tenant: x\n- a\nusers:\n  b: {}\n',
    ]) {
      assert.deepEqual(pieces(text), [`|${text}`]);
    }
  });
});
