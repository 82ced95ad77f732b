import { append } from '../append.js';
import type { Config } from '../config/config.js';
import type { ChangedPeople } from '../decide/changed-people.js';
import { inOrder } from '../model/in-order.js';
import type { Space } from '../model/world.js';
import { RULES } from '../rules/index.js';
import { findInvalidGrants } from '../rules/invalid-grant.js';
import type {
  Finding,
  InvalidGrant,
  PolicyRule,
  Rule,
  RuleContext,
  Severity,
  Sight,
  SpaceContext,
  SpaceRule,
} from '../rules/rule.js';
import { touchedSpaces } from './touched-spaces.js';

/** A breach of a rule, before it is placed in a file. */
export interface Report {
  readonly rule: string;
  readonly severity: Severity;
  readonly finding: Finding;
}

/** What the rules of each sight found in single spaces, by the space's name; spaces without findings are left out. */
type FoundInSpaces = Readonly<Record<Sight, ReadonlyMap<string, readonly Report[]>>>;

/** What the rules about single spaces found. */
export interface SpaceFindings {
  readonly found: FoundInSpaces;
  /** All of it, in the order of the spaces. */
  readonly reports: readonly Report[];
}

/** What was found in the state of a policy that its changes are told from. */
export interface Earlier {
  readonly spaces: SpaceFindings;
  readonly config: Config;
}

/** Every finding, and those of them in single spaces, for later states of the policy. */
export interface Findings {
  readonly reports: readonly Report[];
  readonly spaces: SpaceFindings;
}

const POLICY_RULES: readonly PolicyRule[] = RULES.filter((rule) => 'check' in rule);
const SPACE_RULES: Readonly<Record<Sight, readonly SpaceRule[]>> = {
  named: spaceRules('named'),
  members: spaceRules('members'),
  elsewhere: spaceRules('elsewhere'),
};

const SIGHTS = ['named', 'members', 'elsewhere'] as const;

function spaceRules(sight: Sight): readonly SpaceRule[] {
  return RULES.filter((rule) => 'checkSpace' in rule).filter(
    (rule) => (rule.sight ?? 'named') === sight,
  );
}

/**
 * The findings of every rule that isn't switched off.
 *
 * @param people of whom other things are known than in the earlier state
 */
export function findAll(context: RuleContext, people: ChangedPeople, before?: Earlier): Findings {
  const reports: Report[] = [];
  for (const rule of POLICY_RULES) {
    const level = severityOf(rule, context.config);
    if (level === 'off') continue;
    append(
      reports,
      reportsOf(rule.id, level, () => rule.check(context), context),
    );
  }
  const isComparable = !people.all && before?.config === context.config;
  const spaces = findInSpaces(context, people, isComparable ? before.spaces : undefined);
  append(reports, spaces.reports);
  return { reports, spaces };
}

function severityOf(rule: Rule, config: Config): Severity | 'off' {
  return config.severities.get(rule.id) ?? rule.severity;
}

/** What the rules about single spaces find; where that was known before, only the spaces that are touched are looked at. */
function findInSpaces(
  context: RuleContext,
  people: ChangedPeople,
  before: SpaceFindings | undefined,
): SpaceFindings {
  const touched = before && touchedSpaces(context.policy, context.engine, people);
  const of = (sight: Sight): FoundInSpaces[Sight] =>
    findWith(context, sight, touched?.[sight], before?.found[sight]);
  const found = { named: of('named'), members: of('members'), elsewhere: of('elsewhere') };
  if (before !== undefined && SIGHTS.every((sight) => found[sight] === before.found[sight]))
    return before;
  const reports: Report[] = [];
  for (const sight of SIGHTS)
    for (const list of inOrder(found[sight], context.engine.world.spaces.keys()))
      append(reports, list);
  return { found, reports };
}

/**
 * The same with the rules of one sight.
 *
 * @param touched the names of the spaces to look at; undefined: of all of them
 */
function findWith(
  context: RuleContext,
  sight: Sight,
  touched: ReadonlySet<string> | undefined,
  before: FoundInSpaces[Sight] | undefined,
): FoundInSpaces[Sight] {
  const { spaces } = context.engine.world;
  const found = new Map(before);
  for (const name of touched ?? spaces.keys()) {
    const space = spaces.get(name);
    const reports = space === undefined ? [] : findInSpace(context, space, sight);
    if (reports.length > 0) found.set(name, reports);
    else found.delete(name);
  }
  return before !== undefined && isSame(before, found) ? before : found;
}

function isSame(a: FoundInSpaces[Sight], b: FoundInSpaces[Sight]): boolean {
  if (a.size !== b.size) return false;
  for (const [name, reports] of a) if (b.get(name) !== reports) return false;
  return true;
}

function findInSpace(context: RuleContext, space: Space, sight: Sight): readonly Report[] {
  const { engine, config } = context;
  if (sight === 'elsewhere' && engine.grantsOf(space).referred.length === 0) return [];
  let invalid: readonly InvalidGrant[] | undefined;
  const about: SpaceContext = {
    engine,
    config,
    space,
    invalidGrants: () => (invalid ??= [...findInvalidGrants(engine.world, space)]),
  };
  const reports: Report[] = [];
  for (const rule of SPACE_RULES[sight]) {
    const level = severityOf(rule, config);
    if (level === 'off') continue;
    append(
      reports,
      reportsOf(rule.id, level, () => rule.checkSpace(about), context),
    );
  }
  return reports;
}

/** What a rule finds. A rule that throws is a defect of the checker: it is reported, and the others go on. */
function reportsOf(
  rule: string,
  severity: Severity,
  check: () => Iterable<Finding>,
  { policy }: RuleContext,
): readonly Report[] {
  try {
    return Array.from(check(), (finding) => ({ rule, severity, finding }));
  } catch (error) {
    const block = policy.files[0]?.tree.blocks[0]?.block;
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
