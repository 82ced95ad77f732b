import type { AccessOrder } from '../../core/access/entries.js';
import type { AccessEntry } from '../../core/access/space-entries.js';
import type { OpenPolicy } from '../../core/check.js';
import type { Verdict } from '../../core/decide/types.js';

/** What is told of effective access: of one policy after the other. */
export interface AccessReport {
  readonly by: AccessOrder;
  /** How many verdicts of whole spaces there are of each kind, told or not; absent where single items are told of. */
  readonly counts: Readonly<Record<Verdict, number>> | undefined;
  readonly verdicts: ReadonlySet<Verdict>;
  readonly policies: readonly AccessOfPolicy[];
}

/** What is told of one policy. */
export interface AccessOfPolicy {
  readonly policy: OpenPolicy;
  /** How it is named among others: the path of its first file. */
  readonly name: string;
  /** Found as they are read. */
  readonly entries: Iterable<AccessEntry>;
}

/** Turns a report into the text of one format, part by part, as entries come. */
export type AccessReporter = (report: AccessReport) => Generator<string>;
