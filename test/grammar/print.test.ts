/** Printing: what is printed is read as the same tree. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  isReserved,
  normalizeName,
  printChange,
  printExpectation,
  quoteName,
  RESERVED,
  type ChangeNode,
  type ExpectationNode,
} from '../../grammar/src/index.js';
import { corpus } from './corpus.js';
import { change, expectation } from './random-trees.js';
import { parse, plain } from './trees.js';
import { runs } from '../support/runs.js';

const print = (tree: ExpectationNode | ChangeNode) =>
  tree.kind === 'expectation' ? printExpectation(tree) : printChange(tree);

function comesBack(kind: 'expectation' | 'change', tree: ExpectationNode | ChangeNode): void {
  const printed = print(tree);
  const { tree: again, problems } = parse(kind, printed);
  assert.deepEqual(problems, [], printed);
  assert.deepEqual(plain(again), plain(tree), printed);
}

describe('printing', () => {
  it('gives expectations that are read as the same tree', () => {
    fc.assert(
      fc.property(expectation, (tree) => {
        comesBack('expectation', tree);
      }),
      { numRuns: runs(200) },
    );
  });

  it('gives changes that are read as the same tree', () => {
    fc.assert(
      fc.property(change, (tree) => {
        comesBack('change', tree);
      }),
      { numRuns: runs(200) },
    );
  });

  it('is canonical: printing what was printed changes nothing', () => {
    for (const { kind, words } of corpus) {
      const { tree } = parse(kind, words.join(' '));
      assert.ok(tree);
      const once = print(tree);
      const { tree: again } = parse(kind, once);
      assert.ok(again);
      assert.equal(print(again), once);
    }
  });

  it('writes one way only', () => {
    const { tree } = parse(
      'expectation',
      `only 'anna' , "Anna Lind" , and admins can "Open" in Finance / KPI because "owner"`,
    );
    assert.ok(tree);
    assert.equal(
      print(tree),
      'only anna, "Anna Lind" and admins can "Open" on Finance/KPI because owner',
    );
  });
});

describe('quoteName', () => {
  it('quotes only where it must', () => {
    const written = {
      anna: 'anna',
      'anna@acme.example': 'anna@acme.example',
      Анна: 'Анна',
      Can: '"Can"',
      'Finance Dev': '"Finance Dev"',
      'a/b': '"a/b"',
      'say "hi"': `'say "hi"'`,
      [`it's "x"`]: `"it's ""x"""`,
      '': '""',
    };
    for (const [text, expected] of Object.entries(written)) assert.equal(quoteName(text), expected);
    for (const word of RESERVED) assert.ok(isReserved(word) && quoteName(word) === `"${word}"`);
  });
});

describe('normalizeName', () => {
  it('composes what Unicode can compose, and keeps letter case', () => {
    assert.equal(normalizeName('E\u0301te'), '\u00c9te');
    assert.notEqual(normalizeName('Anna'), normalizeName('anna'));
  });
});
