/** The verdict that stands against an expectation is found without proofs: it is that of the whole decision. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Against, decide, verdictAgainst } from '../../../server/src/core/decide/decide.js';
import type { Person, Question } from '../../../server/src/core/decide/types.js';
import type { Engine } from '../../../server/src/core/decide/engine.js';
import { matrix, open } from '../../support/policy.js';
import { runs } from '../../support/runs.js';
import { randomPolicy } from './random-policy.js';

type Wanted = 'allowed' | 'denied';
type Find = (engine: Engine, question: Question, wanted: Wanted) => Against | undefined;

/** What `verdictAgainst` describes, from the outcomes of all items. */
const plain: Find = (engine, question, wanted) => {
  const outcome = decide(engine, question);
  const all: readonly { readonly label?: string; readonly outcome: typeof outcome }[] =
    outcome.items ?? [{ outcome }];
  const wrong = all.filter((item) => item.outcome.verdict !== wanted);
  const worst = wrong.find((item) => item.outcome.verdict !== 'depends') ?? wrong[0];
  return (
    worst && {
      verdict: worst.outcome.verdict,
      ...(worst.label !== undefined && { label: worst.label }),
      outcome: () => worst.outcome,
    }
  );
};

const shown = (against: Against | undefined): unknown =>
  against && [against.verdict, against.label, against.outcome()];

function assertSame(text: string, pick: number, find: Find): void {
  const { engine } = open(text);
  const everybody: readonly Person[] = engine.people.everybody();
  let turn = pick;
  for (const space of engine.world.spaces.values())
    for (const action of matrix.actions) {
      const who = everybody[(turn += 1) % everybody.length];
      if (who === undefined || action.askedOf === 'two-spaces') continue;
      const item = space.items[turn % 3];
      const where =
        item === undefined || action.askedOf !== 'item'
          ? ({ kind: 'space', space } as const)
          : ({ kind: 'item', space, item } as const);
      const question = { who, asked: { kind: 'action', action }, where } as const;
      for (const wanted of ['allowed', 'denied'] as const)
        assert.deepEqual(
          shown(find(engine, question, wanted)),
          shown(plain(engine, question, wanted)),
          `${action.id} in ${space.name}\n${text}`,
        );
    }
}

describe('the verdict against an expectation', () => {
  it('is the first that is certain, else the first, with its proof', () => {
    fc.assert(
      fc.property(randomPolicy, fc.nat(), (text, pick) => {
        assertSame(text, pick, verdictAgainst);
      }),
      { numRuns: runs(6), endOnFailure: true },
    );
  });

  it('and one that looked at no more than the unnamed item would be found out', () => {
    const careless: Find = (engine, question, wanted) => {
      const { where } = question;
      if (where.kind !== 'space') return verdictAgainst(engine, question, wanted);
      const space = { ...where.space, items: [] };
      return verdictAgainst(engine, { ...question, where: { kind: 'space', space } }, wanted);
    };
    assert.throws(() => {
      fc.assert(
        fc.property(randomPolicy, fc.nat(), (text, pick) => {
          assertSame(text, pick, careless);
        }),
        { numRuns: 50, endOnFailure: true },
      );
    });
  });
});
