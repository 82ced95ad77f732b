import type { Checked, Diagnostic } from '../../core/check.js';
import type { Severity } from '../../core/rules/rule.js';

/** How many findings and expectations of each outcome there are. */
export interface Counts {
  readonly files: number;
  readonly summary: Readonly<Record<Severity | 'suppressed' | 'baselined', number>>;
  readonly tests: Readonly<Record<'passed' | 'failed' | 'undecided' | 'empty', number>>;
}

export function countsOf(policies: readonly Checked[]): Counts {
  const diagnostics = policies.flatMap((policy) => policy.diagnostics);
  const tests = policies.flatMap((policy) => policy.tests);
  const states = tests.flatMap(({ expectations }) => expectations.map(({ state }) => state));
  const shown = (severity: Severity): number =>
    diagnostics.filter((diagnostic) => isShown(diagnostic) && diagnostic.severity === severity)
      .length;
  const count = (state: string): number => states.filter((other) => other === state).length;
  return {
    files: policies.reduce((sum, { policy }) => sum + policy.files.length, 0),
    summary: {
      error: shown('error'),
      warning: shown('warning'),
      info: shown('info'),
      suppressed: diagnostics.filter(({ suppressed }) => suppressed !== undefined).length,
      baselined: diagnostics.filter(({ baselined }) => baselined !== undefined).length,
    },
    tests: {
      passed: count('passed'),
      failed:
        count('failed') +
        count('broken') +
        tests.reduce((sum, { test }) => sum + test.unreadable, 0),
      undecided: count('undecided'),
      empty: tests.filter(
        ({ test, expectations }) => expectations.length === 0 && test.unreadable === 0,
      ).length,
    },
  };
}

/** Whether no comment silences a diagnostic, and no baseline holds it. */
export function isShown({ suppressed, baselined }: Diagnostic): boolean {
  return suppressed === undefined && baselined === undefined;
}

/** The counts in words, without any name of the policy. */
export function summaryText({ files, summary, tests }: Counts, unreadable: number): string {
  const parts = [
    plural(files, 'file'),
    ...(unreadable > 0 ? [`${plural(unreadable, 'file')} that can't be read`] : []),
    plural(summary.error, 'error'),
    plural(summary.warning, 'warning'),
    ...(summary.info > 0 ? [`${summary.info} info`] : []),
    ...(summary.suppressed > 0 ? [`${summary.suppressed} suppressed`] : []),
    ...(summary.baselined > 0 ? [`${summary.baselined} in the baseline`] : []),
  ];
  const total = tests.passed + tests.failed + tests.undecided;
  const expectations = [
    `${tests.passed} of ${total} ${total === 1 ? 'expectation holds' : 'expectations hold'}`,
    ...(tests.failed > 0 ? [`${tests.failed} failed`] : []),
    ...(tests.undecided > 0 ? [`${tests.undecided} undecided`] : []),
    ...(tests.empty > 0 ? [plural(tests.empty, 'empty test')] : []),
  ];
  return `${parts.join(', ')}${total + tests.empty > 0 ? `; ${expectations.join(', ')}` : ''}`;
}

/** `1 file`, `2 files`. */
export function plural(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
