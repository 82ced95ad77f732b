import { commonEnds } from './spliced-list.js';

/** Marks a key that the map beneath has and this one hasn't. */
const GONE = Symbol('gone');

/** More changes than this are no longer kept beside the map beneath. */
const MOST_BESIDE = 1024;

/**
 * A map whose entries come in parts, one after the other, each a map that is never changed. Making one of another that shares most of
 * its parts costs as much as the parts that it doesn't.
 */
export class PartsMap<K, V> implements ReadonlyMap<K, V> {
  private constructor(
    private readonly parts: readonly ReadonlyMap<K, V>[],
    private readonly base: ReadonlyMap<K, V>,
    /** What differs from the map beneath. */
    private readonly over: ReadonlyMap<K, V | typeof GONE>,
    readonly size: number,
  ) {}

  /**
   * The entries of all parts; where several have a key, the first one's, in a plain map.
   *
   * @param before another map, which may share parts
   */
  static of<K, V>(
    parts: readonly ReadonlyMap<K, V>[],
    before?: ReadonlyMap<K, V>,
  ): ReadonlyMap<K, V> {
    const next = before instanceof PartsMap ? (before as PartsMap<K, V>).with(parts) : undefined;
    if (next !== undefined) return next;
    const all = new Map<K, V>();
    let count = 0;
    for (const part of parts) {
      count += part.size;
      for (const [key, value] of part) if (!all.has(key)) all.set(key, value);
    }
    return all.size === count ? new PartsMap(parts, all, new Map(), count) : all;
  }

  /** Whether a map was made of parts of which no two have the same key. */
  static isDistinct(map: ReadonlyMap<unknown, unknown>): boolean {
    return map instanceof PartsMap;
  }

  /** The keys of two maps, without those of parts that both have. */
  static apart<K, V>(
    one: ReadonlyMap<K, V> | undefined,
    other: ReadonlyMap<K, V> | undefined,
  ): readonly [K[], K[]] {
    if (!(one instanceof PartsMap && other instanceof PartsMap))
      return [[...(one?.keys() ?? [])], [...(other?.keys() ?? [])]];
    const [old, now] = [partsOf<K, V>(one), partsOf<K, V>(other)];
    const { start, end } = commonEnds(old, now);
    return [keysOf(old.slice(start, old.length - end)), keysOf(now.slice(start, now.length - end))];
  }

  /** The map of other parts; undefined where a key may be in several, or little is shared. */
  private with(parts: readonly ReadonlyMap<K, V>[]): PartsMap<K, V> | undefined {
    const { start, end } = commonEnds(this.parts, parts);
    const over = new Map(this.over);
    let { size } = this;
    for (const part of this.parts.slice(start, this.parts.length - end)) {
      size -= part.size;
      for (const key of part.keys()) over.set(key, GONE);
    }
    for (const part of parts.slice(start, parts.length - end)) {
      size += part.size;
      for (const [key, value] of part) {
        const known = over.get(key);
        if (known === undefined ? this.base.has(key) : known !== GONE) return undefined;
        over.set(key, value);
      }
    }
    return over.size > MOST_BESIDE ? undefined : new PartsMap(parts, this.base, over, size);
  }

  get(key: K): V | undefined {
    const value = this.over.get(key);
    if (value === undefined) return this.base.get(key);
    return value === GONE ? undefined : value;
  }

  has(key: K): boolean {
    const value = this.over.get(key);
    return value === undefined ? this.base.has(key) : value !== GONE;
  }

  *entries(): MapIterator<[K, V]> {
    for (const part of this.parts) yield* part.entries();
  }

  *keys(): MapIterator<K> {
    for (const part of this.parts) yield* part.keys();
  }

  *values(): MapIterator<V> {
    for (const part of this.parts) yield* part.values();
  }

  [Symbol.iterator](): MapIterator<[K, V]> {
    return this.entries();
  }

  forEach(visit: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this.entries()) visit(value, key, this);
  }

  static partsOf<K, V>(map: PartsMap<K, V>): readonly ReadonlyMap<K, V>[] {
    return map.parts;
  }
}

function partsOf<K, V>(map: PartsMap<unknown, unknown>): readonly ReadonlyMap<K, V>[] {
  return PartsMap.partsOf(map as PartsMap<K, V>);
}

function keysOf<K>(parts: readonly ReadonlyMap<K, unknown>[]): K[] {
  const keys: K[] = [];
  for (const part of parts) for (const key of part.keys()) keys.push(key);
  return keys;
}
