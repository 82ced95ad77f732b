import type { Diagnostic } from '../check.js';
import { type Fingerprint, fingerprintKey, fingerprintOf } from '../check/fingerprint.js';

/** Findings that are known and not counted. */
export interface BaselineEntry extends Fingerprint {
  /** How many alike. */
  readonly count: number;
  /** Why they are left, in the words of whoever left them. */
  readonly reason?: string;
  /** The last day on which they aren't counted, `YYYY-MM-DD`. */
  readonly expires?: string;
}

/** What a baseline makes of findings. */
export interface Baselined {
  /** All of them; those in the baseline are marked, and those whose entry has expired say so. */
  readonly diagnostics: readonly Diagnostic[];
  /** Entries for more findings than there are, with how many are gone. */
  readonly gone: readonly { readonly entry: BaselineEntry; readonly count: number }[];
}

/** What a file is called in a baseline, by its path in diagnostics. */
export type NameOf = (path: string) => string;

/**
 * Marks the findings that a baseline holds. Silenced ones are left alone.
 *
 * @param today entries that expire before this day have expired, `YYYY-MM-DD`
 */
export function applyBaseline(
  baseline: readonly BaselineEntry[],
  diagnostics: readonly Diagnostic[],
  nameOf: NameOf,
  today: string,
): Baselined {
  const left = new Map<string, { entry: BaselineEntry; count: number }>();
  for (const entry of baseline) left.set(fingerprintKey(entry), { entry, count: entry.count });
  const marked = diagnostics.map((diagnostic): Diagnostic => {
    if (diagnostic.suppressed !== undefined) return diagnostic;
    const fingerprint = fingerprintOf(diagnostic, nameOf(diagnostic.path));
    const known = left.get(fingerprintKey(fingerprint));
    if (known === undefined || known.count === 0) return diagnostic;
    known.count -= 1;
    const { expires } = known.entry;
    return expires !== undefined && expires < today
      ? { ...diagnostic, message: withNote(diagnostic.message, expires) }
      : { ...diagnostic, baselined: known.entry.reason ?? 'in the baseline' };
  });
  return { diagnostics: marked, gone: [...left.values()].filter(({ count }) => count > 0) };
}

function withNote(message: string, expires: string): string {
  const [first = '', ...more] = message.split('\n');
  return [`${first}; it was in the baseline until ${expires}`, ...more].join('\n');
}

/**
 * A baseline of all findings that aren't silenced, sorted.
 *
 * @param before an earlier baseline: its reasons and dates are kept where there still is such a finding
 */
export function baselineOf(
  diagnostics: readonly Diagnostic[],
  nameOf: NameOf,
  before: readonly BaselineEntry[] = [],
): readonly BaselineEntry[] {
  const notes = new Map(before.map((entry) => [fingerprintKey(entry), entry]));
  const entries = new Map<string, BaselineEntry>();
  for (const diagnostic of diagnostics) {
    if (diagnostic.suppressed !== undefined) continue;
    const fingerprint = fingerprintOf(diagnostic, nameOf(diagnostic.path));
    const key = fingerprintKey(fingerprint);
    const count = (entries.get(key)?.count ?? 0) + 1;
    entries.set(key, { ...notes.get(key), ...fingerprint, count });
  }
  return sortedEntries([...entries.values()]);
}

/** By file, place and rule: so each entry has its own place, and changes of a baseline are easily reviewed. */
export function sortedEntries(entries: readonly BaselineEntry[]): readonly BaselineEntry[] {
  const key = ({ file, entry, rule, message }: BaselineEntry): string =>
    [file, entry, rule, message].join('\n');
  return [...entries].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
