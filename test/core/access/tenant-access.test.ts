/** Whole-tenant access by set operations: every verdict is that of the whole decision, in any policy. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TenantAccess } from '../../../server/src/core/access/tenant-access.js';
import { verdictIn } from '../../../server/src/core/access/answers.js';
import { decide } from '../../../server/src/core/decide/decide.js';
import type { Engine } from '../../../server/src/core/decide/engine.js';
import { personText } from '../../../server/src/core/decide/person.js';
import type { Verdict } from '../../../server/src/core/decide/types.js';
import { BitSet } from '../../../server/src/core/matrix/bits.js';
import { generateTenant } from '../../../bench/generate/tenant.js';
import { matrix, open } from '../../support/policy.js';
import { checkedSample, SAMPLES } from '../../support/samples.js';
import { runs } from '../../support/runs.js';
import { randomPolicy } from '../decide/random-policy.js';

const asked = [...matrix.actions.entries()].filter(([, { kind }]) => kind !== 'data-product');
const askable = BitSet.of(
  matrix.actions.length,
  asked.map(([bit]) => bit),
);

/** Compares every verdict, one by one and counted; `pick` chooses which of them. */
function compare(engine: Engine, about: string, pick = (): boolean => true): Map<Verdict, number> {
  const access = new TenantAccess(engine.passing());
  const seen = new Map<Verdict, number>();
  for (const space of engine.world.spaces.values()) {
    const there = access.in(space);
    const { all, places, apart } = there.divide();
    const standings = new Map(all.map((standing) => [standing.number, standing]));
    const sizes = new Map<number, number>();
    access.census.people.forEach((who, place) => {
      const index = places.indexOf(place);
      const number = index < 0 ? (access.census.kinds[place] ?? -1) : (apart[index] ?? -1);
      sizes.set(number, (sizes.get(number) ?? 0) + 1);
      const standing = standings.get(number);
      assert.ok(standing !== undefined && standing.first <= place);
      const answer = there.answerOf(standing);
      assert.equal(there.of(place), answer, 'alone and among all');
      for (const [bit, action] of asked) {
        if (!pick()) continue;
        const { verdict, items = [] } = decide(engine, {
          who,
          asked: { kind: 'action', action },
          where: { kind: 'space', space },
        });
        seen.set(verdict, (seen.get(verdict) ?? 0) + 1);
        if (verdictIn(answer, bit) !== verdict)
          assert.fail(
            `${personText(who)} ${action.id} in ${space.name}: ${verdictIn(answer, bit)}, not ${verdict}\n${about}`,
          );
        const differs = items.some(({ outcome }) => outcome.verdict !== items[0]?.outcome.verdict);
        assert.equal(
          answer.differs.has(bit),
          differs,
          `${verdict} ${personText(who)} ${action.id} in ${space.name}\n${about}`,
        );
      }
    });
    assert.deepEqual(new Map(all.map(({ number, size }) => [number, size])), sizes);
  }
  return seen;
}

describe('access of a whole tenant', () => {
  it('is what is decided of each person, action and space, in random policies', () => {
    const seen = new Map<Verdict, number>();
    fc.assert(
      fc.property(randomPolicy, (text) => {
        for (const [verdict, count] of compare(open(text).engine, text))
          seen.set(verdict, (seen.get(verdict) ?? 0) + count);
      }),
      { numRuns: runs(12), endOnFailure: true },
    );
    for (const verdict of ['allowed', 'denied', 'depends'] as const)
      assert.ok((seen.get(verdict) ?? 0) > 100, `${verdict}: ${seen.get(verdict) ?? 0}`);
  });

  for (const sample of SAMPLES)
    it(`is what is decided in the sample ${sample}`, () => {
      let turn = 0;
      for (const { engine } of checkedSample(sample))
        compare(engine, sample, () => turn++ % Math.ceil(7 / runs(1)) === 0);
    });

  it('is what is decided in an invented tenant, where most people hold nothing but what all have', () => {
    const { files } = generateTenant({ lines: 700 });
    const { engine } = open(files.map(({ text }) => text).join('\n'));
    let turn = 0;
    const seen = compare(engine, 'the invented tenant', () => turn++ % 97 === 0);
    assert.ok((seen.get('allowed') ?? 0) > 100);
  });

  it('counts what is decided', () => {
    fc.assert(
      fc.property(randomPolicy, (text) => {
        const { engine } = open(text);
        const counts = { allowed: 0, denied: 0, depends: 0 };
        for (const space of engine.world.spaces.values())
          for (const who of engine.people.everybody())
            for (const [, action] of asked)
              counts[
                decide(engine, {
                  who,
                  asked: { kind: 'action', action },
                  where: { kind: 'space', space },
                }).verdict
              ] += 1;
        assert.deepEqual(
          new TenantAccess(engine.passing()).count(() => askable),
          counts,
        );
      }),
      { numRuns: runs(1), endOnFailure: true },
    );
  });
});
