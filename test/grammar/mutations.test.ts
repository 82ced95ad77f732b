/** Whatever word of a sentence is lacking, doubled or another: one problem, at its place, and a tree. */
import assert from 'node:assert/strict';
import type { Sample } from './corpus.js';
import { firstWrong } from './language.js';
import { mutants } from './mutants.js';
import { leaves, parse, spans } from './trees.js';

/** The texts of a sentence's tree that stand clear of the changed word and its neighbours. */
function farFrom(at: number, kind: Sample['kind'], words: readonly string[]) {
  const text = words.join(' ');
  const start = offset(words, Math.max(0, at - 1));
  const end = offset(words, at + 2);
  return leaves(read(kind, text).tree).filter(({ span }) => span.end < start || span.start >= end);
}

function offset(words: readonly string[], index: number): number {
  return words.slice(0, index).reduce((sum, word) => sum + word.length + 1, 0);
}

const all = [...mutants()];

const known = new Map<string, ReturnType<typeof parse>>();

/** Each sentence is read once for all tests. */
function read(kind: Sample['kind'], text: string) {
  const key = `${kind} ${text}`;
  const parsed = known.get(key) ?? parse(kind, text);
  known.set(key, parsed);
  return parsed;
}

describe('mutated sentences', () => {
  it('are problems exactly where the language ends', () => {
    let wrong = 0;
    for (const { kind, words } of all) {
      const text = words.join(' ');
      const index = firstWrong(kind, words);
      const { problems } = read(kind, text);
      if (index === undefined) {
        assert.deepEqual(problems, [], text);
        continue;
      }
      wrong += 1;
      assert.equal(problems.length, 1, text);
      const [problem] = problems;
      const place = Math.min(offset(words, index), text.length);
      assert.equal(problem?.span.start, place, `${text}: ${problem?.message ?? ''}`);
      if (words.length === 0) continue;
      const length = words[index]?.length ?? 0;
      assert.equal(problem.span.end, place + length, text);
      assert.ok(problem.expected.length > 0, text);
    }
    assert.ok(wrong > 1000, `only ${wrong} of ${all.length} are wrong`);
  });

  it('give a tree whose places lie in the text', () => {
    for (const { kind, words } of all) {
      const text = words.join(' ');
      const { tree } = read(kind, text);
      assert.equal(tree === undefined, words.length === 0, text);
      for (const { start, end } of spans(tree)) {
        assert.ok(0 <= start && start <= end && end <= text.length, `${text} [${start}, ${end})`);
      }
    }
  });

  it('keep all that stands before, and nearly all that stands after', () => {
    const lost: string[] = [];
    let kept = 0;
    for (const { kind, original, words, at } of all) {
      if (firstWrong(kind, words) === undefined) continue;
      const text = words.join(' ');
      const texts = new Set(leaves(read(kind, text).tree).map((leaf) => leaf.text));
      for (const leaf of farFrom(at, kind, original)) {
        if (texts.has(leaf.text)) kept += 1;
        else if (leaf.span.start < offset(original, at)) assert.fail(`${text}: ${leaf.text}`);
        else lost.push(text);
      }
    }
    assert.ok(lost.length < kept / 40, `kept ${kept}, lost ${lost.length}: ${lost.join('; ')}`);
  });
});
