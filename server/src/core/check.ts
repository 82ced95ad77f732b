import { append } from './append.js';
import { type Earlier, earlierStates, sameState } from './check/earlier.js';
import { findInPolicy, findInSpaces, type Report, type SpaceFindings } from './check/findings.js';
import { returnedResults, type TestResults, testResults } from './check/test-results.js';
import { type Config, loadConfig } from './config/config.js';
import { ANYBODY, changedPeople } from './decide/changed-people.js';
import { Engine } from './decide/engine.js';
import type { Matrix } from './matrix/matrix.js';
import { filesOf } from './files-of.js';
import { buildPolicy } from './model/build.js';
import type { Changes } from './model/changes.js';
import type { Policy, PolicyFile } from './model/policy.js';
import { RULE_IDS } from './rules/ids.js';
import { wholeFinding } from './check/whole-finding.js';
import type { Finding, Severity } from './rules/rule.js';
import {
  type Suppression,
  SUPPRESSION_RULES,
  suppressionProblem,
  suppressionsIn,
} from './rules/suppressions.js';
import type { Origin } from './syntax/policy/access.js';
import { readSource } from './syntax/read-source.js';
import type { Block } from './syntax/tree.js';
import { finished, type Steps } from './steps.js';
import type { PieceText } from './text/piece-text.js';
import { visibleLine } from './text/visible-line.js';
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
  /** One line, and where there is more to tell, a line each below it, indented by two spaces. */
  readonly message: string;
  readonly related: readonly (FilePlace & { readonly message: string })[];
  readonly finding: Finding;
  /** The reason of the comment that silences it. */
  readonly suppressed?: string;
  /** Why it isn't counted, where a baseline holds it. */
  readonly baselined?: string;
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
export interface Checked extends OpenPolicy, TestResults {
  /** In the order of files and places; those that are switched off are left out. */
  readonly diagnostics: readonly Diagnostic[];
  /** What was found in single spaces: for later states of the policy. */
  readonly spaces: SpaceFindings;
  /** What is known of earlier states, for those that may return to one. */
  readonly earlier: readonly Earlier[];
}

/**
 * Reads the YAML of one file. Depends on its text alone.
 *
 * @param before an earlier state of the file: entries that haven't changed since stay the same objects
 * @param isEdited whether edits of the file follow: its long entries are read for that
 */
export function readPolicyFile(
  { path, text }: { readonly path: string; readonly text: string | PieceText },
  before?: PolicyFile,
  isEdited = before !== undefined,
): PolicyFile {
  const tree = readSource(text, before?.tree, isEdited);
  return before?.path === path && before.tree === tree ? before : { path, tree };
}

/**
 * Merges the files of one policy, ready to be asked.
 *
 * @param before an earlier state of the policy: what hasn't changed since is not worked out again
 * @param since what had changed up to that state, where it isn't the one that was checked last
 */
export function openPolicy(
  matrix: Matrix,
  files: readonly PolicyFile[],
  configFile?: PolicyFile,
  before?: OpenPolicy,
  since?: Changes,
): OpenPolicy {
  const sameConfig = before !== undefined && before.config.file === configFile;
  const config = sameConfig ? before.config : loadConfig(matrix, configFile, before?.config);
  return withEngine(matrix, buildPolicy(matrix, files, before?.policy, since), config, before);
}

/** A policy that was built, ready to be asked. */
export function withEngine(
  matrix: Matrix,
  policy: Policy,
  config: Config,
  before?: OpenPolicy,
): OpenPolicy {
  const same =
    before?.engine.world === policy.world && before.engine.siteFacts === config.siteFacts;
  const engine = same
    ? before.engine
    : Engine.of(matrix, config.siteFacts, policy.world, before?.engine);
  return { policy, config, engine, locate: locator(filesOf({ policy, config })) };
}

/**
 * Checks one policy: reads its files, runs its tests and every rule. Behind the editor and the tests; the
 * command line does the same with `OnceCheck`. Never throws, whatever the text.
 *
 * @param before an earlier state of the policy, checked by the same tables: only what a change touches is checked again.
 *   The result is that of checking the files alone.
 */
export function checkPolicy(
  matrix: Matrix,
  policyFiles: readonly PolicyFile[],
  configFile?: PolicyFile,
  before?: Checked,
): Checked {
  return checkOpened(openPolicy(matrix, policyFiles, configFile, before), before);
}

/**
 * Checks a policy that was opened.
 *
 * @param before the state of the policy that was checked last: the changes of the open one are told from there on
 */
export function checkOpened(open: OpenPolicy, before?: Checked): Checked {
  return finished(checkInSteps(open, before));
}

/** The same, with a test, a space, a rule or a finding at each step. A check that isn't finished leaves no trace: `before` may be gone on from again. */
export function* checkInSteps(open: OpenPolicy, before?: Checked): Steps<Checked> {
  const { policy, config, engine } = open;
  const earlier = before === undefined ? [] : earlierStates(open, before);
  const known = sameState(policy, earlier);
  if (known !== undefined)
    return yield* checkRest(
      open,
      yield* returnedResults(engine, known),
      known.spaces,
      earlier.filter((each) => each !== known),
    );
  const people =
    before === undefined ? ANYBODY : changedPeople(before.engine, engine, policy.changes);
  const results = yield* testResults(policy, engine, people, before);
  const isComparable = !people.all && before?.config === config;
  const spaces = yield* findInSpaces(open, people, isComparable ? before.spaces : undefined);
  return yield* checkRest(open, results, spaces, earlier);
}

/** Checks a policy of which it is known what came of its tests, and what rules found in its single spaces. */
export function checkWith(open: OpenPolicy, results: TestResults, spaces: SpaceFindings): Checked {
  return finished(checkRest(open, results, spaces, []));
}

