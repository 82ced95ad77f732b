/** Verdicts on a space for one person are those of the whole decision; people of equal likeness have the same. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decide } from '../../../server/src/core/decide/decide.js';
import type { Engine } from '../../../server/src/core/decide/engine.js';
import { VerdictsInSpace } from '../../../server/src/core/decide/in-space.js';
import { personText } from '../../../server/src/core/decide/person.js';
import type { SpaceSets } from '../../../server/src/core/decide/space-sets.js';
import type { Person } from '../../../server/src/core/decide/types.js';
import type { Space } from '../../../server/src/core/model/world.js';
import { matrix, open } from '../../support/policy.js';
import { runs } from '../../support/runs.js';
import { randomPolicy } from './random-policy.js';

const actions = matrix.actions.filter(({ kind }) => kind !== 'data-product');

/** The verdicts of the whole decision, with whether some item's is another. */
function decided(engine: Engine, who: Person, space: Space): readonly string[] {
  return actions.map((action) => {
    const asked = { kind: 'action', action } as const;
    const { verdict, items = [] } = decide(engine, { who, asked, where: { kind: 'space', space } });
    const differs = items.some(({ outcome }) => outcome.verdict !== items[0]?.outcome.verdict);
    return `${action.id} ${verdict} ${differs}`;
  });
}

function found(verdicts: VerdictsInSpace): readonly string[] {
  return actions.map((action) => {
    const { verdict, differs } = verdicts.on(action);
    return `${action.id} ${verdict} ${differs}`;
  });
}

const APPS = `spaceward: 1
users:
  ada: { entitlement: full }
  bob: { entitlement: full }
  cem: { entitlement: full }
  dan: { entitlement: full }
  eve: { entitlement: analyzer }
  flo: { entitlement: analyzer }
groups: { team: { members: [dan], others: unknown } }
spaces:
  Finance:
    type: shared
    members: { ada: can view, bob: can view, cem: can view, dan: can edit, group team: can view }
    apps:
      One: { owner: ada }
      Two: { owner: bob, shares: { eve: can view, flo: can view } }
      Three: { owner: cem, shares: { group team: can view } }
      Four: {}
      Five: {}
      Six: { owner: cem, shares: { eve: can view } }
    ml-experiments: { Try: { owner: cem } }
    ml-deployments:
      Live: { owner: ada, from: Finance/Try }
      Lost: { owner: bob }
`;

describe('verdicts in a space', () => {
  it('are those of the whole decision, on the space and on each item', () => {
    let together = 0;
    const check = (text: string): void => {
      const { engine } = open(text);
      for (const space of engine.world.spaces.values()) {
        const known = new Map<SpaceSets, Map<string, readonly string[]>>();
        for (const person of engine.people.everybody()) {
          const about = `${personText(person)} in ${space.name}\n${text}`;
          const verdicts = new VerdictsInSpace({ engine, person, space });
          const rows = found(verdicts);
          assert.deepEqual(rows, decided(engine, person, space), about);
          for (const item of space.items)
            for (const action of actions.filter(({ askedOf }) => askedOf === 'item'))
              assert.equal(
                verdicts.onItem(item, action),
                engine.decideAt({ engine, person, action, space, target: { kind: 'item', item } })
                  .verdict,
                `${action.id} on ${item.name}: ${about}`,
              );
          const likeness = verdicts.likeness();
          if (likeness === undefined) continue;
          const key = `${engine.people.factsOf(person).kind} ${likeness.items}`;
          const alike = known.get(likeness.columns) ?? new Map<string, readonly string[]>();
          known.set(likeness.columns, alike);
          const other = alike.get(key);
          if (other !== undefined) together += 1;
          assert.deepEqual(rows, other ?? rows, `likeness of ${about}`);
          alike.set(key, rows);
        }
      }
    };
    check(APPS);
    check(APPS.replace(/ {4}ml-deployments:[^]*/u, ''));
    assert.ok(together >= 2, `${together} people were like others`);
    fc.assert(fc.property(randomPolicy, check), { numRuns: runs(3), endOnFailure: true });
  });
});
