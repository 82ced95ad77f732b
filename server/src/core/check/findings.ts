import { append } from '../append.js';
import type { Config } from '../config/config.js';
import type { ChangedPeople } from '../decide/changed-people.js';
import type { Engine } from '../decide/engine.js';
import { inOrder } from '../model/in-order.js';
import type { Changes } from '../model/changes.js';
import type { Principal, Space } from '../model/world.js';
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
  Since,
  SpaceContext,
  SpaceRule,
} from '../rules/rule.js';
import type { Steps } from '../steps.js';
import { touchedSpaces } from './touched-spaces.js';

/** A breach of a rule, before it is placed in a file. */
export interface Report {
  readonly rule: string;
  readonly severity: Severity;
  readonly finding: Finding;
}

/** What the rules of each sight found in single spaces, by the space's name; spaces without findings are left out. */
export type FoundInSpaces = Readonly<Record<Sight, ReadonlyMap<string, readonly Report[]>>>;

/** What the rules about single spaces found. */
export interface SpaceFindings {
  readonly found: FoundInSpaces;
  /** All of it, in the order of the spaces. */
  readonly reports: readonly Report[];
}

/** A policy that rules look at. */
export type Looked = Pick<RuleContext, 'policy' | 'engine' | 'config'>;

const POLICY_RULES: readonly PolicyRule[] = RULES.filter((rule) => 'check' in rule);
const SPACE_RULES: Readonly<Record<Sight, readonly SpaceRule[]>> = {
  named: spaceRules('named'),
  members: spaceRules('members'),
  elsewhere: spaceRules('elsewhere'),
};

export const SIGHTS = ['named', 'members', 'elsewhere'] as const;

function spaceRules(sight: Sight): readonly SpaceRule[] {
  return RULES.filter((rule) => 'checkSpace' in rule).filter(
    (rule) => (rule.sight ?? 'named') === sight,
  );
}

/** What the rules about the whole policy find, but for those that are switched off; with a rule at each step. */
export function* findInPolicy(context: RuleContext): Steps<readonly Report[]> {
  const reports: Report[] = [];
  for (const rule of POLICY_RULES) {
    const level = severityOf(rule, context.config);
    if (level === 'off') continue;
    append(
      reports,
      reportsOf(rule.id, level, () => rule.check(context), context),
    );
    yield 0;
  }
  return reports;
}

function severityOf(rule: Rule, config: Config): Severity | 'off' {
  return config.severities.get(rule.id) ?? rule.severity;
}

/**
 * What the rules about single spaces find, but for those that are switched off; with a space at each step.
 *
 * @param people of whom other things are known than in the earlier state
 * @param before what was found there by the same configuration: only the spaces that are touched are looked at
 */
export function* findInSpaces(
  looked: Looked,
  people: ChangedPeople,
  before: SpaceFindings | undefined,
): Steps<SpaceFindings> {
  const touched = before && touchedSpaces(looked.policy, looked.engine, people);
  const changed: Changed = {
    people,
    others: othersIn(people, looked.policy.changes),
    concerns: entitlementsOf(people, looked.engine),
  };
  const of = (sight: Sight): Steps<FoundInSpaces[Sight]> =>
    findWith(looked, changed, sight, touched?.[sight], before?.found[sight]);
  const found = {
    named: yield* of('named'),
    members: yield* of('members'),
    elsewhere: yield* of('elsewhere'),
  };
  if (before !== undefined && SIGHTS.every((sight) => found[sight] === before.found[sight]))
    return before;
  return spaceFindings(looked, found);
}

/** What was found in single spaces, with all of it in the order of the spaces. */
export function spaceFindings({ engine }: Looked, found: FoundInSpaces): SpaceFindings {
  const some = SIGHTS.flatMap((sight) => [...found[sight].keys()]);
  const names = inOrder(new Map(some.map((name) => [name, name])), engine.world.spaces.keys());
  const reports: Report[] = [];
  for (const sight of SIGHTS)
    for (const name of names) append(reports, found[sight].get(name) ?? []);
  return { found, reports };
}

/**
 * The same with the rules of one sight.
 *
 * @param touched the names of the spaces to look at; undefined: of all of them
 */
