/** What is read without the grammar is what the grammar reads; and all that is usual is. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { changeByGrammar, expectationByGrammar } from '../../grammar/src/by-grammar.js';
import {
  printChange,
  printExpectation,
  type ChangeNode,
  type ExpectationNode,
} from '../../grammar/src/index.js';
import { quickChange } from '../../grammar/src/quick/change.js';
import { quickExpectation } from '../../grammar/src/quick/expectation.js';
import { runs } from '../support/runs.js';
import { corpus, type Sample } from './corpus.js';
import { mutants } from './mutants.js';
import { soup } from './texts.js';
import { change, expectation } from './random-trees.js';

type Read = (kind: Sample['kind'], text: string) => ExpectationNode | ChangeNode | undefined;

const quick: Read = (kind, text) =>
  kind === 'expectation' ? quickExpectation(text) : quickChange(text);

/** What a reader says otherwise than the grammar, where it says something at all. */
function agrees(read: Read, kind: Sample['kind'], text: string): void {
  const tree = read(kind, text);
  if (tree === undefined) return;
  const whole = kind === 'expectation' ? expectationByGrammar(text) : changeByGrammar(text);
  assert.deepEqual({ tree, problems: [] }, whole, text);
}

const kinds = ['expectation', 'change'] as const;
const printed = fc.oneof(
  expectation.map((tree) => ({ kind: kinds[0], text: printExpectation(tree) })),
  change.map((tree) => ({ kind: kinds[1], text: printChange(tree) })),
);

/** White space where it says nothing. */
const spaced = fc
  .tuple(fc.constantFrom('', ' ', '\n'), printed, fc.constantFrom('', ' '))
  .map(([before, { kind, text }, after]) => ({ kind, text: before + text + after }));

/** A text with a piece of it gone, put in anew, or written in another letter case. */
const mutated = fc
  .tuple(
    fc.oneof(
      printed,
      fc.constantFrom(...corpus).map(({ kind, words }) => ({ kind, text: words.join(' ') })),
    ),
    fc.array(
      fc.record({
        at: fc.nat(),
        cut: fc.nat({ max: 6 }),
        put: fc.oneof(
          soup,
          fc.constantFrom(' ', '"', "'", '/', ',', '.', 'A', '\u00a0', '\u00e9', '\ud83d'),
        ),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  )
  .map(([{ kind, text }, edits]) => {
    let now = text;
    for (const { at, cut, put } of edits) {
      const place = at % (now.length + 1);
      now = now.slice(0, place) + put + now.slice(place + cut);
    }
    return { kind, text: now };
  });

function holds(read: Read): void {
  for (const { kind, words } of [...corpus, ...mutants()]) agrees(read, kind, words.join(' '));
  fc.assert(
    fc.property(fc.oneof(spaced, mutated), ({ kind, text }) => {
      agrees(read, kind, text);
    }),
    { numRuns: runs(2000) },
  );
}

describe('reading without the grammar', () => {
  it('gives the tree that the grammar gives, on random sentences and on broken ones', () => {
    holds(quick);
  });

  it('is found out where it is careless', () => {
    const careless: Read[] = [
      (kind, text) => quick(kind, text.toLowerCase()),
      (kind, text) => quick(kind, text.trimStart()),
      (kind, text) => quick(kind, text.replaceAll('\u00a0', ' ')),
      (kind, text) => quick(kind, text) ?? quick(kind, text.replace(/\s+\S+$/, '')),
      (kind, text) => quick(kind, text.replace(/(\p{L})'/u, '$1\u2019')),
    ];
    for (const read of careless)
      assert.throws(() => {
        holds(read);
      }, String(read));
  });

  it('takes every sentence that is right and of this grammar', () => {
    for (const { kind, words } of corpus)
      for (const text of [words.join(' '), ` ${words.join('\n  ')}\t`])
        assert.ok(quick(kind, text), text);
    fc.assert(
      fc.property(printed, ({ kind, text }) => {
        assert.ok(quick(kind, text), text);
      }),
      { numRuns: runs(1000) },
    );
  });
});
