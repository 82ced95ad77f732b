/**
 * The candidate that is likely meant by a misspelt word: the nearest by edit distance, if it is near enough
 * (one edit in four characters, at least one; none in one or two). The only one that begins with the word is nearer
 * still. Letter case doesn't count. The opposite of a candidate is never meant as that (`inactive`: `active`).
 *
 * @param candidates a list is never changed
 * @returns undefined where none is near, or the word is itself a candidate
 */
export function nearestWord(word: string, candidates: Iterable<string>): string | undefined {
  const words: readonly string[] = Array.isArray(candidates) ? candidates : [...candidates];
  if (words.includes(word)) return undefined;
  const wanted = new Wanted(word.toLowerCase());
  const { length } = wanted.text;
  const lower = lowerCased(words);
  // Shorter words don't tell what they begin.
  if (length >= 4) {
    let only: number | undefined;
    let startingWith = 0;
    lower.forEach((other, index) => {
      if (!other.startsWith(wanted.text)) return;
      // What is equal but for letter case is no longer one.
      startingWith += other.length === length ? 2 : 1;
      only ??= index;
    });
    if (startingWith === 1 && only !== undefined) return words[only];
  }
  const most = length < 3 ? 1 : Math.max(1, Math.floor(length / 4)) + 1;
  // What is meant is mostly one edit away: the others are compared if nothing is.
  const near = wanted.nearestOf(lower, Math.min(most, 2)) ?? wanted.nearestOf(lower, most);
  return near === undefined ? undefined : words[near];
}

/** Lists of candidates in lower case: of long ones it takes longer than to look for what is near. */
const LOWER_CASED = new WeakMap<readonly string[], readonly string[]>();

function lowerCased(words: readonly string[]): readonly string[] {
  let lower = LOWER_CASED.get(words);
  if (lower === undefined)
    LOWER_CASED.set(words, (lower = words.map((each) => each.toLowerCase())));
  return lower;
}

/** As many letters are told apart when they are counted. */
const BUCKETS = 32;

/** What makes a word of some length its opposite. */
const NEGATION = /^(?:de|dis|in|non|not|un)[ -]?(?=.{4})/u;

/** A word that others are compared with. */
class Wanted {
  /** What the word is the opposite of. */
  private readonly opposite: string | undefined;
  /** How often it has each letter. */
  private readonly letters = new Int32Array(BUCKETS);
  /** The rows of the table of distances that are looked at. */
  private rows: [Row, Row, Row] = [[], [], []];

  constructor(readonly text: string) {
    this.opposite = NEGATION.test(text) ? text.replace(NEGATION, '') : undefined;
    for (let index = 0; index < text.length; index++) {
      const bucket = text.charCodeAt(index) % BUCKETS;
      this.letters[bucket] = (this.letters[bucket] ?? 0) + 1;
    }
  }

  /** The place of the first of the nearest of some words; undefined where at least `limit` edits lead to each. */
  nearestOf(others: readonly string[], limit: number): number | undefined {
    let least = limit;
    let best: number | undefined;
    for (let index = 0; index < others.length; index++) {
      const other = others[index] ?? '';
      if (this.isFar(other, least) || other === this.opposite) continue;
      const distance = this.distanceTo(other, least);
      if (distance >= least) continue;
      least = distance;
      best = index;
    }
    return best;
  }

  /** Whether at least `limit` edits lead to another word by its length and letters alone: each gives or takes one at most. */
  isFar(other: string, limit: number): boolean {
    const { text, letters } = this;
    if (Math.abs(other.length - text.length) >= limit) return true;
    let foreign = 0;
    let index = 0;
    for (; index < other.length && foreign < limit; index++) {
      const bucket = other.charCodeAt(index) % BUCKETS;
      const left = (letters[bucket] ?? 0) - 1;
      letters[bucket] = left;
      if (left < 0) foreign += 1;
    }
    // Counted back, which takes less than to copy the counts for each word.
    while (index > 0) {
      const bucket = other.charCodeAt((index -= 1)) % BUCKETS;
      letters[bucket] = (letters[bucket] ?? 0) + 1;
    }
    if (foreign >= limit) return true;
    return text.length - (other.length - foreign) >= limit;
  }

  /**
   * Edits (insert, delete, replace, swap of neighbours) that lead to another word, whose length differs by less than `limit`;
   * at least `limit` where there are more.
   */
  distanceTo(other: string, limit: number): number {
    const { text } = this;
    let [before, previous, current] = this.rows;
    for (let j = 0; j <= other.length; j++) previous[j] = j;
    for (let i = 1; i <= text.length; i++) {
      // Further away from the diagonal, there are too many edits anyway.
      const [from, to] = [Math.max(1, i - limit + 1), Math.min(other.length, i + limit - 1)];
      current[from - 1] = from === 1 ? i : limit;
      let least = from === 1 ? i : limit;
      for (let j = from; j <= to; j++) {
        const same = text[i - 1] === other[j - 1];
        let distance = Math.min(
          (previous[j] ?? limit) + 1,
          (current[j - 1] ?? limit) + 1,
          (previous[j - 1] ?? limit) + (same ? 0 : 1),
        );
        if (i > 1 && j > 1 && text[i - 1] === other[j - 2] && text[i - 2] === other[j - 1])
          distance = Math.min(distance, (before[j - 2] ?? limit) + 1);
        current[j] = distance;
        least = Math.min(least, distance);
      }
      if (least >= limit) return limit;
      if (to < other.length) current[to + 1] = limit;
      [before, previous, current] = [previous, current, before];
    }
    return previous[other.length] ?? limit;
  }
}

type Row = number[];

/** `; did you mean X?`, or nothing. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const near = nearestWord(word, candidates);
  return near === undefined ? '' : `; did you mean ${near}?`;
}
