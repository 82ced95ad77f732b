import { Attached } from './attached.js';

/** What is known of the words of some lists. */
interface Known {
  lists: readonly (readonly string[])[];
  /** The words, once they were wanted; only of lists in which no word stands twice. */
  words?: Set<string>;
}

/**
 * Tells whether no word stands twice in lists that follow each other; of a state in which few of the lists are others, only those are
 * looked at.
 */
export class DistinctParts {
  /** By the first list and the last one: hardly any edit changes both. */
  private readonly known = new Attached<readonly string[], Known>();

  areDistinct(lists: readonly (readonly string[])[]): boolean {
    const [first, last] = [lists[0], lists.at(-1)];
    if (first === undefined || last === undefined) return true;
    const known = this.known.get(first) ?? this.known.get(last);
    const words = (known && wordsAfter(known, lists)) ?? wordsOf(lists);
    if (known !== undefined) delete known.words;
    if (words === undefined) return false;
    // Most lists are asked about once.
    const now = known === undefined ? { lists } : { lists, words };
    this.known.set(first, now);
    this.known.set(last, now);
    return true;
  }
}

/** The words of lists; undefined where one stands twice. */
function wordsOf(lists: readonly (readonly string[])[]): Set<string> | undefined {
  const words = new Set<string>();
  let count = 0;
  for (const list of lists) {
    count += list.length;
    for (const word of list) words.add(word);
  }
  return words.size < count ? undefined : words;
}

/** The words of lists by those of earlier ones, whose words they become; undefined where it isn't known. */
function wordsAfter(
  { lists: before, words }: Known,
  lists: readonly (readonly string[])[],
): Set<string> | undefined {
  if (words === undefined || before.length !== lists.length) return undefined;
  const changed = [...lists.keys()].filter((index) => before[index] !== lists[index]);
  for (const index of changed) for (const word of before[index] ?? []) words.delete(word);
  for (const index of changed)
    for (const word of lists[index] ?? []) {
      if (words.has(word)) return undefined;
      words.add(word);
    }
  return words;
}
