/** The name that is likely meant, found among many without comparing each: it is what comparing each would find. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nearestWord } from '../../../server/src/core/text/nearest-word.js';
import { runs } from '../../support/runs.js';

/** Edits between two words, by the whole table. */
function editDistance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number): number => table[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const isSwap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const row = table[i];
      if (row)
        row[j] = Math.min(
          at(i - 1, j) + 1,
          at(i, j - 1) + 1,
          at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
          isSwap ? at(i - 2, j - 2) + 1 : Infinity,
        );
    }
  return at(a.length, b.length);
}

type Find = (word: string, candidates: readonly string[]) => string | undefined;

/** What `nearestWord` describes, word by word. */
const plain: Find = (word, candidates) => {
  const wanted = word.toLowerCase();
  if (candidates.includes(word)) return undefined;
  const longer = candidates.filter((candidate) => candidate.toLowerCase().startsWith(wanted));
  const [only] = longer;
  if (wanted.length >= 4 && longer.length === 1 && only?.toLowerCase() !== wanted) return only;
  const most = wanted.length < 3 ? 0 : Math.max(1, Math.floor(wanted.length / 4));
  const near = candidates
    .map((candidate) => ({ candidate, edits: editDistance(wanted, candidate.toLowerCase()) }))
    .filter(({ edits }) => edits <= most)
    .sort((a, b) => a.edits - b.edits);
  return near[0]?.candidate;
};

/** Words of few letters, and what a few edits make of them. */
const letter = fc.constantFrom('a', 'b', 'A', 'é', '1', '.');
const word = fc.array(letter, { maxLength: 14 }).map((letters) => letters.join(''));
const similar = fc
  .tuple(word, fc.array(fc.tuple(fc.nat(14), fc.nat(2), word), { maxLength: 3 }))
  .map(([text, edits]) =>
    edits.reduce(
      (all, [place, count, more]) =>
        all.slice(0, place) + more.slice(0, 2) + all.slice(place + count),
      text,
    ),
  );
const words = fc
  .tuple(word, fc.array(fc.oneof(similar, word), { maxLength: 6 }), fc.nat(14), fc.nat(14))
  .map(([text, others, at, end]) => {
    const swapped =
      text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2);
    return [text, [...others, swapped, text.slice(0, end), `${text}${text.slice(end)}`]] as const;
  });

function assertFound(find: Find, runsWanted: number): void {
  let found = 0;
  fc.assert(
    fc.property(words, fc.nat(10), ([text, candidates], turn) => {
      const some = candidates.filter((_, index) => index !== turn && candidates[index] !== text);
      const expected = plain(text, some);
      if (expected !== undefined) found += 1;
      assert.equal(find(text, some), expected);
    }),
    { numRuns: runsWanted, endOnFailure: true },
  );
  assert.ok(found > runsWanted / 4, `${found}`);
}

describe('the nearest word', () => {
  it('is that of the least edits, or the only one that is longer', () => {
    assertFound(nearestWord, runs(2000));
  });

  it('is none where the word itself is there', () => {
    assert.equal(nearestWord('anna', ['annab', 'anna']), undefined);
    assert.equal(nearestWord('Anna', ['annab', 'anna']), 'anna');
  });

  it('is never the opposite', () => {
    const statuses = ['active', 'invited', 'disabled'];
    assert.equal(nearestWord('activ', statuses), 'active');
    for (const word of ['inactive', 'Inactive', 'un-active', 'not active'])
      assert.equal(nearestWord(word, statuses), undefined, word);
    assert.equal(nearestWord('unallowed', ['allowed', 'not allowed']), undefined);
    assert.equal(nearestWord('inn', ['in']), 'in');
  });

  it('and a search that went by letters alone would be found out', () => {
    const sorted = (text: string): string => Array.from(text.toLowerCase()).sort().join('');
    const careless: Find = (text, candidates) =>
      nearestWord(text, candidates) ?? candidates.find((other) => sorted(other) === sorted(text));
    assert.throws(() => {
      assertFound(careless, 2000);
    });
  });
});
