/**
 * A map with a few values changed, without a copy of the rest. The values stand where those that they replace stood. An
 * overlay of an overlay lies on the map beneath both.
 */
export class Overlay<K, V> implements ReadonlyMap<K, V> {
  private constructor(
    private readonly base: ReadonlyMap<K, V>,
    private readonly changed: ReadonlyMap<K, V>,
  ) {}

  /** The map with another value of a key that it has; other keys aren't added. */
  static of<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
    if (!map.has(key)) return map;
    if (!(map instanceof Overlay)) return new Overlay(map, new Map([[key, value]]));
    const { base, changed } = map as Overlay<K, V>;
    return new Overlay(base, new Map(changed).set(key, value));
  }

  /**
   * The keys whose values may differ between two maps that have the same keys in the same order; undefined where that
   * isn't known of them.
   */
  static changedKeys<K, V>(
    before: ReadonlyMap<K, V>,
    after: ReadonlyMap<K, V>,
  ): Iterable<K> | undefined {
    const [old, now] = [layersOf(before), layersOf(after)];
    return old.base === now.base ? new Set([...old.changed, ...now.changed]) : undefined;
  }

  get size(): number {
    return this.base.size;
  }

  get(key: K): V | undefined {
    return this.changed.get(key) ?? this.base.get(key);
  }

  has(key: K): boolean {
    return this.base.has(key);
  }

  forEach(visit: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this) visit(value, key, this);
  }

  keys(): MapIterator<K> {
    return this.base.keys();
  }

  *values(): MapIterator<V> {
    for (const [, value] of this) yield value;
  }

  entries(): MapIterator<[K, V]> {
    return this[Symbol.iterator]();
  }

  *[Symbol.iterator](): MapIterator<[K, V]> {
    for (const [key, value] of this.base) yield [key, this.changed.get(key) ?? value];
  }

  /** The map beneath, and the keys of the values that are changed. */
  get layers(): Layers<K, V> {
    return { base: this.base, changed: this.changed.keys() };
  }
}

interface Layers<K, V> {
  readonly base: ReadonlyMap<K, V>;
  readonly changed: Iterable<K>;
}

function layersOf<K, V>(map: ReadonlyMap<K, V>): Layers<K, V> {
  return map instanceof Overlay ? (map as Overlay<K, V>).layers : { base: map, changed: [] };
}
