import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseDocument } from 'yaml';
import { readBlock } from '../../../server/src/core/syntax/read-block.js';
import { readSource } from '../../../server/src/core/syntax/read-source.js';
import { readText } from '../../../server/src/core/syntax/read-text.js';
import { readTokenText } from '../../../server/src/core/syntax/read-token-text.js';
import { readUsual } from '../../../server/src/core/syntax/usual.js';
import { EXAMPLE } from './example.js';
import {
  assertSamePlaces,
  flatten,
  joined,
  plain,
  scalars,
  topPairs,
  yamlPlain,
} from './flatten.js';
import { anyText, mutated, policyText } from './texts.js';
import { runs } from '../../support/runs.js';

const example = mutated(fc.constant(EXAMPLE));
const YAML = { schema: 'failsafe', uniqueKeys: false, prettyErrors: false } as const;

/** What YAML allows and a policy doesn't. */
const OURS = new Set([
  'alias',
  'anchor',
  'comment-in-name',
  'control-character',
  'directive',
  'explicit-key',
  'indented-item',
  'inner-mark',
  'key-not-text',
  'line-end',
  'merge-conflict',
  'merge-key',
  'missing-colon',
  'missing-dash',
  'missing-key',
  'not-a-map',
  'odd-indent',
  'second-document',
  'tag',
]);

function check(texts: fc.Arbitrary<string>, numRuns: number, test: (text: string) => void): void {
  fc.assert(fc.property(texts, test), { numRuns: runs(numRuns / 2) });
}

/** Deep equality of plain data, quicker than assert's own where it holds. */
function assertSame(one: unknown, other: unknown): void {
  if (JSON.stringify(one) !== JSON.stringify(other)) assert.deepEqual(one, other);
}

/** Blocks cover the text, and say what the text says when it is read as one block; of mistakes they say at least that there are some. */
function assertDivides(text: string): void {
  const tree = readSource(text);
  assert.equal(joined(tree), text);
  let start = 0;
  for (const each of tree.blocks) {
    assert.equal(each.start, start);
    start += each.block.text.length;
  }
  const whole = readBlock(text, null);
  if (whole.problems.length === 0)
    assertSame(flatten(tree.blocks), flatten([{ start: 0, block: whole }]));
  else
    assert.ok(
      tree.blocks.some(({ block }) => block.problems.length > 0),
      text,
    );
}

/** Where `yaml` finds mistakes so do we; where it finds none, we say the same, or why a policy doesn't take it. */
function assertLikeYaml(text: string): void {
  const document = parseDocument(text, YAML);
  const { root, problems } = readText(text);
  if (document.errors.length > 0) assert.notEqual(problems.length, 0);
  else if (problems.length > 0) assert.ok(problems.some(({ code }) => OURS.has(code ?? '')));
  else if (root !== null) {
    assert.deepEqual(plain(root), yamlPlain(document.contents));
    assertSamePlaces(root, document.contents);
  }
}

/** Spans lie in the block and cover what they name. */
function assertPlaces(text: string): void {
  for (const { block } of readSource(text).blocks) {
    for (const pair of topPairs(block)) {
      for (const scalar of [pair.key, ...scalars(pair.value)]) {
        assert.equal(block.text.slice(scalar.span.start, scalar.span.end), scalar.source);
      }
    }
    for (const { span } of block.comments) assert.equal(block.text[span.start], '#');
    for (const { span, fix } of block.problems) {
      for (const { start, end } of [span, fix?.span ?? span]) {
        assert.ok(0 <= start && start <= end && end <= block.text.length);
      }
    }
  }
}

/** The reader of plain lines says what the tokens say, or nothing. */
function assertUsual(text: string): void {
  for (const { block } of readSource(text).blocks) {
    const usual = readUsual(block.text);
    if (usual !== null) assertSame(usual, readTokenText(block.text));
  }
}

describe('readSource', () => {
  it('reads entries one by one as it reads the whole', () => {
    check(policyText, 100, assertDivides);
    check(mutated(policyText), 120, assertDivides);
    check(example, 8, assertDivides);
    check(anyText, 200, assertDivides);
  });

  it('agrees with yaml', () => {
    check(policyText, 100, assertLikeYaml);
    check(mutated(policyText), 120, assertLikeYaml);
    check(example, 8, assertLikeYaml);
    check(anyText, 300, assertLikeYaml);
  });

  it('gives places that hold what they name', () => {
    check(policyText, 60, assertPlaces);
    check(mutated(policyText), 120, assertPlaces);
    check(anyText, 200, assertPlaces);
  });

  it('reads plain lines as it reads tokens', () => {
    check(policyText, 60, assertUsual);
    check(mutated(policyText), 100, assertUsual);
    check(example, 15, assertUsual);
    for (const { block } of readSource(EXAMPLE).blocks)
      assert.notEqual(readUsual(block.text), null);
  });

  it('reads every usual way of writing without tokens', () => {
    for (const value of [
      "'it''s'",
      '"\\u00e9\\"\\\\"',
      '|\n    a: b\n\n    # c',
      '>-\n    a\n    b',
      '[\n      a, b,\n      c,\n    ]',
      '\n    { a: [b, "c"], d: e }',
      'a\n    "b" c',
      "'a\n    b'",
      '"a\n    b"',
      "it's # a note",
    ]) {
      const text = `users:\n  anna: ${value}\n  bea: x\n`;
      assert.notEqual(readUsual(text), null, text);
      assertSame(readUsual(text), readTokenText(text));
    }
  });

  it('reads the example into one block an entry', () => {
    const { blocks } = readSource(EXAMPLE);
    assert.deepEqual(
      blocks.flatMap(({ block }) =>
        block.entries.map(({ section, key }) => `${section} ${key.value}`),
      ),
      [
        'roles User Default',
        'roles ML builder',
        'users anna',
        'users ali',
        'users anna2',
        'users eve',
        'users dana',
        'users root',
        'groups finance',
        'groups sales',
        'groups audit',
        'spaces Finance Dev',
        'spaces Finance',
        'spaces Finance Data',
        'tests Anna 2 sees only what was shared with her',
        'tests Finance Dev is safe from deletion when Ali leaves',
      ],
    );
    assert.ok(blocks.every(({ block }) => block.entries.length < 2 && block.problems.length === 0));
  });

  it('takes what would exhaust a reader', () => {
    for (const text of [
      '['.repeat(20_000),
      `users: ${'{a: '.repeat(5000)}`,
      `a:\n ${'- '.repeat(5000)}`,
      'a: '.repeat(2000),
      `users:\n  anna: ${'x'.repeat(2_000_000)}`,
      ']'.repeat(2000),
      '\0\ud800\n'.repeat(1000),
    ]) {
      assert.equal(joined(readSource(text)), text);
    }
  });
});