function* findWith(
  looked: Looked,
  changed: Changed,
  sight: Sight,
  touched: ReadonlySet<string> | undefined,
  before: FoundInSpaces[Sight] | undefined,
): Steps<FoundInSpaces[Sight]> {
  const { spaces } = looked.engine.world;
  const { changes } = looked.policy;
  const found = new Map(before);
  const names = touched ?? spaces;
  let left = names.size;
  for (const name of names.keys()) {
    const space = spaces.get(name);
    const isSame = before !== undefined && !changes.roles && !changes.spaces.has(name);
    const since = isSame ? sinceThen(changed, before.get(name) ?? []) : undefined;
    const reports = space === undefined ? [] : findInSpace(looked, space, sight, since);
    if (reports.length > 0) found.set(name, reports);
    else found.delete(name);
    yield (left -= 1);
  }
  return before !== undefined && isSame(before, found) ? before : found;
}

function isSame(a: FoundInSpaces[Sight], b: FoundInSpaces[Sight]): boolean {
  if (a.size !== b.size) return false;
  for (const [name, reports] of a) if (b.get(name) !== reports) return false;
  return true;
}

/**
 * What the rules of a sight find in one space.
 *
 * @param since what they found there in an earlier state, where the space was the same
 */
export function findInSpace(
  looked: Looked,
  space: Space,
  sight: Sight,
  since?: Since,
): readonly Report[] {
  const { engine, config } = looked;
  if (sight === 'elsewhere' && engine.grantsOf(space).referred.length === 0) return [];
  let invalid: readonly InvalidGrant[] | undefined;
  const context: SpaceContext = {
    engine,
    config,
    space,
    invalidGrants: () => (invalid ??= [...findInvalidGrants(engine.world, space)]),
    ...(since && { since }),
  };
  const reports: Report[] = [];
  for (const rule of SPACE_RULES[sight]) {
    const level = severityOf(rule, config);
    if (level === 'off') continue;
    const isAsItWas =
      since !== undefined && rule.speaksOf !== undefined && !since.concerns(rule.speaksOf);
    const find = (): Iterable<Finding> =>
      isAsItWas ? since.found(rule.id) : rule.checkSpace(context);
    append(reports, reportsOf(rule.id, level, find, looked));
  }
  return reports;
}

/** Of more users and groups than these it isn't told which they are. */
const MANY = 64;

/** What `Since` tells of them. */
function othersIn(
  { others, memberships }: ChangedPeople,
  { groups, spaces }: Changes,
): readonly Principal[] | undefined {
  if (spaces.size > 0 || others.size + memberships.size + groups.size > MANY) return undefined;
  return [
    ...[...others].map((id) => ({ kind: 'user', id }) as const),
    ...[...new Set([...memberships, ...groups])].map((id) => ({ kind: 'group', id }) as const),
  ];
}

/** Whether one of the people has an entitlement; where one of them is of another kind now, they may have had any. */
function entitlementsOf({ others, kinds }: ChangedPeople, { world }: Engine): Since['concerns'] {
  const held = new Set([...others].map((id) => world.users.get(id)?.entitlement));
  return (entitlement) => kinds || held.has(entitlement);
}

/** Who is another since an earlier state, as rules about single spaces ask for it. */
interface Changed extends Pick<Since, 'concerns' | 'others'> {
  readonly people: ChangedPeople;
}

/** What rules found in a space that is the same as then, and who is another since. */
function sinceThen({ people, others, concerns }: Changed, reports: readonly Report[]): Since {
  return {
    isSame: (user) => !people.others.has(user),
    others,
    concerns,
    found: (id) => reports.filter(({ rule }) => rule === id).map(({ finding }) => finding),
  };
}

const NOTHING: readonly Report[] = [];

/** What a rule finds. A rule that throws is a defect of the checker: it is reported, and the others go on. */
function reportsOf(
  rule: string,
  severity: Severity,
  check: () => Iterable<Finding>,
  { policy }: Looked,
): readonly Report[] {
  try {
    let reports: Report[] | undefined;
    for (const finding of check()) (reports ??= []).push({ rule, severity, finding });
    return reports ?? NOTHING;
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
