import { parseChange } from '../../../../../grammar/src/index.js';
import type { Checked, Diagnostic } from '../../check.js';
import type { Engine } from '../../decide/engine.js';
import type { NearestGrant } from '../../decide/nearest.js';
import { applyChange, type Change } from '../../model/change.js';
import { SentenceResolver } from '../../model/resolve.js';
import type { World } from '../../model/world.js';
import { Reader, type Written } from '../../syntax/policy/access.js';
import type { ReadTest } from '../../syntax/policy/reading.js';
import { checkExpectation } from '../../tests/check-expectation.js';
import { runTest } from '../../tests/run-test.js';
import { changeEdits } from './grant-edits.js';
import type { CodeAction } from './types.js';

/** States in the policy what would make a failed `can` hold: the nearest roles, shares and ownerships, the least first. */
export function grantActions(checked: Checked, diagnostic: Diagnostic): readonly CodeAction[] {
  const { rule, finding } = diagnostic;
  if (rule !== 'failed-expectation') return [];
  const { engine } = checked;
  for (const { test } of checked.tests) {
    const index = test.expect.findIndex(({ written }) => written.origin === finding.origin);
    if (index === -1) continue;
    return nearestOf(engine, test, index).flatMap((grant): readonly CodeAction[] => {
      const changes = changesOf(engine, grant);
      if (changes.length === 0 || !mends(engine, test, index, changes)) return [];
      const edits = changeEdits(checked, changes);
      if (edits === undefined) return [];
      const title = titleOf(grant);
      return [
        { title, kind: 'quickfix', rule, diagnostic, edits, isPreferred: false, safe: false },
      ];
    });
  }
  return [];
}

function titleOf({ text, alsoAllows: { length } }: NearestGrant): string {
  const more = length === 0 ? '' : ` (allows ${length} more action${length === 1 ? '' : 's'})`;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${more}`;
}

/** What would allow what the expectation says is allowed. */
function nearestOf(engine: Engine, test: ReadTest, index: number): readonly NearestGrant[] {
  const sentence = test.expect[index];
  const world = worldOf(engine, test);
  if (sentence?.tree === undefined || world === undefined) return [];
  const resolver = resolverFor(engine, [world, engine.world], sentence.written);
  return checkExpectation(engine.over(world), resolver, sentence.tree).nearest ?? [];
}

/** The world after the changes under `given`; undefined where one can't be made. */
function worldOf(engine: Engine, test: ReadTest): World | undefined {
  let { world } = engine;
  for (const { tree, written } of test.given) {
    const change = tree && resolverFor(engine, [world], written).change(tree);
    if (change === undefined) return undefined;
    world = applyChange(world, change);
  }
  return world;
}

function resolverFor(
  engine: Engine,
  worlds: readonly [World, ...World[]],
  { origin, scalar }: Written,
): SentenceResolver {
  const reader = new Reader(origin.block);
  return new SentenceResolver(engine.matrix, worlds, (span) => reader.part(scalar, span));
}

/**
 * The changes of a grant in the policy as it is; none where one has no sentence, or can't be made before those of the
 * test.
 */
function changesOf(engine: Engine, { changes, kind }: NearestGrant): readonly Change[] {
  if (kind === 'permission') return [];
  const nowhere = {
    text: '',
    section: null,
    heads: [],
    entries: [],
    settings: [],
    problems: [],
    comments: [],
  };
  const found = changes.map((sentence) => {
    const { tree, problems } = parseChange(sentence);
    const resolver = new SentenceResolver(engine.matrix, [engine.world], (span) => ({
      block: nowhere,
      span,
    }));
    const change = tree && problems.length === 0 ? resolver.change(tree) : undefined;
    return resolver.complete && resolver.impossible.length === 0 ? change : undefined;
  });
  const whole = found.filter((change) => change !== undefined);
  return whole.length < found.length ? [] : whole;
}

/** Whether the expectation holds once the policy states the changes. */
function mends(engine: Engine, test: ReadTest, index: number, changes: readonly Change[]): boolean {
  const world = changes.reduce(applyChange, engine.world);
  return runTest(engine.over(world), test).expectations[index]?.state === 'passed';
}
