/** Most grants are passed over at a glance; the closer look at each of them finds the same. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findInvalidGrants } from '../../../server/src/core/rules/invalid-grant.js';
import { redundantGrant } from '../../../server/src/core/rules/redundant-grant.js';
import type { InvalidGrant } from '../../../server/src/core/rules/rule.js';
import { open } from '../../support/policy.js';
import { runs } from '../../support/runs.js';
import { randomPolicy } from '../decide/random-policy.js';

describe('redundant-grant', () => {
  it('finds at a glance what a closer look finds', () => {
    let found = 0;
    fc.assert(
      fc.property(randomPolicy, (text) => {
        const { engine, config } = open(text);
        for (const space of engine.world.spaces.values()) {
          const invalid = [...findInvalidGrants(engine.world, space)];
          const findings = (some: readonly InvalidGrant[]): string[] =>
            Array.from(
              redundantGrant.checkSpace({ engine, config, space, invalidGrants: () => some }),
              ({ message }) => message,
            );
          const anyInvalid = { invalid: { rule: 'share-role', message: '' } } as InvalidGrant;
          // Where some grant is invalid, every one is looked at closely.
          const closely = findings([anyInvalid]);
          assert.deepEqual(findings(invalid), closely);
          found += invalid.length === 0 ? closely.length : 0;
        }
      }),
      { numRuns: runs(200) },
    );
    assert.notEqual(found, 0);
  });
});
