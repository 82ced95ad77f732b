import type { Matrix } from '../matrix/matrix.js';
import { type SiteFact, SiteFacts } from '../matrix/site.js';
import type { ReadingProblem } from '../syntax/policy/problem.js';
import type { Severity } from '../rules/rule.js';
import type { PolicyFile } from '../model/policy.js';
import { defaultLimits, type ShareLimits } from './limits.js';
import { readConfig, type StatedFact } from './read-config.js';

/** What `spaceward.config.yaml` at the root of a policy says. */
export interface Config {
  readonly file?: PolicyFile;
  /** By rule id. */
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
  readonly limits: ShareLimits;
  /** Findings of this severity and above make the check fail. */
  readonly failOn?: Severity;
  readonly siteFacts: SiteFacts;
  /** The same facts with the lines that state them. */
  readonly facts: readonly StatedFact[];
  readonly problems: readonly ReadingProblem[];
}

/**
 * The configuration in a file, or the defaults where there is none. Never throws: mistakes are problems.
 *
 * @param before an earlier state: while the site facts say the same, they stay the same object, and so do verdicts
 */
export function loadConfig(matrix: Matrix, file: PolicyFile | undefined, before?: Config): Config {
  const defaults = defaultLimits(matrix);
  if (file === undefined)
    return {
      severities: new Map(),
      limits: defaults,
      siteFacts: SiteFacts.none,
      facts: [],
      problems: [],
    };
  const read = readConfig(matrix, file);
  const facts = read.facts.map(({ fact }) => fact);
  return {
    file,
    severities: read.severities,
    limits: { ...defaults, ...read.limits },
    siteFacts: siteFactsOf(facts, before?.siteFacts),
    facts: read.facts,
    problems: read.problems,
    ...(read.failOn && { failOn: read.failOn }),
  };
}

function siteFactsOf(facts: readonly SiteFact[], before = SiteFacts.none): SiteFacts {
  if (facts.length === 0) return SiteFacts.none;
  return JSON.stringify(facts) === JSON.stringify(before.facts) ? before : new SiteFacts(facts);
}
