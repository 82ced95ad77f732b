import { append } from '../../core/append.js';
import type { Checked, Diagnostic } from '../../core/check.js';
import { filesOf } from '../../core/files-of.js';
import type { Origin } from '../../core/syntax/policy/access.js';
import type { ExpectationResult } from '../../core/tests/run-test.js';
import { Distinct } from '../../core/text/distinct.js';
import { printableLine } from '../terminal.js';
import { Positions } from './positions.js';
import { type CheckResult, messageLines } from './report.js';
import { isShown } from './summary.js';
import { type XmlElement, xmlText } from './xml.js';

/**
 * The report of `check --format junit`: a suite a file with the expectations of its tests, and one suite with all other
 * diagnostics. What is at or above the fail level has failed or is an error, what is below it or silenced is skipped: so
 * something here has failed where the exit code says so. There are no times: reports of the same policies are the same.
 */
export function checkJunit(policies: readonly Checked[], result: CheckResult): string {
  const suites = [
    ...policies.flatMap((policy) => expectationSuites(policy, result)),
    suite('spaceward check', [
      ...result.unreadable.map((message) =>
        testCase('files', message, outcome('error', 'unreadable-file', message)),
      ),
      ...diagnosticCases(policies, result),
    ]),
  ];
  const { tests, failures, errors } = sum(suites);
  return xmlText({
    name: 'testsuites',
    attributes: { name: 'spaceward', tests, failures, errors },
    children: suites,
  });
}

const EXPECTATION_RULES = {
  failed: 'failed-expectation',
  undecided: 'undecided-expectation',
} as const;

function isOfExpectation({ rule }: Diagnostic): boolean {
  return Object.values<string>(EXPECTATION_RULES).includes(rule);
}

/** A suite for each file of a policy that has expectations. */
function expectationSuites(policy: Checked, result: CheckResult): readonly XmlElement[] {
  const expectations = new Expectations(policy, result);
  const names = new Distinct();
  const cases = new Map<string, XmlElement[]>();
  for (const { test, expectations: list } of policy.tests) {
    const path = policy.locate(test.key.origin)?.path ?? '';
    const className = `${path} > ${test.key.text}`;
    const own = list.map((each) =>
      testCase(className, names.of(className, each.written.text), expectations.outcome(each)),
    );
    const before = cases.get(path);
    if (before === undefined) cases.set(path, own);
    else append(before, own);
  }
  return [...cases].flatMap(([path, own]) => (own.length === 0 ? [] : suite(path, own)));
}

/** Tells what came of the expectations of a policy. */
class Expectations {
  private readonly byOrigin: ReadonlyMap<Origin, Diagnostic>;
  private readonly failed: boolean;

  constructor(
    private readonly policy: Checked,
    private readonly result: CheckResult,
  ) {
    const own = policy.diagnostics.filter(isOfExpectation);
    this.byOrigin = new Map(own.map((diagnostic) => [diagnostic.finding.origin, diagnostic]));
    this.failed = policy.diagnostics.some((diagnostic) => result.fails(policy, diagnostic));
  }

  /** Undefined where it holds. */
  outcome({ state, message, proof, written }: ExpectationResult): XmlElement | undefined {
    if (state === 'passed') return undefined;
    const text = [message, ...proof.map((line) => line.text)].map(printableLine).join('\n');
    // It could not be asked: its mistakes are diagnostics of their own.
    if (state === 'broken')
      return outcome(this.failed ? 'error' : 'skipped', 'broken-expectation', text);
    const rule = EXPECTATION_RULES[state];
    const diagnostic = this.byOrigin.get(written.origin);
    if (diagnostic === undefined) return outcome('skipped', rule, `${rule} is off: ${text}`);
    const { suppressed, baselined } = diagnostic;
    const silenced = suppressed ?? baselined;
    if (silenced !== undefined)
      return outcome('skipped', rule, `${printableLine(silenced)}: ${text}`);
    if (!this.result.fails(this.policy, diagnostic))
      return outcome('skipped', rule, `${diagnostic.severity}: ${text}`);
    return outcome(state === 'failed' ? 'failure' : 'error', rule, text);
  }
}

/** A case for each diagnostic that is about no expectation, and one for each file without any. */
function diagnosticCases(policies: readonly Checked[], result: CheckResult): readonly XmlElement[] {
  const positions = new Positions(policies);
  const names = new Distinct();
  return policies.flatMap((policy) => {
    const byPath = new Map<string, Diagnostic[]>();
    for (const { path } of filesOf(policy)) byPath.set(path, []);
    for (const diagnostic of policy.diagnostics)
      if (isShown(diagnostic) && !isOfExpectation(diagnostic))
        byPath.get(diagnostic.path)?.push(diagnostic);
    return [...byPath].flatMap(([path, own]) => {
      if (own.length === 0) return testCase(path, 'no problems', undefined);
      return own.map((diagnostic) => {
        const { headline, details } = messageLines(diagnostic);
        const { rule, severity } = diagnostic;
        const at = printableLine(positions.label(diagnostic));
        const text = [`${severity}: ${headline}`, ...details, at].join('\n');
        const kind = result.fails(policy, diagnostic) ? 'failure' : 'skipped';
        return testCase(path, names.of(path, `${rule}: ${headline}`), outcome(kind, rule, text));
      });
    });
  });
}

/** What came of a test case, with its text; the first line is the message. */
function outcome(kind: 'failure' | 'error' | 'skipped', type: string, text: string): XmlElement {
  const [message = ''] = text.split('\n');
  return { name: kind, attributes: { type, message }, children: text };
}

function testCase(classname: string, name: string, told: XmlElement | undefined): XmlElement {
  return { name: 'testcase', attributes: { classname, name }, children: told ? [told] : [] };
}

function suite(name: string, cases: readonly XmlElement[]): XmlElement {
  const count = (kind: string): number =>
    cases.filter(({ children }) => typeof children !== 'string' && children?.[0]?.name === kind)
      .length;
  return {
    name: 'testsuite',
    attributes: {
      name,
      tests: cases.length,
      failures: count('failure'),
      errors: count('error'),
      skipped: count('skipped'),
    },
    children: cases,
  };
}

/** What the suites hold together. */
function sum(
  suites: readonly XmlElement[],
): Readonly<Record<'tests' | 'failures' | 'errors', number>> {
  const of = (key: string): number =>
    suites.reduce((total, { attributes }) => total + Number(attributes[key]), 0);
  return { tests: of('tests'), failures: of('failures'), errors: of('errors') };
}
