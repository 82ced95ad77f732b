/** Verdicts are also kept as bit sets, without proofs: they are the verdicts of the whole decision, in any policy. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decideAt } from '../../../server/src/core/decide/decide-at.js';
import type { ItemTarget, Person, Verdict } from '../../../server/src/core/decide/types.js';
import { personText } from '../../../server/src/core/decide/person.js';
import { matrix, open } from '../../support/policy.js';
import { randomPolicy } from './random-policy.js';
import { runs } from '../../support/runs.js';

const site = `
facts:
  - { table: shared.professional, action: app.open, yes: [can consume data], no: [can view], source: tried }
  - { table: managed.professional, action: script.open, yes: [can view], no: [can publish], source: tried }
  - { table: managed.admin, action: app.open, no: [Analytics Admin], source: tried }
`;

describe('verdicts as sets', () => {
  it('are those of the whole decision: every action, every kind of person and of place', () => {
    const seen = new Map<Verdict, number>();
    fc.assert(
      fc.property(randomPolicy, fc.boolean(), fc.nat(), (text, withFacts, pick) => {
        const { engine } = open(text, withFacts ? site : undefined);
        const { world } = engine;
        const people: Person[] = [
          ...[...world.users.values()].map((user): Person => ({ kind: 'user', user })),
          ...[...world.groups.values()].map((group): Person => ({ kind: 'group-member', group })),
          { kind: 'anyone' },
          { kind: 'link-holder' },
        ];
        let turn = pick;
        for (const space of world.spaces.values()) {
          const targets: readonly (ItemTarget | undefined)[] = [
            undefined,
            { kind: 'foreign' },
            { kind: 'own' },
            ...space.items.map((item): ItemTarget => ({ kind: 'item', item })),
          ];
          for (const person of people) {
            // every third person at one of the places, by turns
            const target = targets[turn % targets.length];
            if (turn++ % 3 > 0) continue;
            const verdicts = engine.verdicts.here({ engine, person, space, target });
            for (const action of matrix.actions) {
              const point = { engine, person, action, space, target };
              const whole = decideAt(point).verdict;
              seen.set(whole, (seen.get(whole) ?? 0) + 1);
              if (engine.verdicts.at(point) !== whole || verdicts.on(action) !== whole)
                assert.fail(
                  `${personText(person)} ${action.id} in ${space.name}: not ${whole}\n${text}`,
                );
            }
          }
        }
      }),
      { numRuns: runs(2), endOnFailure: true },
    );
    for (const verdict of ['allowed', 'denied', 'depends'] as const)
      assert.ok((seen.get(verdict) ?? 0) > 10, `${verdict}: ${seen.get(verdict) ?? 0}`);
  });
});
