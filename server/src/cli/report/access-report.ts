import type { AccessOrder } from '../../core/access/entries.js';
import type { AccessEntry } from '../../core/access/space-entries.js';
import type { OpenPolicy } from '../../core/check.js';
import type { Verdict } from '../../core/decide/types.js';

/** What a report of effective access begins with. */
export interface AccessHead {
  readonly policy: OpenPolicy;
  readonly by: AccessOrder;
  /** How many verdicts of whole spaces there are of each kind, told or not; absent where single items are told of. */
  readonly counts: Readonly<Record<Verdict, number>> | undefined;
  readonly verdicts: ReadonlySet<Verdict>;
}

/** Turns entries into the text of one format, part by part, as they come. */
export type AccessReporter = (
  head: AccessHead,
  entries: Iterable<AccessEntry>,
) => Generator<string>;
