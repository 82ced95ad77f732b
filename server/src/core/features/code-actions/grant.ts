import { parseChange } from '../../../../../grammar/src/index.js';
import { nowhere } from '../../ask.js';
import type { Checked, Diagnostic } from '../../check.js';
import type { Engine } from '../../decide/engine.js';
import { applyChange, type Change } from '../../model/change.js';
import { ChangeResolver } from '../../model/resolve-change.js';
import { holdsOver, type WouldAllow } from '../../tests/run-test.js';
import { changeEdits } from './grant-edits.js';
import type { CodeAction } from './types.js';

/** States in the policy what would make a failed `can` hold: the nearest roles, shares and ownerships, the least first. */
export function grantActions(checked: Checked, diagnostic: Diagnostic): readonly CodeAction[] {
  const { rule, finding } = diagnostic;
  if (rule !== 'failed-expectation') return [];
  const { engine } = checked;
  for (const { test, expectations } of checked.tests) {
    const index = expectations.findIndex(({ written }) => written.origin === finding.origin);
    if (index === -1) continue;
    return (expectations[index]?.nearest ?? []).flatMap((grant): readonly CodeAction[] => {
      const changes = changesOf(engine, grant);
      // A sentence of several may fail for another reason besides.
      if (changes.length === 0 || !holdsOver(worldWith(engine, changes), test, index)) return [];
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

function titleOf({ text, others }: WouldAllow): string {
  const more = others === 0 ? '' : ` (allows ${others} more action${others === 1 ? '' : 's'})`;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${more}`;
}

function worldWith(engine: Engine, changes: readonly Change[]): Engine {
  return engine.over(changes.reduce((world, change) => applyChange(world, change), engine.world));
}

/**
 * The changes of a grant in the policy as it is; none where one has no sentence, or can't be made before those of the
 * test.
 */
function changesOf(engine: Engine, { changes, kind }: WouldAllow): readonly Change[] {
  if (kind === 'permission') return [];
  const found = changes.map((sentence) => {
    const { tree, problems } = parseChange(sentence);
    const resolver = new ChangeResolver(engine.matrix, [engine.world], nowhere);
    const change = tree && problems.length === 0 ? resolver.change(tree) : undefined;
    return resolver.complete && resolver.impossible.length === 0 ? change : undefined;
  });
  const whole = found.filter((change) => change !== undefined);
  return whole.length < found.length ? [] : whole;
}
