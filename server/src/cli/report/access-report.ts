import type { SelectionText } from '../../core/access/select.js';
import type { Counts } from '../../core/access/tenant-access.js';
import type { AccessEntry } from '../../core/access/space-entries.js';
import type { OpenPolicy } from '../../core/check.js';

/** What is told of effective access: of one policy after the other. */
export interface AccessReport {
  readonly asked: SelectionText;
  /**
   * How many verdicts of whole spaces there are of each kind, told or not; undefined where single items are told of. Counting
   * takes time in step with what spaces grant: it is put off until it is asked for, and done once.
   */
  readonly counts: () => Readonly<Counts> | undefined;
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

/** Turns a report into the text or bytes of one format, part by part, as entries come. */
export type AccessReporter<Part extends string | Uint8Array = string> = (
  report: AccessReport,
) => Generator<Part>;

/** What the policy leaves open is told, even where it isn't asked for. */
export function noteText({ asked, counts }: AccessReport): string | undefined {
  if (asked.verdicts.includes('depends')) return undefined;
  const depends = counts()?.depends ?? 0;
  if (depends === 0) return undefined;
  return `${depends.toLocaleString('en')} ${depends === 1 ? 'verdict depends' : 'verdicts depend'} on what the policy does not state, and ${depends === 1 ? 'is' : 'are'} not listed: --verdict depends lists them.`;
}
