/** The most things of one kind that are proposed at once. */
const MOST = 100;

/** What things are found by. */
export interface Search<T> {
  /** The name, as it is shown. */
  readonly text: (thing: T) => string;
  /** Further words that find it. */
  readonly more?: (thing: T) => string;
}

/**
 * Picks what fits best to what is typed, where there is very much to choose from: names that begin with it, then those
 * with a word that does, those that hold it, and those that hold its letters in order; in each the first by the alphabet.
 * Where there is little, everything: editors choose for themselves.
 */
export class Best {
  private constructor(
    private readonly typed: string,
    /** Tells names that aren't proposed. */
    readonly isLeftOut: (text: string) => boolean,
    private readonly cut: { isCut: boolean },
  ) {}

  /** @param isLeftOut names that aren't proposed, such as those that stand there already */
  static of(typed: string, isLeftOut: (text: string) => boolean = () => false): Best {
    return new Best(searched(typed), isLeftOut, { isCut: false });
  }

  /** The same for other text that is typed. */
  for(typed: string): Best {
    return new Best(searched(typed), this.isLeftOut, this.cut);
  }

  /** Whether things were left out that fit to something else that could be typed. */
  get isCut(): boolean {
    return this.cut.isCut;
  }

  pick<T>(things: readonly T[], { text, more }: Search<T>): readonly T[] {
    if (things.length <= MOST) return things;
    this.cut.isCut = true;
    const best: Ranked<T>[] = [];
    for (const thing of things) {
      const name = text(thing);
      const key = name.toLowerCase();
      const rank = this.rankOf(key, more && (() => more(thing)));
      if (rank >= NO_FIT || this.isLeftOut(name)) continue;
      const ranked = { thing, rank, key };
      const last = best.at(-1);
      if (best.length < MOST) insert(best, ranked);
      else if (last !== undefined && isBefore(ranked, last)) {
        best.pop();
        insert(best, ranked);
      }
    }
    return best.map(({ thing }) => thing);
  }

  private rankOf(name: string, more?: () => string): number {
    const rank = fit(name, this.typed);
    return rank < 2 || more === undefined
      ? rank
      : Math.min(rank, 1 + fit(more().toLowerCase(), this.typed));
  }
}

interface Ranked<T> {
  readonly thing: T;
  readonly rank: number;
  readonly key: string;
}

const NO_FIT = 4;

/** How well a name fits: 0 is best. Both are in lower case. */
function fit(name: string, typed: string): number {
  if (typed === '') return name === '' ? NO_FIT : 0;
  const at = name.indexOf(typed);
  if (at === 0) return 0;
  if (at > 0) return /[^\p{L}\p{N}]$/u.test(name.slice(0, at)) ? 1 : 2;
  return holdsLetters(name, typed) ? 3 : NO_FIT;
}

function holdsLetters(name: string, typed: string): boolean {
  let at = 0;
  for (const letter of typed) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** `user` before a name is no part of it. */
function searched(typed: string): string {
  return typed
    .trimStart()
    .replace(/^user\s+/iu, '')
    .toLowerCase();
}

function isBefore<T>(a: Ranked<T>, b: Ranked<T>): boolean {
  return a.rank < b.rank || (a.rank === b.rank && a.key < b.key);
}

/** Puts a thing in its place of a sorted list. */
function insert<T>(list: Ranked<T>[], thing: Ranked<T>): void {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = list[middle];
    if (other !== undefined && isBefore(other, thing)) low = middle + 1;
    else high = middle;
  }
  list.splice(low, 0, thing);
}
