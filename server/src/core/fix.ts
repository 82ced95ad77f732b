import {
  type Checked,
  checkPolicy,
  type Diagnostic,
  readPolicyFile,
  type SourceText,
} from './check.js';
import { filesOf } from './files-of.js';
import { applyFileEdits } from './features/apply.js';
import { safeFixes } from './features/code-actions/safe-fixes.js';
import type { CodeAction } from './features/code-actions/types.js';
import type { Matrix } from './matrix/matrix.js';
import type { PolicyFile } from './model/policy.js';

/** Fixes that give rise to each other must end. */
const MOST_TRIES = 1000;

/** A policy after fixes. */
export interface Fixed {
  readonly checked: Checked;
  /** The files that changed, with their new texts. */
  readonly files: readonly SourceText[];
  /** How many problems were mended. */
  readonly count: number;
}

/**
 * Mends what can be mended without changing anybody's access, until nothing more can. A fix is made whole or not at all, and
 * never where it would overlap another one; what would bring in an error is left.
 *
 * @param start a policy that was checked by the same tables
 * @param mayChange tells by its path whether a file may be changed
 */
export function fixPolicy(
  matrix: Matrix,
  start: Checked,
  mayChange: (path: string) => boolean,
): Fixed {
  const refused = new Set<string>();
  let checked = start;
  let count = 0;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const shown = checked.diagnostics.filter(({ suppressed }) => suppressed === undefined);
    const actions = apart(
      shown
        .flatMap((diagnostic) => safeFixes(checked, diagnostic))
        .filter(
          (action) =>
            !refused.has(keyOf(action)) && action.edits.every(({ path }) => mayChange(path)),
        ),
    );
    if (actions.length === 0) break;
    let after = changed(matrix, checked, actions);
    if (bringsErrors(checked, after)) {
      // One of them does: they are made one by one, each seen in the state that the others left.
      const [one] = actions;
      if (one === undefined) break;
      after = changed(matrix, checked, [one]);
      if (bringsErrors(checked, after)) {
        refused.add(keyOf(one));
        continue;
      }
      count += 1;
    } else count += actions.length;
    checked = after;
  }
  const before = new Map(textsOf(start).map(({ path, text }) => [path, text]));
  const files = textsOf(checked).filter(({ path, text }) => before.get(path) !== text);
  return { checked, files, count };
}

function textsOf(checked: Checked): readonly SourceText[] {
  return filesOf(checked).map(({ path, tree }) => ({ path, text: tree.text }));
}

/** Actions in the order of their first places, without those that change something at or before what one before changes. */
function apart(actions: readonly CodeAction[]): readonly CodeAction[] {
  const ends = new Map<string, number>();
  const startOf = ({ edits }: CodeAction): number => edits[0]?.span.start ?? 0;
  return [...actions]
    .sort((a, b) => startOf(a) - startOf(b))
    .filter(({ edits }) => {
      if (edits.some(({ path, span }) => span.start <= (ends.get(path) ?? -1))) return false;
      for (const { path, span } of edits) ends.set(path, Math.max(ends.get(path) ?? -1, span.end));
      return true;
    });
}

/** The same action in a later state, whatever stands before its place. */
function keyOf({ title, rule, diagnostic, edits }: CodeAction): string {
  const written = edits.map(({ path, newText }) => `${path}\n${newText}`);
  return [title, rule, diagnostic?.message, ...written].join('\n');
}

function changed(matrix: Matrix, before: Checked, actions: readonly CodeAction[]): Checked {
  const edits = actions.flatMap((action) => action.edits);
  const read = (file: PolicyFile): PolicyFile => {
    const { path, tree } = file;
    const [after] = applyFileEdits([{ path, text: tree.text }], edits);
    return after === undefined ? file : readPolicyFile(after, file);
  };
  const { policy, config } = before;
  return checkPolicy(matrix, policy.files.map(read), config.file && read(config.file), before);
}

/** Whether there are errors that weren't there before, or more of the same. */
function bringsErrors(before: Checked, after: Checked): boolean {
  const known = new Map<string, number>();
  for (const error of errorsOf(before)) known.set(error, (known.get(error) ?? 0) + 1);
  for (const error of errorsOf(after)) {
    const left = (known.get(error) ?? 0) - 1;
    if (left < 0) return true;
    known.set(error, left);
  }
  return false;
}

/** The errors, without what their messages add beneath the first line. */
function errorsOf({ diagnostics }: Checked): readonly string[] {
  return diagnostics
    .filter((each: Diagnostic) => each.severity === 'error' && each.suppressed === undefined)
    .map(({ path, rule, message }) => `${path}\n${rule}\n${message.split('\n')[0] ?? ''}`);
}
