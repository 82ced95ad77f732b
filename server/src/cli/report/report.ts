import type { Checked, Diagnostic } from '../../core/check.js';
import type { Severity } from '../../core/rules/rule.js';
import type { MORE_FORMATS } from '../formats.js';
import { printableLine } from '../terminal.js';

/** What a report of `check` tells besides the policies. */
export interface CheckResult {
  /** Whether there are findings at or above the fail level. */
  readonly failed: boolean;
  /** Why files couldn't be read, a message each. */
  readonly unreadable: readonly string[];
  /** Whether a diagnostic of a policy is at or above the fail level. */
  readonly fails: (policy: Checked, diagnostic: Diagnostic) => boolean;
}

/** Turns what was found into the text of one format. */
export type CheckReporter = (policies: readonly Checked[], result: CheckResult) => string;

/** The formats that plain `check` doesn't need, by name. */
export type MoreReporters = Readonly<Record<(typeof MORE_FORMATS)[number], CheckReporter>>;

/** The worst first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** Diagnostics by severity, the worst first; otherwise in their order. */
export function worstFirst(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return SEVERITIES.flatMap((wanted) => diagnostics.filter(({ severity }) => severity === wanted));
}

/** What a diagnostic says, a line each, without characters that can't be seen: the headline, and what is told below it. */
export interface MessageLines {
  readonly headline: string;
  readonly details: readonly string[];
}

export function messageLines({ message }: Diagnostic): MessageLines {
  const [headline = '', ...details] = message.split('\n').map(printableLine);
  return { headline, details };
}
