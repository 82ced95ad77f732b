/** Which of the two numbers counts what. */
const ALL = 0;
const LAST = 1;

/**
 * The parts of the work that threads share: each is taken once. Whoever knows all takes the first, the others take the last ones, so
 * that they need to know less of the policy.
 */
export class Taken {
  private readonly counts: Int32Array;

  constructor(readonly shared = new SharedArrayBuffer(8)) {
    this.counts = new Int32Array(shared);
  }

  /** How many parts were taken; more than there are where all were. */
  get count(): number {
    return Atomics.load(this.counts, ALL);
  }

  /**
   * The parts that this thread takes from the beginning on, one after the other. One thread alone may do so.
   *
   * @param count how many parts there are
   */
  *first(count: number): Iterable<number> {
    for (let part = 0; Atomics.add(this.counts, ALL, 1) < count; part += 1) yield part;
  }

  /** The parts that this thread takes from the end on, one after the other. */
  *last(count: number): Iterable<number> {
    while (Atomics.add(this.counts, ALL, 1) < count)
      yield count - 1 - Atomics.add(this.counts, LAST, 1);
  }
}
