import type { Config } from '../config/config.js';
import type { Engine } from '../decide/engine.js';
import type { SourceDocument } from '../matrix/types.js';
import type { Policy } from '../model/policy.js';
import type { Invalid } from '../model/validity.js';
import type { Entitlement, Principal, Space } from '../model/world.js';
import type { NameUse } from '../model/names.js';
import type { Origin } from '../syntax/policy/access.js';
import type { Fix } from '../syntax/policy/problem.js';
import type { TestResult } from '../tests/run-test.js';

export type Severity = 'error' | 'warning' | 'info';

/** Another place that a finding speaks of. */
export interface Related {
  readonly origin: Origin;
  readonly message: string;
}

/** A breach of a rule. */
export interface Finding {
  readonly message: string;
  /** What is told below the message, a line each. */
  readonly details?: readonly string[];
  readonly origin: Origin;
  readonly related?: readonly Related[];
  readonly fix?: Fix;
  /** Whom it speaks of (`principalKey`), where a later state asks for it: see `Since`. */
  readonly about?: ReadonlySet<string>;
}

/** What rules look at. */
export interface RuleContext {
  readonly policy: Policy;
  readonly engine: Engine;
  /** The results of the tests of which there may be something to report: see `isNoisy`. */
  readonly noisyTests: readonly TestResult[];
  readonly config: Config;
  /** The uses, in entries and in tests, of names that nothing has or that are called otherwise today. */
  readonly troubles: readonly NameUse[];
}

/** What was found in a space in an earlier state of the policy, since when neither the space nor the tenant has changed. */
export interface Since {
  /** Whether the same is known of a user as then, as far as verdicts rest on it. */
  readonly isSame: (user: string) => boolean;
  /**
   * The users of whom it isn't, and the groups that are others or have such a user in them. Undefined where they are many, or
   * where other spaces aren't the same.
   */
  readonly others: readonly Principal[] | undefined;
  /** Whether one of those users has an entitlement, or may have had it then. */
  readonly concerns: (entitlement: Entitlement) => boolean;
  /** What a rule found there, by its id. */
  readonly found: (rule: string) => readonly Finding[];
}

/** What rules about single spaces look at. */
export interface SpaceContext {
  readonly engine: Engine;
  readonly config: Config;
  readonly space: Space;
  /** Grants that give nothing: several rules report them. */
  readonly invalidGrants: () => readonly InvalidGrant[];
  /** For rules that needn't look again at everybody. */
  readonly since?: Since;
}

/** A grant that gives nothing, with what there is to say of it. */
export interface InvalidGrant {
  readonly invalid: Invalid;
  readonly finding: Finding;
}

interface About {
  /** In kebab-case; never changes. */
  readonly id: string;
  /** Unless the configuration says otherwise. */
  readonly severity: Severity;
  /** What it reports, in one sentence. */
  readonly summary: string;
  /** Whether a replacement is known for breaches of it, or for some of them. */
  readonly hasFix?: true;
  /** The document that it rests on; absent where it is a law of the language. */
  readonly document?: SourceDocument;
}

/** A rule that looks at the whole policy. */
export interface PolicyRule extends About {
  readonly check: (context: RuleContext) => Iterable<Finding>;
}

/**
 * How far a rule looks that looks at one space at a time:
 * - `named`: at whom the space names, and at what is known of those users;
 * - `members`: also at who is in the groups that it grants something, and who else there is where it grants something to everyone;
 * - `elsewhere`: also at the spaces that its content refers to, and what these people may do there.
 */
export type Sight = 'named' | 'members' | 'elsewhere';

/**
 * A rule that looks at one space at a time: what it finds may depend on the space, the tenant, the configuration, and on
 * what its sight reaches; on nothing else.
 */
export interface SpaceRule extends About {
  /** Default: `named`. */
  readonly sight?: Sight;
  /** The entitlement that all users have whom it speaks of: of whom else a space lets in, it looks at nothing. */
  readonly speaksOf?: Entitlement;
  readonly checkSpace: (context: SpaceContext) => Iterable<Finding>;
}

/** One thing that the checker looks for. */
export type Rule = PolicyRule | SpaceRule;