function* checkRest(
  open: OpenPolicy,
  { tests, noisyTests, testIndex }: TestResults,
  spaces: SpaceFindings,
  earlier: readonly Earlier[],
): Steps<Checked> {
  const { policy, config, engine, locate } = open;
  const troubles = [...policy.troubles];
  for (const test of noisyTests) append(troubles, test.troubles);
  const context = { policy, engine, noisyTests, config, troubles };
  const reports = [...(yield* findInPolicy(context)), ...spaces.reports];
  const files = filesOf(open);
  const suppressions = files.flatMap((file, index) => {
    const blocks = policy.digests[index]?.silencing.items ?? file.tree.list;
    return suppressionsIn(file, blocks).map((suppression) => ({ ...suppression, path: file.path }));
  });
  const silencers = byRule(suppressions);
  const silenced = reports.map((report) => ({
    ...report,
    by: silencerOf(report, silencers.get(report.rule), locate),
  }));
  const used = new Set(silenced.map(({ by }) => by));
  const about = suppressionReports(config, suppressions, used);
  const whole: Silenced[] = [];
  for (const report of [...silenced, ...about]) {
    whole.push({ ...report, finding: wholeFinding(files, report.finding) });
    yield 0;
  }
  const locateOne = locatorOf(files, whole, locate);
  const diagnostics: Diagnostic[] = [];
  for (const report of whole) {
    append(diagnostics, diagnosticOf(report, locateOne));
    yield 0;
  }
  return {
    ...open,
    tests,
    noisyTests,
    testIndex,
    diagnostics: sorted(files, diagnostics),
    spaces,
    earlier,
  };
}

interface Silenced extends Report {
  readonly by?: Suppression | undefined;
}

type PlacedSuppression = Suppression & { readonly path: string };

/** Suppressions that say why, by the rule that they silence. */
function byRule(
  suppressions: readonly PlacedSuppression[],
): ReadonlyMap<string, readonly PlacedSuppression[]> {
  const found = new Map<string, PlacedSuppression[]>();
  for (const suppression of suppressions) {
    if (suppression.reason === '') continue;
    const list = found.get(suppression.rule);
    if (list === undefined) found.set(suppression.rule, [suppression]);
    else list.push(suppression);
  }
  return found;
}

function silencerOf(
  { finding }: Report,
  suppressions: readonly PlacedSuppression[] | undefined,
  locate: Checked['locate'],
): Suppression | undefined {
  const place = suppressions && locate(finding.origin);
  return (
    place &&
    suppressions.find(
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
): readonly Silenced[] {
  return suppressions.flatMap((suppression): Silenced[] => {
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
  { rule, severity, finding, by }: Silenced,
  locate: Checked['locate'],
): readonly Diagnostic[] {
  const place = locate(finding.origin);
  if (place === undefined) return [];
  return [
    {
      ...place,
      rule,
      severity,
      message: messageOf(finding),
      finding,
      related: (finding.related ?? []).flatMap(({ origin, message }) => {
        const at = locate(origin);
        return at === undefined ? [] : [{ ...at, message: visibleLine(message) }];
      }),
      ...(by && { suppressed: by.reason }),
    },
  ];
}

function messageOf({ message, details = [] }: Finding): string {
  return [visibleLine(message), ...details.map((line) => `  ${visibleLine(line)}`)].join('\n');
}

/** Finds the file and the place of an origin. */
function locator(files: readonly PolicyFile[]): Checked['locate'] {
  let starts: ReadonlyMap<Block, Placed> | undefined;
  let asked = 0;
  return placing((block) => {
    if (starts !== undefined) return starts.get(block);
    if ((asked += 1) > MANY) return (starts = startsOf(files)).get(block);
    for (const { path, tree } of files) {
      const start = tree.startOf(block);
      if (start !== undefined) return { path, start };
    }
    return undefined;
  });
}

/**
 * The same for the places that reports name: where these are many, their blocks are looked for together.
 *
 * @param one finds any place
 */
function locatorOf(
  files: readonly PolicyFile[],
  reports: readonly Report[],
  one: Checked['locate'],
): Checked['locate'] {
  if (reports.length <= MANY) return one;
  const blocks = new Set<Block>();
  for (const { finding } of reports)
    for (const { block } of [
      finding.origin,
      ...(finding.related ?? []).map(({ origin }) => origin),
    ])
      blocks.add(block);
  const starts = startsOf(files, blocks);
  return placing((block) => starts.get(block));
}

function placing(placeOf: (block: Block) => Placed | undefined): Checked['locate'] {
  return ({ block, span }) => {
    const at = placeOf(block);
    return (
      at && {
        path: at.path,
        span: { start: at.start + span.start, end: at.start + span.end },
      }
    );
  };
}

/** Blocks beyond so many are no longer looked for one by one: their places are listed. */
const MANY = 500;

/** Where a block starts. */
interface Placed {
  readonly path: string;
  readonly start: number;
}

/** @param wanted the blocks to look for, which are less than all; default: all, and their parts */
function startsOf(
  files: readonly PolicyFile[],
  wanted?: ReadonlySet<Block>,
): ReadonlyMap<Block, Placed> {
  const starts = new Map<Block, Placed>();
  for (const { path, tree } of files)
    tree.list.forEach((block, index) => {
      const start = tree.starts[index] ?? 0;
      if (wanted?.has(block) !== false) starts.set(block, { path, start });
      if (wanted === undefined)
        block.long?.parts.forEach((part, place) => {
          starts.set(part, { path, start: start + (block.long?.starts[place] ?? 0) });
        });
    });
  return starts;
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
