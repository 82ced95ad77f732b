import type { Checked, Diagnostic } from '../../check.js';
import { filesOf } from '../../files-of.js';
import { SUPPRESSION_RULES } from '../../rules/suppressions.js';
import { newLine } from './insert.js';
import { inFile, startOfThing } from './places.js';
import type { CodeAction } from './types.js';

/** What stands in the place of a reason until somebody writes one. */
export const REASON = 'TODO say why this is right here';

const NEVER: ReadonlySet<string> = new Set([
  'yaml-syntax',
  'empty-file',
  ...SUPPRESSION_RULES.map(({ id }) => id),
]);

/** A comment that silences the rule, above the line of the key or list item that breaks it. */
export function suppressActions(checked: Checked, diagnostic: Diagnostic): readonly CodeAction[] {
  const { rule, finding } = diagnostic;
  if (NEVER.has(rule)) return [];
  const { block, span } = finding.origin;
  const start = startOfThing(block, span.start) ?? span.start;
  const { text } = block;
  const line = start === 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1;
  const indent = /^[ \t]*/u.exec(text.slice(line))?.[0] ?? '';
  const newText = `${indent}# spaceward-ignore ${rule}: ${REASON}${newLine(text)}`;
  const edits = inFile(checked, block, [{ span: { start: line, end: line }, newText }]);
  if (edits === undefined) return [];
  const title = `Ignore ${rule} here, with a reason`;
  return [{ title, kind: 'quickfix', rule, diagnostic, edits, isPreferred: false, safe: true }];
}

/** Takes out a suppression that suppresses nothing, with its line. */
export function unsuppressActions(checked: Checked, diagnostic: Diagnostic): readonly CodeAction[] {
  const { rule, path, span } = diagnostic;
  if (rule !== 'unused-suppression') return [];
  const text = filesOf(checked).find((file) => file.path === path)?.tree.text ?? '';
  const before = /(?:^|\n)?[ \t]*$/u.exec(text.slice(0, span.start))?.[0] ?? '';
  const isAlone = before.startsWith('\n') || before.length === span.start;
  const start = span.start - before.length + (before.startsWith('\n') ? 1 : 0);
  const end = isAlone && text[span.end] === '\n' ? span.end + 1 : span.end;
  const edits = [{ path, span: { start, end }, newText: '' }];
  const title = 'Remove the suppression';
  return [{ title, kind: 'quickfix', rule, diagnostic, edits, isPreferred: true, safe: true }];
}
