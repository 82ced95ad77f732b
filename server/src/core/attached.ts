/** Values by objects. */
export interface Store<K extends object, V> {
  get(object: K): V | undefined;
  set(object: K, value: V): unknown;
}

/**
 * Values that are worked out of objects, each kept with its object: what a `WeakMap` is for, where the store lives long, and objects and
 * values are many and live shortly. When V8 collects new objects alone, it takes all values of a WeakMap to be in use, and all that
 * they refer to: each state of a policy that is edited would stay until everything is collected. Copies of an object don't have its
 * values.
 *
 * A value goes with its object. Of a store that is gone itself, it goes at the latest when another store keeps something with the object.
 */
export class Attached<K extends object, V> implements Store<K, V> {
  /** Stands for the store, which the objects don't keep alive. */
  private readonly self = new WeakRef<object>(this);

  get(object: K): V | undefined {
    for (let value = valuesOf(object); value !== undefined; value = value.next)
      if (value.of === this.self) return value.value as V;
    return undefined;
  }

  /** The value of an object, which is made when it is asked for first. */
  of(object: K, make: (object: K) => V): V {
    let value = this.get(object);
    if (value === undefined) this.set(object, (value = make(object)));
    return value;
  }

  set(object: K, value: V): void {
    const others = this.others(valuesOf(object));
    setValues(object, { of: this.self, value, next: others });
  }

  delete(object: K): void {
    const values = valuesOf(object);
    if (values !== undefined) setValues(object, this.others(values));
  }

  /** The values of other stores that are still there. */
  private others(values: Value | undefined): Value | undefined {
    let others: Value | undefined;
    for (let value = values; value !== undefined; value = value.next)
      if (value.of !== this.self && value.of.deref() !== undefined)
        others = { of: value.of, value: value.value, next: others };
    return others;
  }
}

/** A value of one store, and those of other stores with the same object. */
interface Value {
  readonly of: WeakRef<object>;
  readonly value: unknown;
  readonly next: Value | undefined;
}

const VALUES = Symbol('values');

interface Holding {
  [VALUES]?: Value | undefined;
}

function valuesOf(object: Holding): Value | undefined {
  return object[VALUES];
}

function setValues(object: Holding, values: Value | undefined): void {
  if (object[VALUES] !== undefined) object[VALUES] = values;
  // What isn't enumerable isn't copied, and nothing compares it.
  else Object.defineProperty(object, VALUES, { value: values, writable: true, configurable: true });
}
