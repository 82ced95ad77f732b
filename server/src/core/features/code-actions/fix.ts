import type { Checked, Diagnostic } from '../../check.js';
import { scalarMap } from '../../syntax/scalar-map.js';
import type { Edit } from '../../syntax/policy/problem.js';
import type { FileEdit } from '../apply.js';
import { replaceInBlock } from '../edit-scalar.js';
import { type NewName, renamedParts } from '../navigation/rename-text.js';
import type { ScalarPart } from '../scalar-source.js';
import { inFile, nameScalarAround, scalarAround } from './places.js';
import type { CodeAction } from './types.js';

/** The fix that a rule itself has for a breach of it. */
export function fixActions(checked: Checked, diagnostic: Diagnostic): readonly CodeAction[] {
  const { finding, rule } = diagnostic;
  const { fix } = finding;
  if (fix === undefined) return [];
  const edits = fix.edits.map((edit) => fixEdits(checked, rule, edit));
  const whole = edits.filter((edit) => edit !== undefined);
  if (whole.length < edits.length) return [];
  const { title, safe } = fix;
  return [
    { title, kind: 'quickfix', rule, diagnostic, edits: whole.flat(), isPreferred: true, safe },
  ];
}

/** Rules whose fixes put a name in the place of another, whatever the quoting around it. */
const NAME_RULE = /^unknown-(?!key)|^older-name$/u;
/** Those where the name may be several words in a sentence. */
const PHRASE_RULE = /^(?:unknown-role|unknown-cause|older-name)$/u;

/** An edit of a fix with the quoting around it kept valid; undefined where that can't be. */
function fixEdits(checked: Checked, rule: string, edit: Edit): readonly FileEdit[] | undefined {
  const { origin, text, inside } = edit;
  const { block, span } = origin;
  const isName = inside === undefined && NAME_RULE.test(rule);
  const scalar = inside ?? (isName ? scalarAround(block, span) : undefined);
  if (scalar === undefined) return inFile(checked, block, [{ span, newText: text }]);
  const map = scalarMap(scalar);
  const part: ScalarPart = { start: map.index(span.start), end: map.index(span.end), text };
  // Actions are no names: ids stay without quotes, titles in theirs.
  const named = isName && rule !== 'unknown-action' ? nameScalarAround(block, span) : undefined;
  const parts =
    named === undefined
      ? [requoted(scalar.value, part)]
      : renamedParts(named, [part], newName(rule, text));
  if (parts === undefined) return undefined;
  const edits = replaceInBlock(block, new Map([[scalar, parts]]));
  return edits && inFile(checked, block, edits);
}

/** What takes the place of a quoted part stands in the same quotes. */
function requoted(value: string, { start, end, text }: ScalarPart): ScalarPart {
  const mark = /^(["'])[^]*\1$/u.exec(value.slice(start, end))?.[1];
  const isQuoted = mark === undefined || text.startsWith(mark);
  return { start, end, text: isQuoted ? text : mark + text.replaceAll(mark, mark + mark) + mark };
}

function newName(rule: string, text: string): NewName {
  const isPhrase = PHRASE_RULE.test(rule);
  const isContent = rule === 'unknown-content';
  return { text, isPhrase, ...(isContent && { content: { kind: '', mustState: false } }) };
}
