import { append } from '../append.js';
import type { Config } from '../config/config.js';
import type { ChangedPeople } from '../decide/changed-people.js';
import type { Engine } from '../decide/engine.js';
import type { Space } from '../model/world.js';
import { RULES } from '../rules/index.js';
import { findInvalidGrants } from '../rules/invalid-grant.js';
import type {
  Finding,
  InvalidGrant,
  Rule,
  RuleContext,
  Severity,
  SpaceContext,
} from '../rules/rule.js';

/** A breach of a rule, before it is placed in a file. */
export interface Report {
  readonly rule: string;
  readonly severity: Severity;
  readonly finding: Finding;
}

/** What the rules about one space found, and in which state of the policy that was last right. */
interface SpaceReports {
  readonly reports: readonly Report[];
  readonly engine: Engine['memo'];
  readonly config: Config;
  state: symbol;
}

/** What was found in spaces, by space. */
export type SpaceMemo = WeakMap<Space, SpaceReports>;

/**
 * What has changed since what is remembered was found. States have symbols that stand for them, since what is
 * remembered may outlive them.
 */
export interface Since {
  readonly before: symbol | undefined;
  readonly now: symbol;
  readonly people: ChangedPeople;
}

/** The findings of every rule that isn't switched off. */
export function findAll(context: RuleContext, spaces: SpaceMemo, since: Since): readonly Report[] {
  const reports: Report[] = [];
  for (const rule of RULES) {
    const level = severityOf(rule, context.config);
    if (level === 'off' || !('check' in rule)) continue;
    append(
      reports,
      reportsOf(rule.id, level, () => rule.check(context), context),
    );
  }
  for (const space of context.engine.world.spaces.values()) {
    const { reports: found } = inSpace(context, space, spaces, since);
    if (found.length > 0) append(reports, found);
  }
  return reports;
}

function severityOf(rule: Rule, config: Config): Severity | 'off' {
  return config.severities.get(rule.id) ?? rule.severity;
}

function inSpace(context: RuleContext, space: Space, memo: SpaceMemo, since: Since): SpaceReports {
  const { engine, config } = context;
  const known = memo.get(space);
  if (
    known?.config === config &&
    known.engine === engine.memo &&
    isStill(known, engine, space, since)
  ) {
    known.state = since.now;
    return known;
  }
  const found = {
    reports: findInSpace(context, space),
    engine: engine.memo,
    config,
    state: since.now,
  };
  memo.set(space, found);
  return found;
}

function isStill({ state }: SpaceReports, engine: Engine, space: Space, since: Since): boolean {
  const { all, others } = since.people;
  if (state !== since.before || all) return false;
  if (others.size === 0) return true;
  const grants = engine.grantsOf(space);
  for (const id of others) if (grants.names(id)) return false;
  return true;
}

function findInSpace(context: RuleContext, space: Space): readonly Report[] {
  const { engine, config } = context;
  let invalid: readonly InvalidGrant[] | undefined;
  const about: SpaceContext = {
    engine,
    config,
    space,
    invalidGrants: () => (invalid ??= [...findInvalidGrants(engine.world, space)]),
  };
  const reports: Report[] = [];
  for (const rule of RULES) {
    const level = severityOf(rule, config);
    if (level === 'off' || !('checkSpace' in rule)) continue;
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
