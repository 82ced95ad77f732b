/** One of the two directions of the table: entries of equal size, one after the other, behind a header that stays in sight. */
export class Axis {
  constructor(
    /** Pixels of an entry. */
    readonly size: number,
    /** Pixels of the header before the first. */
    readonly header: number,
    /** How many entries there are. */
    public length = 0,
  ) {}

  /** Pixels of everything. */
  get extent(): number {
    return this.header + this.length * this.size;
  }

  /** Where an entry starts. */
  start(index: number): number {
    return this.header + index * this.size;
  }

  /**
   * The entries to draw: those in sight, some before and after, and the one that has the keyboard wherever it is.
   *
   * @param offset how far it is scrolled
   * @param visible pixels that are in sight, the header included
   */
  drawn(offset: number, visible: number, active: number): readonly number[] {
    const first = Math.max(0, Math.floor(offset / this.size) - MARGIN);
    const last = Math.min(
      this.length - 1,
      Math.ceil((offset + visible - this.header) / this.size) + MARGIN,
    );
    const found: number[] = [];
    if (active >= 0 && active < first) found.push(active);
    for (let index = first; index <= last; index += 1) found.push(index);
    if (active > last && active < this.length) found.push(active);
    return found;
  }

  /** How many whole entries are in sight. */
  page(visible: number): number {
    return Math.max(1, Math.floor((visible - this.header) / this.size) - 1);
  }

  /** How far to scroll so that an entry is in sight, from where it is. */
  revealed(index: number, offset: number, visible: number): number {
    const start = index * this.size;
    const room = visible - this.header;
    if (start < offset) return start;
    return start + this.size > offset + room ? start + this.size - room : offset;
  }
}

/** So many entries are drawn outside of what is in sight. */
const MARGIN = 4;
