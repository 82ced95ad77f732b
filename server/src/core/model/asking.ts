import { append } from '../append.js';

/** So many entries may have become others before it is listed anew who asks for what. */
const MOST_OTHERS = 64;

/**
 * Which entries of a section name something, by the names that they ask for: where a name comes or goes, only they are looked up anew.
 * What an entry asks for depends on its text alone, so the list holds for as long as its entries are the same.
 */
export class Asking {
  private constructor(
    private readonly byName: ReadonlyMap<string, readonly string[]>,
    /** The keys of entries that are others since, or came: they may ask for anything. */
    private readonly others: ReadonlySet<string>,
  ) {}

  /** @param entries their keys, and what each asks for; undefined: it isn't known */
  static of(entries: Iterable<readonly [string, ReadonlySet<string> | undefined]>): Asking {
    const byName = new Map<string, string[]>();
    const others = new Set<string>();
    for (const [key, asked] of entries) {
      if (asked === undefined) others.add(key);
      else
        for (const name of asked) {
          const keys = byName.get(name);
          if (keys === undefined) byName.set(name, [key]);
          else keys.push(key);
        }
    }
    return new Asking(byName, others);
  }

  /** Once entries are others, or came or went; undefined where they are so many that it is better listed anew. */
  without(keys: ReadonlySet<string>): Asking | undefined {
    if (keys.size === 0) return this;
    const others = new Set([...this.others, ...keys]);
    return others.size > MOST_OTHERS ? undefined : new Asking(this.byName, others);
  }

  /** The keys of the entries that ask for one of some names, or may; also of some that are gone. */
  for(names: Iterable<string>): ReadonlySet<string> {
    const keys = [...this.others];
    for (const name of names) append(keys, this.byName.get(name) ?? []);
    return new Set(keys);
  }
}
