import type { Config } from '../config/config.js';
import type { Engine } from '../decide/engine.js';
import type { SourceDocument } from '../matrix/types.js';
import type { Policy } from '../model/policy.js';
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
  readonly origin: Origin;
  readonly related?: readonly Related[];
  readonly fix?: Fix;
}

/** What rules look at. */
export interface RuleContext {
  readonly policy: Policy;
  readonly engine: Engine;
  readonly tests: readonly TestResult[];
  readonly config: Config;
  /** Every name used, in entries and in tests. */
  readonly uses: readonly NameUse[];
}

/** One thing that the checker looks for. */
export interface Rule {
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
  readonly check: (context: RuleContext) => Iterable<Finding>;
}
