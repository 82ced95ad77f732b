import type { OpenPolicy } from '../../check.js';
import type { PolicyFile } from '../../model/policy.js';
import type { Span } from '../../text/span.js';
import type { FileEdit } from '../apply.js';
import {
  columnOf,
  lineEnd,
  newLine,
  type NewValue,
  pairLines,
  scalarText,
  textEnd,
} from './insert.js';

/**
 * A new entry at the end of a section: in the file at `path` where that has the section, else in the first that has,
 * else as a new section.
 */
export function addEntry(
  { policy }: OpenPolicy,
  path: string,
  section: string,
  name: string,
  value: NewValue,
): FileEdit | undefined {
  const current = policy.files.find((file) => file.path === path);
  if (current === undefined) return undefined;
  const file = [current, ...policy.files].find((each) => headEnd(each, section) !== undefined);
  if (file === undefined) return newSection(current, section, name, value);
  return intoSection(file, section, name, value);
}

function newSection(
  { path, tree }: PolicyFile,
  section: string,
  name: string,
  value: NewValue,
): FileEdit {
  const { text } = tree;
  const end = newLine(text);
  const gap = text === '' ? '' : text.endsWith('\n') ? end : `${end}${end}`;
  const span = { start: text.length, end: text.length };
  const entry = pairLines(text, 2, scalarText(name, false, true), value);
  return { path, span, newText: `${gap}${section}:${entry}${end}` };
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
  value: NewValue,
): FileEdit | undefined {
  const { path, tree } = file;
  const { text } = tree;
  const head = headEnd(file, section) ?? 0;
  const last = lastEntry(file, section);
  const braces = /^\s*:\s*\{/u.exec(text.slice(head))?.[0];
  const put = (at: number, newText: string, end = at): FileEdit => ({
    path,
    span: { start: at, end },
    newText,
  });
  if (braces !== undefined) {
    const entry = `${scalarText(name, true, true)}: ${value.flow}`;
    if (last !== undefined) return put(last.end, `, ${entry}`);
    const blank = /^\s*\}/u.exec(text.slice(head + braces.length))?.[0];
    const from = head + braces.length;
    return blank === undefined ? undefined : put(from, ` ${entry} `, from + blank.length - 1);
  }
  const entryAt = (indent: number): string =>
    pairLines(text, indent, scalarText(name, false, true), value);
  if (last === undefined)
    return /^\s*:[ \t]*(?:#.*)?\r?(?:\n|$)/u.test(text.slice(head))
      ? put(lineEnd(text, head), entryAt(2))
      : undefined;
  return put(lineEnd(text, textEnd(text, last.end)), entryAt(columnOf(text, last.start)));
}

/** The place of the last entry of a section in a file. */
function lastEntry({ tree: { list, starts } }: PolicyFile, section: string): Span | undefined {
  for (let index = list.length - 1; index >= 0; index -= 1) {
    const pair = list[index]?.entries.filter((entry) => entry.section === section).at(-1)?.pair;
    const from = starts[index] ?? 0;
    if (pair !== undefined) return { start: from + pair.span.start, end: from + pair.span.end };
  }
  return undefined;
}
