import type { ExpectationResult } from '../tests/run-test.js';
import type { Finding, Rule } from './rule.js';

/** A rule that reports expectations of one state, with the proof against each. */
export function expectationRule(
  id: string,
  state: ExpectationResult['state'],
  summary: string,
): Rule {
  return {
    id,
    severity: 'error',
    summary,
    *check({ noisyTests }): Iterable<Finding> {
      for (const { expectations } of noisyTests) {
        for (const result of expectations) if (result.state === state) yield finding(result);
      }
    },
  };
}

function finding({ written, message, proof }: ExpectationResult): Finding {
  return {
    message,
    details: proof.map(({ text }) => text),
    origin: written.origin,
    related: proof.flatMap(({ text, origin }) =>
      origin === undefined ? [] : [{ origin, message: text }],
    ),
  };
}
