/** What is told of the people of a supposed world by those of the world that it was made of is what the world alone tells. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Engine } from '../../../server/src/core/decide/engine.js';
import { applyChange } from '../../../server/src/core/model/change.js';
import { matrix, open } from '../../support/policy.js';
import { runs } from '../../support/runs.js';
import { randomPolicy } from './random-policy.js';
import { changeOf, told } from './told.js';

const more = Array.from({ length: 8 }, (_, n) => `  other${n}: {}`).join('\n');

describe('a supposed world', () => {
  it('tells the same of its people as the same world by itself', () => {
    let derived = 0;
    fc.assert(
      fc.property(
        randomPolicy,
        fc.array(fc.tuple(fc.nat(8), fc.nat(40)), { minLength: 1, maxLength: 3 }),
        (text, picks) => {
          const { engine } = open(text.replace(/^users:\n/mu, `users:\n${more}\n`));
          // What the world tells that others are made of is taken over from here.
          told(engine);
          let { world } = engine;
          for (const [kind, who] of picks)
            world = applyChange(world, changeOf(world, kind, who), engine.naming);
          const supposed = engine.over(world);
          if (supposed.people.crowd !== engine.people.crowd && supposed.people.crowd.supposed)
            derived += 1;
          const alone = Engine.of(matrix, engine.siteFacts, world);
          assert.deepEqual(told(supposed), told(alone), text);
        },
      ),
      { numRuns: runs(150), endOnFailure: true },
    );
    assert.ok(derived > 20, `${derived}`);
  });
});
