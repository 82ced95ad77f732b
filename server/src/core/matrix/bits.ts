/**
 * An immutable set of small integers from 0 to `size` - 1, kept as bits. Two sets are combined only if they count
 * the same things: here, the actions in the order of `MatrixData.actions`.
 */
export class BitSet {
  private constructor(
    /** How many different members are possible. */
    readonly size: number,
    private readonly words: Uint32Array,
  ) {}

  static empty(size: number): BitSet {
    return new BitSet(size, new Uint32Array((size + 31) >>> 5));
  }

  /** The set of `members`; those outside 0 to `size` - 1 are left out. */
  static of(size: number, members: Iterable<number>): BitSet {
    const words = new Uint32Array((size + 31) >>> 5);
    for (const member of members) {
      if (member < 0 || member >= size) continue;
      words[member >>> 5] = (words[member >>> 5] ?? 0) | (1 << (member & 31));
    }
    return new BitSet(size, words);
  }

  has(member: number): boolean {
    return (
      member >= 0 && member < this.size && ((this.at(member >>> 5) >>> (member & 31)) & 1) === 1
    );
  }

  /** What is in either. */
  or(other: BitSet): BitSet {
    return this.combine(other, (mine, theirs) => mine | theirs);
  }

  /** What is in both. */
  and(other: BitSet): BitSet {
    return this.combine(other, (mine, theirs) => mine & theirs);
  }

  /** What is in this one only. */
  without(other: BitSet): BitSet {
    return this.combine(other, (mine, theirs) => mine & ~theirs);
  }

  equals(other: BitSet): boolean {
    return this.size === other.size && this.words.every((word, i) => word === other.at(i));
  }

  isEmpty(): boolean {
    return this.words.every((word) => word === 0);
  }

  /** How many members there are. */
  count(): number {
    let count = 0;
    for (const word of this.words) {
      // Each pair of bits becomes how many of them are set, then each four, then each byte; the product adds up the bytes.
      const pairs = word - ((word >>> 1) & 0x55555555);
      const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
      count += Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
    }
    return count;
  }

  /** The members, in ascending order. */
  *[Symbol.iterator](): IterableIterator<number> {
    for (let i = 0; i < this.words.length; i++) {
      for (let rest = this.at(i); rest !== 0; rest &= rest - 1) {
        yield (i << 5) + 31 - Math.clz32(rest & -rest);
      }
    }
  }

  private at(word: number): number {
    return this.words[word] ?? 0;
  }

  private combine(other: BitSet, combineWords: (mine: number, theirs: number) => number): BitSet {
    const words = new Uint32Array(this.words.length);
    for (let i = 0; i < words.length; i++) words[i] = combineWords(this.at(i), other.at(i));
    return new BitSet(this.size, words);
  }
}
