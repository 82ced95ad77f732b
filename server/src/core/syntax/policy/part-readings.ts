import type { Part } from '../tree.js';
import type { ReadingProblem } from './problem.js';
import type { NamedUser, ReadGrant } from './reading.js';

/** What was read of the scalars of a part, with what is wrong with them. */
export interface PartReading<T> {
  readonly list: readonly T[];
  readonly problems: readonly ReadingProblem[];
}

/** Grants in a part. */
export interface GrantsReading extends PartReading<ReadGrant> {
  /** Tells whether the same is stated elsewhere: equal for keys, or principals, that are. */
  readonly identities: readonly string[];
}

/** What parts of long lists and maps say, each read once: a part depends on nothing else. */
export class PartReadings {
  readonly shapes = new Kept<readonly ReadingProblem[]>();
  readonly users = new Kept<PartReading<NamedUser>>();
  readonly grants = new Kept<GrantsReading>();
}

/** Things that are made of parts, each once. */
export class Kept<T> {
  private readonly known = new WeakMap<Part, T>();

  of(part: Part, make: (part: Part) => T): T {
    let made = this.known.get(part);
    if (made === undefined) this.known.set(part, (made = make(part)));
    return made;
  }
}
