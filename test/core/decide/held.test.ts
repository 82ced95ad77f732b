/** What people hold in spaces is found once for those who hold the same: it is what would be found of each of them alone. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Engine } from '../../../server/src/core/decide/engine.js';
import { heldIn, memberRoles, sharesReaching } from '../../../server/src/core/decide/holdings.js';
import { personText } from '../../../server/src/core/decide/person.js';
import { open } from '../../support/policy.js';
import { runs } from '../../support/runs.js';
import { checkedSample } from '../../support/samples.js';
import { randomPolicy } from './random-policy.js';

/** Compares everybody in every space; gives how many people share what is found with somebody else. */
function compare(engine: Engine): number {
  let shared = 0;
  const alone = engine.passing();
  for (const space of engine.world.spaces.values()) {
    const seen = new Set<object>();
    for (const person of engine.people.everybody()) {
      const held = heldIn(engine, person, space);
      if (seen.has(held)) shared += 1;
      seen.add(held);
      const about = `${personText(person)} in ${space.name}`;
      assert.deepEqual(
        memberRoles(engine, person, space),
        memberRoles(alone, person, space),
        `roles of ${about}`,
      );
      assert.deepEqual(
        sharesReaching(engine, person, space),
        sharesReaching(alone, person, space),
        `shares with ${about}`,
      );
    }
  }
  return shared;
}

describe('What is held in a space', () => {
  it('is what would be found of each person alone, in random policies', () => {
    let shared = 0;
    fc.assert(
      fc.property(randomPolicy, (text) => {
        shared += compare(open(text).engine);
      }),
      { numRuns: runs(150) },
    );
    assert.ok(shared > 100, `${shared} people share what is found`);
  });

  it('is what would be found of each person alone, in a sample', () => {
    const [shared = 0] = checkedSample('company').map(({ engine }) => compare(engine));
    assert.ok(shared > 100, `${shared} people share what is found`);
  });
});
