import type { Missing } from '../decide/types.js';
import type { Origin } from '../syntax/policy/access.js';
import type { Finding, PolicyRule } from './rule.js';

/** A fact that expectations wait for. */
interface Wanted {
  readonly missing: Missing;
  readonly expectations: Origin[];
}

export const missingFact: PolicyRule = {
  id: 'missing-fact',
  severity: 'info',
  summary: 'A fact that the policy does not state, and that expectations depend on.',
  *check({ noisyTests }): Iterable<Finding> {
    const facts = new Map<string, Wanted>();
    for (const { expectations } of noisyTests) {
      for (const { missing, written } of expectations)
        for (const each of missing) {
          const wanted = facts.get(each.key);
          if (wanted === undefined)
            facts.set(each.key, { missing: each, expectations: [written.origin] });
          else if (wanted.expectations.at(-1) !== written.origin)
            wanted.expectations.push(written.origin);
        }
    }
    for (const wanted of facts.values()) yield* finding(wanted);
  },
};

const MOST = 3;

function* finding({ missing, expectations }: Wanted): Iterable<Finding> {
  const [first] = expectations;
  const origin = missing.origin ?? first;
  if (origin === undefined) return;
  const many = expectations.length;
  const waiting = many === 1 ? 'an expectation depends' : `${many} expectations depend`;
  yield {
    message: `${waiting} on ${missing.text}. To settle it: ${missing.close}`,
    origin,
    related:
      missing.origin === undefined
        ? []
        : expectations
            .slice(0, MOST)
            .map((each) => ({ origin: each, message: 'this expectation depends on it' })),
  };
}
