/** The entries of effective access say what is decided of each person, action and place, each with its reason. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type AccessOrder, accessEntries } from '../../../server/src/core/access/entries.js';
import { AskedActions, type Selection } from '../../../server/src/core/access/selection.js';
import type { AccessEntry } from '../../../server/src/core/access/space-entries.js';
import { TenantAccess } from '../../../server/src/core/access/tenant-access.js';
import { decide } from '../../../server/src/core/decide/decide.js';
import type { Engine } from '../../../server/src/core/decide/engine.js';
import { isAbout } from '../../../server/src/core/decide/items.js';
import { wordsFor } from '../../../server/src/core/decide/person.js';
import type { Outcome, Verdict } from '../../../server/src/core/decide/types.js';
import { type Item, principalText, type Space } from '../../../server/src/core/model/world.js';
import { matrix, open } from '../../support/policy.js';
import { runs } from '../../support/runs.js';
import { checkedSample, SAMPLES } from '../../support/samples.js';
import { randomPolicy } from '../decide/random-policy.js';

const asked = new AskedActions(matrix);
const EVERY: readonly Verdict[] = ['allowed', 'depends', 'denied'];
const RANKS = { denied: 0, depends: 1, allowed: 2 };

/** Every so many people: all of a policy with thousands take long to decide one by one. */
function some<T>(people: Iterable<T>, step: number): readonly T[] {
  return [...people].filter((_, place) => place % step === 0);
}

function everything({ world, people }: Engine, step: number, verdicts = EVERY): Selection {
  return {
    spaces: Array.from(world.spaces.values(), (space) => ({ space })),
    people: new Set(some(people.everybody().keys(), step)),
    verdicts: new Set(verdicts),
  };
}

const entriesOf = (engine: Engine, selection: Selection, by: AccessOrder): AccessEntry[] => [
  ...accessEntries(new TenantAccess(engine.passing()), selection, by),
];

/** What is said of somebody, an action and a place, with the reason: one line each. */
function linesOf(entries: Iterable<AccessEntry>): string[] {
  return [...entries].flatMap(({ who, space, item, reason }) =>
    reason.actions.map(({ id }) =>
      line([wordsFor(who), space.name, itemText(item), id], reason.verdict, {
        ...reason,
        shortfalls: reason.shortfalls.map((kind) => ({ kind })),
      }),
    ),
  );
}

const itemText = (item: Item | undefined): string => (item ? `${item.kind} ${item.name}` : '');

type Told = Pick<Outcome, 'grants' | 'missing'> & {
  readonly shortfalls: readonly { readonly kind: string }[];
};

function line(what: readonly string[], verdict: Verdict, told: Told): string {
  const grants = told.grants.map(
    ({ via, principal, role, origin }) =>
      `${via} ${principalText(principal)} ${role.id} ${origin?.span.start ?? ''}`,
  );
  const missing = told.missing.map(({ kind, key }) =>
    kind === 'cell' || kind === 'requirement' ? kind : key,
  );
  const shortfalls = verdict === 'denied' ? told.shortfalls.map(({ kind }) => kind) : [];
  return [...what, verdict, ...new Set([...grants, ...missing, ...shortfalls])].join(' | ');
}

/** The same by the whole decision, one by one. */
function* decidedIn(engine: Engine, space: Space, step: number): Generator<string> {
  for (const who of some(engine.people.everybody(), step)) {
    for (const { action } of asked.in(space)) {
      const one = { who, asked: { kind: 'action', action } } as const;
      const whole = decide(engine, { ...one, where: { kind: 'space', space } });
      yield line([wordsFor(who), space.name, '', action.id], whole.verdict, whole);
      if (action.askedOf !== 'item') continue;
      for (const item of space.items) {
        if (!isAbout(action, item)) continue;
        const outcome = decide(engine, { ...one, where: { kind: 'item', space, item } });
        if (RANKS[outcome.verdict] > RANKS[whole.verdict])
          yield line(
            [wordsFor(who), space.name, itemText(item), action.id],
            outcome.verdict,
            outcome,
          );
      }
    }
  }
}

function* decidedOnApps(engine: Engine, space: Space, step: number): Generator<string> {
  for (const item of space.items)
    for (const who of item.kind === 'app' ? some(engine.people.everybody(), step) : [])
      for (const { action } of asked.in(space)) {
        if (action.askedOf !== 'item' || !isAbout(action, item)) continue;
        const question = { who, asked: { kind: 'action', action } } as const;
        const outcome = decide(engine, { ...question, where: { kind: 'item', space, item } });
        yield line(
          [wordsFor(who), space.name, itemText(item), action.id],
          outcome.verdict,
          outcome,
        );
      }
}

function compare(engine: Engine, about: string, step = 1): number {
  const spaces = [...engine.world.spaces.values()];
  const selection = everything(engine, step);
  const bySpace = entriesOf(engine, selection, 'space');
  const lines = linesOf(bySpace);
  const same = (found: string[], wanted: string[]): void => {
    found.sort();
    wanted.sort();
    const index = wanted.findIndex((each, place) => each !== found[place]);
    if (index >= 0 || found.length !== wanted.length)
      assert.fail(`${found[index] ?? 'nothing'}, not ${wanted[index] ?? 'nothing'}\n${about}`);
  };
  same(
    [...lines],
    spaces.flatMap((space) => [...decidedIn(engine, space, step)]),
  );
  same(linesOf(entriesOf(engine, selection, 'user')), [...lines]);
  same(
    linesOf(entriesOf(engine, selection, 'app')),
    spaces.flatMap((space) => [...decidedOnApps(engine, space, step)]),
  );
  // What isn't asked for is passed over, and what is found stays the same.
  const grants = everything(engine, step, ['allowed', 'depends']);
  const isSome = (text: string): boolean => !text.split(' | ').includes('denied');
  for (const by of ['space', 'user'] as const)
    same(linesOf(entriesOf(engine, grants, by)), lines.filter(isSome));
  return bySpace.length;
}

describe('entries of effective access', () => {
  it('say what is decided, in random policies', () => {
    let count = 0;
    fc.assert(
      fc.property(randomPolicy, (text) => {
        count += compare(open(text).engine, text);
      }),
      { numRuns: runs(4), endOnFailure: true },
    );
    assert.ok(count > 100);
  });

  for (const sample of SAMPLES)
    it(`say what is decided in the sample ${sample}`, () => {
      for (const { engine } of checkedSample(sample))
        compare(engine, sample, Math.ceil(engine.people.everybody().length / (5 * runs(1))));
    });
});
