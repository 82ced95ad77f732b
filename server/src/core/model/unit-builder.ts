import type { Matrix } from '../matrix/matrix.js';
import type { ReadingProblem } from '../syntax/policy/problem.js';
import type { ReadEntry } from '../syntax/policy/reading.js';
import { tight } from '../tight.js';
import type { KnownNames } from './known-names.js';
import { askedIn, Lookup, type Noted } from './lookup.js';
import type { NameHistory } from './name-history.js';
import { type Duplicate, isTrouble, type NameUse } from './names.js';
import { NO_UNITS, type Unit, type UnitKey, type Units } from './units.js';

/** Makes something of an entry. */
export type Build<T, R> = (
  lookup: Lookup,
  read: R,
  key: string,
  found: { readonly duplicates: Duplicate[]; readonly problems: ReadingProblem[] },
) => T;

/** What is made now of something that was built of an entry before. */
export type Adapt<T, R> = (value: T, read: R, key: string) => T;

/** Looks up the names in entries, each anew only where that may come to something else than before. */
export class UnitBuilder {
  /** Of units that nobody keeps, nobody asks what else they use. */
  private readonly noted: Noted;

  /**
   * @param units what was made of entries before
   * @param names the names that there are
   * @param history tells which of them came or went since a unit was made
   */
  constructor(
    private readonly matrix: Matrix,
    private readonly units: Units,
    private readonly names: KnownNames,
    private readonly history: NameHistory,
  ) {
    this.noted = units === NO_UNITS ? 'troubles' : 'all';
  }

  /**
   * What is made of an entry.
   *
   * @param adapt makes a value that was built before what the tenant makes of it now; the same one where that is the same
   */
  unit<T, R extends ReadEntry>(
    read: R,
    key: string,
    build: Build<T, R>,
    adapt: Adapt<T, R>,
  ): Unit<T> {
    const known = this.units.get(read) as Unit<T> | undefined;
    if (known !== undefined && this.isStill(known)) {
      const value = adapt(known.value, read, key);
      if (value === known.value) return known;
      const adapted = { ...known, value };
      this.units.set(read, adapted);
      return adapted;
    }
    const lookup = new Lookup(this.matrix, this.names, this.noted, (part, look) =>
      this.part(part, look),
    );
    const found = { duplicates: [], problems: [] };
    const value = build(lookup, read, key, found);
    const { uses } = lookup;
    const unit = {
      value,
      uses: tight(uses),
      troubles: tight(uses.filter(isTrouble)),
      names: this.history.now,
      duplicates: tight(found.duplicates),
      problems: tight(found.problems),
    };
    this.units.set(read, unit);
    return unit;
  }

  /**
   * Lets go of what was built of an entry that is no longer stated: maps keep some of them for a while, and each would keep all
   * that it was looked up in.
   *
   * @param read the entry
   * @param next the one that is stated now
   */
  forget(read: ReadEntry | undefined, next: ReadEntry | undefined): void {
    if (read === undefined || read === next) return;
    this.units.delete(read);
    const kept = new Set<UnitKey>(partsOf(next));
    for (const part of partsOf(read)) if (!kept.has(part)) this.units.delete(part);
  }

  /** What is made of a part of a long entry. */
  private part<T>(part: readonly object[], build: (lookup: Lookup) => T): Unit<T> {
    // All empty lists are one, whatever would be made of them.
    const isEmpty = part.length === 0;
    const known = isEmpty ? undefined : (this.units.get(part) as Unit<T> | undefined);
    if (known !== undefined && this.isStill(known)) return known;
    const lookup = new Lookup(this.matrix, this.names, this.noted);
    const value = build(lookup);
    const unit = { ...NOTHING_FOUND, value, uses: tight(lookup.uses), names: this.history.now };
    if (!isEmpty) this.units.set(part, unit);
    return unit;
  }

  /** Whether nothing that a unit was looked up by has come or gone. */
  private isStill(unit: Unit): boolean {
    const changed = this.history.since(unit.names);
    if (changed === undefined) return false;
    if (changed.size > 0) {
      unit.asked ??= askedIn(unit.uses);
      for (const name of changed) if (unit.asked.has(name)) return false;
    }
    unit.names = this.history.now;
    return true;
  }
}

/** Of a part, its entry tells what is found. */
const NOTHING_FOUND = { troubles: tight<NameUse>([]), duplicates: [], problems: [] };

/** The lists of an entry's members, where these are divided. */
function partsOf(read: ReadEntry | undefined): readonly UnitKey[] {
  return read !== undefined && 'memberParts' in read ? (read.memberParts ?? []) : [];
}
