import { filesOf } from '../files-of.js';
import type { Field, Shape } from '../syntax/policy/shape.js';
import { Best } from './completion/best.js';
import { type Cursor, cursorAt } from './completion/cursor.js';
import { entryBefore } from './completion/entry-before.js';
import { completeKey } from './completion/keys.js';
import { listedAt } from './completion/listed.js';
import { Names } from './completion/names.js';
import { lineStart } from './completion/scan.js';
import type { Completion } from './completion/types.js';
import { type Typed, typedAt } from './completion/typed.js';
import { completeDefault, completeValue } from './completion/values.js';
import { fileShape, shapeAt } from './shape-at.js';
import { policyOf, type Snapshot } from './snapshot.js';

export type { Completion, CompletionKind } from './completion/types.js';

/** What is proposed. */
export interface Completions {
  readonly items: readonly Completion[];
  /** Whether there is more that fits to something else that could be typed. */
  readonly isIncomplete: boolean;
}

const NOTHING: Completions = { items: [], isIncomplete: false };

/**
 * What may be written at an offset of a policy file or a configuration, each with its documentation; of very many names, those
 * that fit best to what is typed. Where the cursor is, is read from the text before it, so a file that is no valid YAML yet gets
 * the same answers. Never throws; nothing where no policy has the file.
 */
export function completionsAt(
  snapshot: Pick<Snapshot, 'policies'>,
  path: string,
  offset: number,
): Completions {
  const policy = policyOf(snapshot, path);
  const tree = policy && filesOf(policy).find((file) => file.path === path)?.tree;
  if (policy === undefined || tree === undefined) return NOTHING;
  const { text } = tree;
  const place = Math.min(Math.max(0, Math.trunc(offset) || 0), text.length);
  const found = cursorAt(text, place, entryBefore(tree, place));
  if (found === undefined) return NOTHING;
  const at = shapeAt(fileShape(policy, path), found.path);
  const cursor = asKey(found, at?.shape);
  const typed = typedAt(text, cursor);
  const isListed = listedAt(cursor, policy.engine.world);
  const own = typed.before + typed.after;
  const best = Best.of(typed.before, (name) =>
    cursor.kind === 'value' ? name !== own && isListed(name) : cursor.siblings.has(name),
  );
  const names = new Names(policy, best);
  const items = itemsFor({ text, cursor, names, typed, shape: at?.shape, field: at?.field });
  return { items: distinct(items.map((item) => behindDash(text, item))), isIncomplete: best.isCut };
}

/** Right behind the dash of an item, the space is part of what is inserted. */
function behindDash(text: string, item: Completion): Completion {
  const { start } = item.span;
  const isDash = /^ *(?:- +)*-$/u.test(text.slice(lineStart(text, start), start));
  return isDash ? { ...item, insertText: ` ${item.insertText}` } : item;
}

/** Behind the dash of a list of records, what is typed is a key. */
function asKey(cursor: Cursor, shape: Shape | undefined): Cursor {
  const isItem = cursor.kind === 'value' && cursor.path.at(-1) === null;
  return isItem && shape?.kind === 'record' ? { ...cursor, kind: 'key' } : cursor;
}

function itemsFor(at: Place): readonly Completion[] {
  switch (at.cursor.kind) {
    case 'key':
      return keysAt(at);
    case 'value':
      return valuesAt(at);
    case 'line':
      return [...(at.shape?.kind === 'list' ? [] : keysAt(at)), ...itemsAt(at)];
  }
}

/** A cursor with all that decides what may stand there. */
interface Place {
  readonly text: string;
  readonly cursor: Cursor;
  readonly names: Names;
  readonly typed: Typed;
  readonly shape: Shape | undefined;
  readonly field: Field | undefined;
}

function keysAt({ shape, text, cursor, typed, names }: Place): readonly Completion[] {
  return completeKey(shape, text, cursor, typed, names);
}

/** After a colon without a space, the space is part of what is inserted. */
function valuesAt({ shape, field, text, cursor, typed, names }: Place): readonly Completion[] {
  const values =
    shape?.kind === 'number' && field !== undefined
      ? completeDefault(field, typed)
      : completeValue(shape, cursor, typed, names);
  const needsSpace = text[typed.span.start - 1] === ':' && typed.style === 'plain' && !cursor.flow;
  return needsSpace
    ? values.map((value) => ({ ...value, insertText: ` ${value.insertText}` }))
    : values;
}

/** Items of a list whose dash is not there yet. */
function itemsAt({ shape, text, cursor, typed, names }: Place): readonly Completion[] {
  const list = shape?.kind === 'list-or-record' ? shape.list : shape;
  if (list?.kind !== 'list') return completeValue(shape, cursor, typed, names);
  const items =
    list.of.kind === 'record'
      ? completeKey(list.of, text, cursor, typed, names)
      : completeValue(list.of, cursor, typed, names);
  return items
    .filter(({ span }) => span.start === typed.span.start)
    .map((item) => ({
      ...item,
      insertText: `- ${item.insertText}`,
      filterText: item.filterText ?? item.label,
    }));
}

function distinct(completions: readonly Completion[]): readonly Completion[] {
  const seen = new Set<string>();
  return completions.filter(({ label, insertText, span }) => {
    const key = `${label}\n${insertText}\n${span.start}`;
    return !seen.has(key) && seen.add(key);
  });
}
