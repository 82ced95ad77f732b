import type { Checked, Diagnostic } from '../../check.js';
import type { Matrix } from '../../matrix/matrix.js';
import { scalarMap } from '../../syntax/scalar-map.js';
import type { Block, ScalarNode } from '../../syntax/tree.js';
import type { Edit, Fix } from '../../syntax/policy/problem.js';
import type { FileEdit } from '../apply.js';
import { replaceInBlock } from '../edit-scalar.js';
import { type NewName, renamedParts } from '../navigation/rename-text.js';
import type { ScalarPart } from '../scalar-source.js';
import { inFile, nameScalarAround, scalarAround } from './places.js';
import type { CodeAction } from './types.js';

/** The fix that a rule itself has for a breach of it. */
export function fixActions(checked: Checked, diagnostic: Diagnostic): readonly CodeAction[] {
  const { finding, rule } = diagnostic;
  if (finding.fix === undefined) return [];
  const { title, safe, edits: wanted } = asWritten(checked.engine.matrix, rule, finding.fix);
  const edits = wanted.map((edit) => fixEdits(checked, rule, edit));
  const whole = edits.filter((edit) => edit !== undefined);
  if (whole.length < edits.length) return [];
  return [
    { title, kind: 'quickfix', rule, diagnostic, edits: whole.flat(), isPreferred: true, safe },
  ];
}

/** Rules whose fixes write the product's own names. */
const PRODUCT_NAME_RULE = /^(?:unknown-role|unknown-permission|older-name)$/u;

/** Policies write roles of spaces and permissions in small letters, where the product's names begin with a capital. */
function asWritten(matrix: Matrix, rule: string, fix: Fix): Fix {
  if (!PRODUCT_NAME_RULE.test(rule)) return fix;
  const written = (text: string): string =>
    matrix.spaceRole(text)?.role.title === text ||
    matrix.permission(text)?.permission.title === text
      ? text.toLowerCase()
      : text;
  const edits = fix.edits.map((edit) => ({ ...edit, text: written(edit.text) }));
  const [before] = fix.edits;
  const title =
    before === undefined ? fix.title : fix.title.replace(before.text, () => written(before.text));
  return { ...fix, title, edits };
}

/** Rules whose fixes put a name in the place of another, whatever the quoting around it. */
const NAME_RULE = /^unknown-(?!key)|^older-name$/u;
/** Rules whose fixes may put a word of the language in the place of a whole key or value. */
const WORD_RULE = /^(?:unknown-key|invalid-value)$/u;
/** Those where the name may be several words in a sentence. */
const PHRASE_RULE = /^(?:unknown-role|unknown-cause|older-name)$/u;

/** An edit of a fix with the quoting around it kept valid; undefined where that can't be. */
function fixEdits(checked: Checked, rule: string, edit: Edit): readonly FileEdit[] | undefined {
  const { origin, text, inside } = edit;
  const { block, span } = origin;
  const isName = inside === undefined && NAME_RULE.test(rule);
  const scalar = inside ?? (isName ? scalarAround(block, span) : wordAt(block, rule, edit));
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

/** The key or value that a word takes the place of, whose quotes stay. */
function wordAt(block: Block, rule: string, { origin, text }: Edit): ScalarNode | undefined {
  if (!WORD_RULE.test(rule) || /^["']/u.test(text)) return undefined;
  const { start, end } = origin.span;
  const scalar = scalarAround(block, origin.span);
  const isWhole = scalar?.span.start === start && scalar.span.end === end;
  return isWhole && scalar.style !== 'plain' ? scalar : undefined;
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
  return {
    text,
    isPhrase,
    mayHoldKeywords: true,
    ...(isContent && { content: { kind: '', mustState: false } }),
  };
}
