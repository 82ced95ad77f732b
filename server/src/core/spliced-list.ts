/** What was put in the place of what in an earlier list: the items at its start and at its end that both have. */
interface Made {
  /** Stands for the earlier list, which isn't kept alive. */
  readonly of: symbol;
  readonly start: number;
  readonly end: number;
}

/** A list that knows by which change it was made of an earlier one, so that the two needn't be compared item by item. */
export class SplicedList<T> {
  private readonly stamp = Symbol('list');

  private constructor(
    readonly items: readonly T[],
    private readonly made?: Made,
  ) {}

  static of<T>(items: readonly T[]): SplicedList<T> {
    return new SplicedList(items);
  }

  /** The list with items in the place of `count` others from `start` on; the same list where they are the same. */
  splice(start: number, count: number, items: readonly T[]): SplicedList<T> {
    const old = this.items.slice(start, start + count);
    const same = commonEnds(old, items);
    const [from, to] = [start + same.start, start + count - same.end];
    const added = items.slice(same.start, items.length - same.end);
    if (from === to && added.length === 0) return this;
    const made = { of: this.stamp, start: from, end: this.items.length - to };
    return new SplicedList(spliced(this.items, from, to, added), made);
  }

  /** How many items at the start, and at the end, two lists have in common. */
  static difference<T>(old: SplicedList<T>, now: SplicedList<T>): Common {
    if (old === now) return { start: now.items.length, end: 0 };
    return now.made?.of === old.stamp ? now.made : commonEnds(old.items, now.items);
  }
}

/** How many items at the start, and at the end, two lists have in common. */
export interface Common {
  readonly start: number;
  readonly end: number;
}

function spliced<T>(
  items: readonly T[],
  from: number,
  to: number,
  added: readonly T[],
): readonly T[] {
  if (to - from !== added.length) return items.slice(0, from).concat(added, items.slice(to));
  const copy = items.slice();
  added.forEach((item, index) => (copy[from + index] = item));
  return copy;
}

/** How many items at the start, and at the end, two lists have in common. */
export function commonEnds(old: readonly unknown[], now: readonly unknown[]): Common {
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < most - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1;
  return { start, end };
}
