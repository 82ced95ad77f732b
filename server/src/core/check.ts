import { append } from './append.js';
import { type Config, loadConfig } from './config/config.js';
import { Engine } from './decide/engine.js';
import type { Matrix } from './matrix/matrix.js';
import { buildPolicy } from './model/build.js';
import type { Policy, PolicyFile } from './model/policy.js';
import { RULE_IDS } from './rules/ids.js';
import { RULES } from './rules/index.js';
import type { Finding, Rule, RuleContext, Severity } from './rules/rule.js';
import {
  type Suppression,
  SUPPRESSION_RULES,
  suppressionProblem,
  suppressionsIn,
} from './rules/suppressions.js';
import type { Origin } from './syntax/policy/access.js';
import { readSource } from './syntax/read-source.js';
import type { Block } from './syntax/tree.js';
import { runTest, type TestResult } from './tests/run-test.js';
import type { Span } from './text/span.js';

/** A file's text with the path that the host knows it by. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}

/** A place in a file; the span counts from the start of the file. */
export interface FilePlace {
  readonly path: string;
  readonly span: Span;
}

/** A breach of a rule, as it is shown. */
export interface Diagnostic extends FilePlace {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly related: readonly (FilePlace & { readonly message: string })[];
  readonly finding: Finding;
  /** The reason of the comment that silences it. */
  readonly suppressed?: string;
}

/** A policy that questions can be asked of. */
export interface OpenPolicy {
  readonly policy: Policy;
  readonly config: Config;
  readonly engine: Engine;
  /** Where an origin is in its file. */
  readonly locate: (origin: Origin) => FilePlace | undefined;
}

