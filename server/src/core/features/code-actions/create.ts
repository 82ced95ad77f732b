import type { Checked, Diagnostic } from '../../check.js';
import type { NameUse } from '../../model/names.js';
import type { PolicyFile } from '../../model/policy.js';
import type { FileEdit } from '../apply.js';
import { columnOf, lineEnd, newLine, scalarText, textEnd } from './insert.js';
import type { CodeAction } from './types.js';

/** What is stated of a new entry, by the kind of name. */
const NEW: Readonly<
  Partial<Record<NameUse['kind'], { readonly section: string; readonly value: string }>>
> = {
  user: { section: 'users', value: '{}' },
  group: { section: 'groups', value: '{}' },
  space: { section: 'spaces', value: '{ type: shared }' },
};

/** States the user, group or space that a name should be one of. */
export function createActions(checked: Checked, diagnostic: Diagnostic): readonly CodeAction[] {
  const { finding, rule, path } = diagnostic;
  const use = [checked.policy.uses, ...checked.tests.map(({ uses }) => uses)]
    .flat()
    .find(({ origin, found }) => found === undefined && origin === finding.origin);
  const added = use && NEW[use.kind];
  if (use === undefined || added === undefined || use.text.trim() === '') return [];
  if (use.hint !== undefined && use.kind === 'user') return [];
  const edit = addEntry(checked, path, added.section, use.text, added.value);
  if (edit === undefined) return [];
  const what = use.kind === 'space' ? 'shared space' : use.kind;
  const title = `Create the ${what} ${use.text}`;
  return [
    { title, kind: 'quickfix', rule, diagnostic, edits: [edit], isPreferred: false, safe: false },
  ];
}

/**
 * A new entry at the end of a section: in the file at `path` where that has the section, else in the first that has,
 * else as a new section.
 */
function addEntry(
  { policy }: Checked,
  path: string,
  section: string,
  name: string,
  value: string,
): FileEdit | undefined {
  const current = policy.files.find((file) => file.path === path);
  if (current === undefined) return undefined;
  const file = [current, ...policy.files].find((each) => headEnd(each, section) !== undefined);
  if (file === undefined)
    return newSection(current, section, `${scalarText(name, false, true)}: ${value}`);
  return intoSection(file, section, name, value);
}

function newSection({ path, tree }: PolicyFile, section: string, entry: string): FileEdit {
  const { text } = tree;
  const end = newLine(text);
  const gap = text === '' ? '' : text.endsWith('\n') ? end : `${end}${end}`;
  const span = { start: text.length, end: text.length };
  return { path, span, newText: `${gap}${section}:${end}  ${entry}${end}` };
}

/** Where the name of a section ends in a file. */
function headEnd({ tree }: PolicyFile, section: string): number | undefined {
  for (const { block, start } of tree.blocks)
    for (const { key } of block.heads) if (key.value === section) return start + key.span.end;
  return undefined;
}

function intoSection(
  file: PolicyFile,
  section: string,
  name: string,
  value: string,
): FileEdit | undefined {
  const { path, tree } = file;
  const { text } = tree;
  const head = headEnd(file, section) ?? 0;
  const pairs = tree.blocks.flatMap(({ block, start }) =>
    block.entries
      .filter((entry) => entry.section === section)
      .map(({ pair }) => ({ start: start + pair.span.start, end: start + pair.span.end })),
  );
  const last = pairs.at(-1);
  const braces = /^\s*:\s*\{/u.exec(text.slice(head))?.[0];
  const put = (at: number, newText: string, end = at): FileEdit => ({
    path,
    span: { start: at, end },
    newText,
  });
  if (braces !== undefined) {
    const entry = `${scalarText(name, true, true)}: ${value}`;
    if (last !== undefined) return put(last.end, `, ${entry}`);
    const blank = /^\s*\}/u.exec(text.slice(head + braces.length))?.[0];
    const from = head + braces.length;
    return blank === undefined ? undefined : put(from, ` ${entry} `, from + blank.length - 1);
  }
  const entry = `${scalarText(name, false, true)}: ${value}`;
  if (last === undefined)
    return /^\s*:[ \t]*(?:#.*)?\r?(?:\n|$)/u.test(text.slice(head))
      ? put(lineEnd(text, head), `${newLine(text)}  ${entry}`)
      : undefined;
  const indent = ' '.repeat(columnOf(text, last.start));
  return put(lineEnd(text, textEnd(text, last.end)), `${newLine(text)}${indent}${entry}`);
}
