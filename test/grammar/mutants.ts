/** The sentences of the corpus with a word gone, doubled or replaced. */
import { corpus, type Sample } from './corpus.js';

export interface Mutant {
  readonly kind: Sample['kind'];
  readonly how: 'deleted' | 'doubled' | 'replaced';
  readonly original: readonly string[];
  readonly words: readonly string[];
  /** The word that was changed. */
  readonly at: number;
}

const others = [
  'can',
  'and',
  ',',
  '/',
  'because',
  'on',
  'zzz',
  '"q q"',
  '#',
  'a',
  'not',
  'to',
  'of',
];

/** Every mutant. */
export function* mutants(): Generator<Mutant> {
  for (const [number, { kind, words }] of corpus.entries()) {
    for (const [at, word] of words.entries()) {
      const become = (how: Mutant['how'], ...now: string[]): Mutant => {
        const mutated = [...words.slice(0, at), ...now, ...words.slice(at + 1)];
        return { kind, how, original: words, words: mutated, at };
      };
      yield become('deleted');
      yield become('doubled', word, word);
      for (let turn = 0; turn < 2; turn += 1) {
        yield become('replaced', others[(number + at * 5 + turn * 3) % others.length] ?? '');
      }
    }
  }
}
