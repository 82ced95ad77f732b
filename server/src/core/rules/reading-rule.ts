import type { ReadingRule } from '../syntax/policy/problem.js';
import type { Finding, Rule } from './rule.js';

/** A rule whose breaches the reader finds. */
export function readingRule(
  id: Exclude<ReadingRule, 'yaml-syntax' | 'duplicate-entry'>,
  summary: string,
): Rule {
  return {
    id,
    severity: 'error',
    summary,
    *check({ policy, config }): Iterable<Finding> {
      for (const problem of [...policy.problems, ...config.problems])
        if (problem.rule === id) yield problem;
    },
  };
}
