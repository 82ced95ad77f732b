import { Attached } from '../../attached.js';
import { DistinctParts } from '../../distinct-parts.js';
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
  readonly shapes = new Attached<Part, readonly ReadingProblem[]>();
  readonly users = new Attached<Part, PartReading<NamedUser>>();
  readonly grants = new Attached<Part, GrantsReading>();
  /** Of the identities of grants: whether no two are the same. */
  readonly identities = new DistinctParts();
}