/** A policy with everything that was found in it. */
export interface Checked extends OpenPolicy {
  readonly tests: readonly TestResult[];
  /** In the order of files and places; those that are switched off are left out. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the YAML of one file. Depends on its text alone. */
export function readPolicyFile({ path, text }: SourceText): PolicyFile {
  return { path, tree: readSource(text) };
}

/** Merges the files of one policy, ready to be asked. */
export function openPolicy(
  matrix: Matrix,
  files: readonly PolicyFile[],
  configFile?: PolicyFile,
): OpenPolicy {
  const config = loadConfig(matrix, configFile);
  const policy = buildPolicy(matrix, files);
  const engine = Engine.of(matrix, config.siteFacts, policy.world);
  return { policy, config, engine, locate: locator(policy, config) };
}

/**
 * Checks one policy: reads its files, runs its tests and every rule. The one function behind the command line, the
 * editor and the tests. Never throws, whatever the text.
 */
export function checkPolicy(
  matrix: Matrix,
  policyFiles: readonly PolicyFile[],
  configFile?: PolicyFile,
): Checked {
  const open = openPolicy(matrix, policyFiles, configFile);
  const { policy, config, engine, locate } = open;
  const tests = policy.tests.map((test) => runTest(engine, test));
  const uses = [...policy.uses, ...tests.flatMap((test) => test.uses)];
  const context = { policy, engine, tests, config, uses };
  const reports: Report[] = [];
  for (const { id, severity, check } of RULES) {
    const level = config.severities.get(id) ?? severity;
    if (level === 'off') continue;
    append(reports, runRule(id, level, check, context, policy.files[0]));
  }
  const files = [...policy.files, ...(config.file ? [config.file] : [])];
  const suppressions = files.flatMap((file) =>
    suppressionsIn(file).map((suppression) => ({ ...suppression, path: file.path })),
  );
  const silenced = reports.map((report) => ({
    ...report,
    by: silencerOf(report, suppressions, locate),
  }));
  const used = new Set(silenced.map(({ by }) => by));
  const about = suppressionReports(config, suppressions, used);
  const diagnostics = [...silenced, ...about].flatMap((report) => diagnosticOf(report, locate));
  return { ...open, tests, diagnostics: sorted(files, diagnostics) };
}

/** What a rule finds. A rule that throws is a defect of the checker: it is reported, and the others go on. */
function runRule(
  rule: string,
  severity: Severity,
  check: Rule['check'],
  context: RuleContext,
  file: PolicyFile | undefined,
): readonly Report[] {
  try {
    return Array.from(check(context), (finding) => ({ rule, severity, finding }));
  } catch (error) {
    const block = file?.tree.blocks[0]?.block;
    if (block === undefined) throw error;
    const message = `the rule ${rule} failed: ${error instanceof Error ? error.message : String(error)} (please report it)`;
    return [
      {
        rule: 'internal-error',
        severity: 'error',
        finding: { message, origin: { block, span: { start: 0, end: 0 } } },
      },
    ];
  }
}

interface Report {
  readonly rule: string;
  readonly severity: Severity;
  readonly finding: Finding;
  readonly by?: Suppression | undefined;
}

type Placed = Suppression & { readonly path: string };

function silencerOf(
  { rule, finding }: Report,
  suppressions: readonly Placed[],
  locate: Checked['locate'],
): Suppression | undefined {
  const candidates = suppressions.filter(
    (suppression) => suppression.rule === rule && suppression.reason !== '',
  );
  const place = candidates.length === 0 ? undefined : locate(finding.origin);
  return (
    place &&
    candidates.find(
      ({ path, span }) =>
        path === place.path &&
        span !== undefined &&
        span.start <= place.span.start &&
        place.span.start <= span.end,
    )
  );
}

function suppressionReports(
  config: Config,
  suppressions: readonly Suppression[],
  used: ReadonlySet<Suppression | undefined>,
): readonly Report[] {
  return suppressions.flatMap((suppression): Report[] => {
    const problem = suppressionProblem(suppression, RULE_IDS);
    const unused = used.has(suppression)
      ? undefined
      : `nothing here breaks the rule ${suppression.rule}: remove the suppression`;
    const [rule, message] =
      problem === undefined ? [SUPPRESSION_RULES[1], unused] : [SUPPRESSION_RULES[0], problem];
    if (rule === undefined || message === undefined) return [];
    const severity = config.severities.get(rule.id) ?? rule.severity;
    return severity === 'off'
      ? []
      : [{ rule: rule.id, severity, finding: { message, origin: suppression.origin } }];
  });
}

function diagnosticOf(
  { rule, severity, finding, by }: Report,
  locate: Checked['locate'],
): readonly Diagnostic[] {
  const place = locate(finding.origin);
  if (place === undefined) return [];
  return [
    {
      ...place,
      rule,
      severity,
      message: finding.message,
      finding,
      related: (finding.related ?? []).flatMap(({ origin, message }) => {
        const at = locate(origin);
        return at === undefined ? [] : [{ ...at, message }];
      }),
      ...(by && { suppressed: by.reason }),
    },
  ];
}

/** Finds the file and the place of an origin. */
function locator(policy: Policy, config: Config): Checked['locate'] {
  const starts = new Map<Block, { readonly path: string; readonly start: number }>();
  for (const { path, tree } of [...policy.files, ...(config.file ? [config.file] : [])])
    for (const { start, block } of tree.blocks) starts.set(block, { path, start });
  return ({ block, span }) => {
    const at = starts.get(block);
    return (
      at && {
        path: at.path,
        span: { start: at.start + span.start, end: at.start + span.end },
      }
    );
  };
}

function sorted(
  files: readonly PolicyFile[],
  diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] {
  const order = new Map(files.map(({ path }, index) => [path, index]));
  return [...diagnostics].sort(
    (a, b) =>
      (order.get(a.path) ?? 0) - (order.get(b.path) ?? 0) ||
      a.span.start - b.span.start ||
      a.span.end - b.span.end ||
      RULE_IDS.indexOf(a.rule) - RULE_IDS.indexOf(b.rule),
  );
}
