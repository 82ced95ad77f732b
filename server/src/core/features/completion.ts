import type { Shape } from '../syntax/policy/shape.js';
import { type Cursor, cursorAt } from './completion/cursor.js';
import { completeKey } from './completion/keys.js';
import { Names } from './completion/names.js';
import { shapeAt } from './completion/place.js';
import type { Completion } from './completion/types.js';
import { type Typed, typedAt } from './completion/typed.js';
import { completeValue } from './completion/values.js';
import { policyOf, type Snapshot } from './snapshot.js';

export type { Completion, CompletionKind } from './completion/types.js';

/**
 * What may be written at an offset of a policy file, each with its documentation. Where the cursor is, is read from the
 * text before it, so a
 * file that is no valid YAML yet gets the same answers. Never throws; nothing where no policy has the file.
 */
export function completionsAt(
  snapshot: Snapshot,
  path: string,
  offset: number,
): readonly Completion[] {
  const policy = policyOf(snapshot, path);
  const text = policy?.policy.files.find((file) => file.path === path)?.tree.text;
  if (policy === undefined || text === undefined) return [];
  const cursor = cursorAt(text, Math.min(Math.max(0, Math.trunc(offset) || 0), text.length));
  if (cursor === undefined) return [];
  const at: Place = {
    text,
    cursor,
    names: new Names(policy),
    typed: typedAt(text, cursor),
    shape: shapeAt(cursor.path),
  };
  switch (cursor.kind) {
    case 'key':
      return distinct(keysAt(at));
    case 'value':
      return distinct(valuesAt(at));
    case 'line':
      return distinct([...(at.shape?.kind === 'list' ? [] : keysAt(at)), ...itemsAt(at)]);
  }
}

/** A cursor with all that decides what may stand there. */
interface Place {
  readonly text: string;
  readonly cursor: Cursor;
  readonly names: Names;
  readonly typed: Typed;
  readonly shape: Shape | undefined;
}

function keysAt({ shape, text, cursor, typed, names }: Place): readonly Completion[] {
  return completeKey(shape, text, cursor, typed, names);
}

/** After a colon without a space, the space is part of what is inserted. */
function valuesAt({ shape, text, cursor, typed, names }: Place): readonly Completion[] {
  const values = completeValue(shape, cursor, typed, names);
  const needsSpace = text[typed.span.start - 1] === ':' && typed.style === 'plain' && !cursor.flow;
  return needsSpace
    ? values.map((value) => ({ ...value, insertText: ` ${value.insertText}` }))
    : values;
}

/** Items of a list whose dash is not there yet. */
function itemsAt({ shape, cursor, typed, names }: Place): readonly Completion[] {
  const list = shape?.kind === 'list-or-record' ? shape.list : shape;
  if (list?.kind !== 'list') return completeValue(shape, cursor, typed, names);
  return completeValue(list.of, cursor, typed, names)
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
