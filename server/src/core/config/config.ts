import type { Matrix } from '../matrix/matrix.js';
import { SiteFacts } from '../matrix/site.js';
import type { ReadingProblem } from '../syntax/policy/problem.js';
import type { Severity } from '../rules/rule.js';
import type { PolicyFile } from '../model/policy.js';
import { readConfig, type StatedFact } from './read-config.js';

/** How many shares a tenant takes, and from which part of that on it is near. */
export interface ShareLimits {
  readonly perApplication: number;
  readonly perPrincipal: number;
  readonly perSpace: number;
  /** A part of the limit, between 0 and 1. */
  readonly near: number;
}

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

/** The configuration in a file, or the defaults where there is none. Never throws: mistakes are problems. */
export function loadConfig(matrix: Matrix, file: PolicyFile | undefined): Config {
  const { limits } = matrix.data;
  const defaults: ShareLimits = {
    perApplication: limits.sharesPerApplication,
    perPrincipal: limits.sharesPerPrincipalInSpace,
    perSpace: limits.sharesPerSpace,
    near: 0.8,
  };
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
    siteFacts: facts.length === 0 ? SiteFacts.none : new SiteFacts(facts),
    facts: read.facts,
    problems: read.problems,
    ...(read.failOn && { failOn: read.failOn }),
  };
}
