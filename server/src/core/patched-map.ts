/** Marks a key that the map beneath has and this one hasn't. */
const GONE = Symbol('gone');

/** More changes than this are no longer kept beside the map beneath: so few values that are no longer in use stay in memory. */
const MOST_BESIDE = 64;

/**
 * A map with a few changes, kept beside the map that they were made to: making one costs as much as the changes do. Reads and
 * iterates as a copy of that map would after `set` and `delete`.
 */
export class PatchedMap<K, V> implements ReadonlyMap<K, V> {
  readonly size: number;
  /** Whether a value beside the map beneath is undefined: only then it takes two looks to tell that there is none. */
  private readonly hasBlank: boolean;

  private constructor(
    private readonly base: ReadonlyMap<K, V>,
    /** Values that are others, keys that are gone, and then, in order, those that the map beneath hasn't. */
    private readonly over: ReadonlyMap<K, V | typeof GONE>,
  ) {
    let { size } = base;
    let hasBlank = false;
    for (const [key, value] of over) {
      hasBlank ||= value === undefined;
      if (value === GONE) size -= 1;
      else if (!base.has(key)) size += 1;
    }
    this.size = size;
    this.hasBlank = hasBlank;
  }

  /** The map with values set, as `Map.set` does one by one. */
  static with<K, V>(
    map: ReadonlyMap<K, V>,
    changes: readonly (readonly [K, V])[],
  ): ReadonlyMap<K, V> {
    if (changes.length === 0) return map;
    const [base, over] = partsOf(map);
    // What went and comes back stands at the end, which patches can't say.
    const isReturning = changes.some(([key]) => over.get(key) === GONE);
    if (isReturning || over.size + changes.length > MOST_BESIDE) {
      const copy = new Map(map);
      for (const [key, value] of changes) copy.set(key, value);
      return copy;
    }
    const patched = new Map(over);
    for (const [key, value] of changes) patched.set(key, value);
    return new PatchedMap(base, patched);
  }

  /** The map without a key. */
  static without<K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> {
    if (!map.has(key)) return map;
    const [base, over] = partsOf(map);
    if (over.size + 1 > MOST_BESIDE) {
      const copy = new Map(map);
      copy.delete(key);
      return copy;
    }
    const patched = new Map(over);
    if (base.has(key)) patched.set(key, GONE);
    else patched.delete(key);
    return new PatchedMap(base, patched);
  }

  /**
   * The keys whose values may differ between two maps: few where one was made of the other, else all.
   */
  static differing<K, V>(one: ReadonlyMap<K, V>, other: ReadonlyMap<K, V>): ReadonlySet<K> {
    if (one === other) return new Set();
    const [[base, over], [otherBase, otherOver]] = [partsOf(one), partsOf(other)];
    return base === otherBase
      ? new Set([...over.keys(), ...otherOver.keys()])
      : new Set([...one.keys(), ...other.keys()]);
  }

  /** Whether two maps are patches of one map: then what they both have stands in the same order in both. */
  static areOfOne<K, V>(one: ReadonlyMap<K, V>, other: ReadonlyMap<K, V>): boolean {
    return partsOf(one)[0] === partsOf(other)[0];
  }

  get(key: K): V | undefined {
    const value = this.over.get(key);
    if (value === GONE) return undefined;
    if (value !== undefined || (this.hasBlank && this.over.has(key))) return value;
    return this.base.get(key);
  }

  has(key: K): boolean {
    const value = this.over.get(key);
    if (value === GONE) return false;
    return value !== undefined || this.base.has(key) || (this.hasBlank && this.over.has(key));
  }

  *entries(): MapIterator<[K, V]> {
    const { base, over } = this;
    for (const entry of base) {
      const [key] = entry;
      const value = over.get(key);
      if (value === GONE) continue;
      yield value === undefined && !over.has(key) ? entry : [key, value as V];
    }
    for (const [key, value] of over) if (value !== GONE && !base.has(key)) yield [key, value];
  }

  *keys(): MapIterator<K> {
    for (const key of this.base.keys()) if (this.over.get(key) !== GONE) yield key;
    for (const [key, value] of this.over) if (value !== GONE && !this.base.has(key)) yield key;
  }

  *values(): MapIterator<V> {
    const { base, over } = this;
    for (const [key, value] of base) {
      const patch = over.get(key);
      if (patch === GONE) continue;
      yield patch === undefined && !over.has(key) ? value : (patch as V);
    }
    for (const [key, value] of over) if (value !== GONE && !base.has(key)) yield value;
  }

  [Symbol.iterator](): MapIterator<[K, V]> {
    return this.entries();
  }

  forEach(visit: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    const { base, over } = this;
    base.forEach((value, key) => {
      const patch = over.get(key);
      if (patch === GONE) return;
      visit(patch === undefined && !over.has(key) ? value : (patch as V), key, this);
    });
    for (const [key, value] of over) if (value !== GONE && !base.has(key)) visit(value, key, this);
  }

  /** The map beneath, and what is kept beside it. */
  static parts<K, V>(map: PatchedMap<K, V>): Parts<K, V> {
    return [map.base, map.over];
  }
}

type Parts<K, V> = readonly [base: ReadonlyMap<K, V>, over: ReadonlyMap<K, V | typeof GONE>];

function partsOf<K, V>(map: ReadonlyMap<K, V>): Parts<K, V> {
  return map instanceof PatchedMap
    ? PatchedMap.parts(map as PatchedMap<K, V>)
    : [map, new Map<K, V | typeof GONE>()];
}
