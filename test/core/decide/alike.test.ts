/** A question that is put of everybody is answered once for each kind of people: no answer differs within a kind. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Alike } from '../../../server/src/core/decide/alike.js';
import { decideAt } from '../../../server/src/core/decide/decide-at.js';
import { personText } from '../../../server/src/core/decide/person.js';
import type { ItemTarget, Person } from '../../../server/src/core/decide/types.js';
import { matrix, open } from '../../support/policy.js';
import { runs } from '../../support/runs.js';
import { randomPolicy } from './random-policy.js';

const more = Array.from({ length: 6 }, (_, n) => `  other${n}: {}`).join('\n');

describe('people who are alike', () => {
  it('have the same verdicts on every action and place', () => {
    let together = 0;
    fc.assert(
      fc.property(randomPolicy, fc.nat(), (text, pick) => {
        const { engine } = open(text.replace(/^users:\n/mu, `users:\n${more}\n`));
        for (const space of engine.world.spaces.values()) {
          const alike = new Alike(engine, { spaces: [space], groups: [] });
          const kinds = new Map<number, Person[]>();
          for (const person of engine.people.everybody()) {
            const key = alike.keyOf(person);
            kinds.set(key, [...(kinds.get(key) ?? []), person]);
          }
          assert.deepEqual(
            alike.everybody([]).map(personText).sort(),
            [...kinds.values()].flatMap(([first]) => (first ? personText(first) : [])).sort(),
          );
          const items = space.items.map((item): ItemTarget => ({ kind: 'item', item }));
          const targets = [undefined, { kind: 'foreign' as const }, ...items];
          const target = targets[pick % targets.length];
          for (const [first, ...others] of kinds.values())
            for (const other of others.slice(0, 2)) {
              together += 1;
              for (const action of matrix.actions) {
                const verdict = (person: Person | undefined): string | undefined =>
                  person && decideAt({ engine, person, action, space, target }).verdict;
                assert.equal(
                  verdict(other),
                  verdict(first),
                  `${action.id} in ${space.name}\n${text}`,
                );
              }
            }
        }
      }),
      { numRuns: runs(4), endOnFailure: true },
    );
    assert.ok(together > 10, `${together}`);
  });
});
