import { append } from '../append.js';
import type { Config } from '../config/config.js';
import type { Engine } from '../decide/engine.js';
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
import { isSpaceStill, type Seen, seenFrom, type Since } from './still.js';

/** A breach of a rule, before it is placed in a file. */
export interface Report {
  readonly rule: string;
  readonly severity: Severity;
  readonly finding: Finding;
}

/** What the rules of one sight found in one space, and in which state of the policy that was last right. */
interface SpaceReports {
  readonly reports: readonly Report[];
  readonly engine: Engine['memo'];
  readonly config: Config;
  readonly seen: Seen;
  state: symbol;
}

/** What was found in spaces, by how far rules look and by space. */
export type SpaceMemo = Readonly<Record<Sight, WeakMap<Space, SpaceReports>>>;

/** Nothing is known of any space yet. */
export function newSpaceMemo(): SpaceMemo {
  return { named: new WeakMap(), members: new WeakMap(), elsewhere: new WeakMap() };
}

const POLICY_RULES: readonly PolicyRule[] = RULES.filter((rule) => 'check' in rule);
const SPACE_RULES = RULES.filter((rule) => 'checkSpace' in rule);
const SIGHTS: readonly (readonly [Sight, readonly SpaceRule[]])[] = (
  ['named', 'members', 'elsewhere'] as const
).map((sight) => [sight, SPACE_RULES.filter((rule) => (rule.sight ?? 'named') === sight)]);

/** The findings of every rule that isn't switched off. */
export function findAll(context: RuleContext, spaces: SpaceMemo, since: Since): readonly Report[] {
  const reports: Report[] = [];
  for (const rule of POLICY_RULES) {
    const level = severityOf(rule, context.config);
    if (level === 'off') continue;
    append(
      reports,
      reportsOf(rule.id, level, () => rule.check(context), context),
    );
  }
  for (const space of context.engine.world.spaces.values())
    for (const [sight, rules] of SIGHTS) {
      if (sight === 'elsewhere' && context.engine.grantsOf(space).referred.length === 0) continue;
      const { reports: found } = inSpace(context, space, sight, rules, spaces, since);
      if (found.length > 0) append(reports, found);
    }
  return reports;
}

function severityOf(rule: Rule, config: Config): Severity | 'off' {
  return config.severities.get(rule.id) ?? rule.severity;
}

function inSpace(
  context: RuleContext,
  space: Space,
  sight: Sight,
  rules: readonly SpaceRule[],
  memo: SpaceMemo,
  since: Since,
): SpaceReports {
  const { engine, config } = context;
  const known = memo[sight].get(space);
  if (
    known?.config === config &&
    known.engine === engine.memo &&
    known.state === since.before &&
    isSpaceStill(engine, space, sight, known.seen, since)
  ) {
    known.state = since.now;
    return known;
  }
  const found = {
    reports: findInSpace(context, space, rules),
    engine: engine.memo,
    config,
    seen: seenFrom(engine, space, sight),
    state: since.now,
  };
  memo[sight].set(space, found);
  return found;
}

function findInSpace(
  context: RuleContext,
  space: Space,
  rules: readonly SpaceRule[],
): readonly Report[] {
  const { engine, config } = context;
  let invalid: readonly InvalidGrant[] | undefined;
  const about: SpaceContext = {
    engine,
    config,
    space,
    invalidGrants: () => (invalid ??= [...findInvalidGrants(engine.world, space)]),
  };
  const reports: Report[] = [];
  for (const rule of rules) {
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
