/** Places are exact; nothing throws, whatever the text; and long texts are read in time. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  expectedAfter,
  MAX_LENGTH,
  parseChange,
  parseExpectation,
  parseRoleList,
  readPrincipal,
  readReference,
  readUser,
} from '../../grammar/src/index.js';
import { corpus } from './corpus.js';
import { soup } from './texts.js';
import { leaves, parse, spans } from './trees.js';
import { runs } from '../support/runs.js';

const units = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
  .map((codes) => String.fromCharCode(...codes));
function readAll(text: string): void {
  for (const { tree, problems } of [
    parseExpectation(text),
    parseChange(text),
    parseRoleList(text),
    readPrincipal(text, { link: false }),
    readUser(text),
    readReference(text),
  ]) {
    assert.ok(tree !== undefined || problems.length > 0);
    const places = [...spans(tree), ...problems.map(({ span }) => span)];
    const fixes = problems.flatMap(({ suggestion }) => (suggestion ? [suggestion.span] : []));
    for (const { start, end } of [...places, ...fixes]) {
      assert.ok(0 <= start && start <= end && end <= text.length, `[${start}, ${end})`);
    }
  }
  for (const { problems } of [parseExpectation(text), parseChange(text)]) {
    assert.ok(problems.length <= 1);
  }
  expectedAfter('expectation', text);
}

describe('places', () => {
  it('are those of the words', () => {
    let checked = 0;
    for (const { kind, words } of corpus) {
      const text = ` ${words.join('  ')} `;
      const { tree } = parse(kind, text);
      assert.deepEqual((tree as { span: unknown }).span, { start: 1, end: text.length - 1 });
      for (const leaf of leaves(tree)) {
        const raw = text.slice(leaf.span.start, leaf.span.end);
        const meant = /^["'].*["']$/.test(raw) ? raw.slice(1, -1) : raw;
        const title = 'form' in leaf && 'section' in leaf ? `${String(leaf.section)} > ` : '';
        assert.equal(meant.replaceAll("''", "'").replace(/  +/g, ' '), title + leaf.text);
        checked += 1;
      }
    }
    assert.ok(checked > 100);
  });

  it('are inside the quotes where a pair of quotes holds space and item', () => {
    const text = `anna can app.open on 'Bob''s/script:x y'`;
    const { tree } = parseExpectation(text);
    const target = tree?.target?.kind === 'references' ? tree.target.references[0] : undefined;
    const raw = leaves(target).map(({ span, text: meant }) => [
      text.slice(span.start, span.end),
      meant,
    ]);
    assert.deepEqual(raw, [
      ["Bob''s", "Bob's"],
      ['script', 'script'],
      ['x y', 'x y'],
    ]);
    assert.equal(target?.space.quote, "'");
  });
});

describe('any text', () => {
  it('is read without a throw', () => {
    fc.assert(fc.property(fc.oneof(units, soup), readAll), { numRuns: runs(100) });
  });

  it('is read in time, however long', () => {
    const long = (piece: string, length = 50_000) =>
      piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
    for (const piece of ['x ', '"', 'on "a can ', `x', `]) readAll(long(piece, 10_000));
    const names = parseExpectation(`anna can app.open on X${', Y'.repeat(30_000)}`);
    assert.deepEqual(names.problems, []);
    readAll(long('every x can '));
  });

  it('is refused past a length that nobody writes', () => {
    const text = 'x'.repeat(1_000_000);
    for (const { tree, problems } of [parseExpectation(text), parseChange(text)]) {
      assert.equal(tree, undefined);
      assert.match(problems[0]?.message ?? '', /at most 100000 characters/);
    }
    assert.equal(parseExpectation('x'.repeat(MAX_LENGTH)).tree?.subjects.length, 1);
  });
});
