/** Who leaves is looked for only where they may be named: with the same result as everywhere. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkPolicy, readPolicyFile } from '../../../server/src/core/check.js';
import { applyChange } from '../../../server/src/core/model/change.js';
import type { Principal } from '../../../server/src/core/model/world.js';
import { matrix } from '../../support/policy.js';
import { runs } from '../../support/runs.js';
import { randomPolicy } from './random-policy.js';

describe('spaces that name somebody', () => {
  it('are all in which something changes when they leave, also after other changes', () => {
    let changed = 0;
    fc.assert(
      fc.property(randomPolicy, (text) => {
        const { engine } = checkPolicy(matrix, [readPolicyFile({ path: 'p', text })]);
        const whos: Principal[] = [
          ...Array.from(engine.world.users.keys(), (id) => ({ kind: 'user' as const, id })),
          ...Array.from(engine.world.groups.keys(), (id) => ({ kind: 'group' as const, id })),
        ];
        // So often that the spaces are listed by user.
        for (let round = 0; round < 8; round += 1) {
          let { world } = engine;
          for (const principal of whos) {
            const change = { kind: 'leave', principal } as const;
            const next = applyChange(world, change, engine.naming);
            const expected = applyChange(world, change);
            assert.deepEqual([...next.spaces], [...expected.spaces]);
            assert.deepEqual([...next.groups], [...expected.groups]);
            assert.deepEqual([...next.users], [...expected.users]);
            if (next.spaces !== world.spaces) changed += 1;
            world = next;
          }
        }
      }),
      { numRuns: runs(30) },
    );
    assert.ok(changed > 0);
  });
});
