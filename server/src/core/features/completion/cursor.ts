import type { Beginning } from './entry-before.js';
import { pathOf, type Token } from './frames.js';
import { lineStart, scanBefore } from './scan.js';
import { keyAt } from './scan-key.js';

/** What may be written at a place of a policy file, by the text around it. */
export interface Cursor {
  readonly offset: number;
  /** The keys on the way there, that of the value at the cursor included; null for an item of a list. */
  readonly path: readonly (string | null)[];
  /** `line`: an empty or half-typed line under a key that has no value yet: keys or items, as the key's value takes. */
  readonly kind: 'key' | 'value' | 'line';
  readonly token: Token | undefined;
  /** Whether it is inside braces or brackets. */
  readonly flow: boolean;
  /** Keys of the same map, with the source of the values that were read. */
  readonly siblings: ReadonlyMap<string, string>;
  /** The same of the map around that, and so on outwards. */
  readonly outer: readonly ReadonlyMap<string, string>[];
  /** In braces: where the value of the pair before starts. */
  readonly before: number | undefined;
}

/**
 * Finds out where an offset is; undefined in a comment, after a value, and where nothing can be told.
 *
 * @param from where reading may begin; else with the section: then keys of the section that stand before are no siblings
 */
export function cursorAt(text: string, offset: number, from?: Beginning): Cursor | undefined {
  const { frames, token, kind, column } = scanBefore(text, offset, from);
  const top = frames.at(-1);
  if (kind === 'nothing') return undefined;
  const flow = top?.kind.startsWith('flow') === true;
  const base = { offset, token, flow, outer: frames.map(({ pairs }) => pairs).reverse() };
  if (kind === 'value') {
    // Behind a dash, the keys of an entry that goes on below.
    const siblings =
      top?.kind === 'seq' ? keysBelow(text, offset, column) : (top?.pairs ?? new Map());
    return { ...base, path: pathOf(frames), kind, siblings, before: undefined };
  }
  if (flow) {
    const siblings = new Map([...top.pairs, ...keysInBraces(text, offset)]);
    const before = top.valueStart > 0 ? top.valueStart : undefined;
    return { ...base, path: pathOf(frames), kind: 'key', siblings, before };
  }
  // The names of other users, groups, spaces and tests don't matter; there may be very many.
  const [section] = frames;
  const isEntry =
    column > 0 &&
    frames.length === (top?.indent === column ? 2 : 1) &&
    MANY_ENTRIES.has(section?.key ?? '');
  const after = isEntry ? new Map<string, string>() : keysBelow(text, offset, column);
  if (top === undefined || (top.kind === 'map' && top.indent === column)) {
    if (column > 0 && top === undefined) return undefined;
    const siblings = new Map([
      ...(column === 0 ? topKeys(text, offset) : (top?.pairs ?? [])),
      ...after,
    ]);
    return { ...base, path: pathOf(frames.slice(0, -1)), kind: 'key', siblings, before: undefined };
  }
  const value = top.key === undefined ? '' : top.pairs.get(top.key);
  if (top.kind !== 'map' || value !== '') return undefined;
  return { ...base, path: pathOf(frames), kind: 'line', siblings: after, before: undefined };
}

const MANY_ENTRIES: ReadonlySet<string> = new Set(['users', 'groups', 'spaces', 'tests']);

/** The keys at a column on the lines after the one of `offset`, as long as the map goes on. */
function keysBelow(text: string, offset: number, column: number): Map<string, string> {
  const keys = new Map<string, string>();
  let start = text.indexOf('\n', offset) + 1;
  while (start > 0) {
    const feed = text.indexOf('\n', start);
    const end = feed === -1 ? text.length : feed;
    const indent = /^ */u.exec(text.slice(start, end))?.[0].length ?? 0;
    const isBlank = /^\s*(?:#|$)/u.test(text.slice(start, end));
    if (!isBlank && indent < column) break;
    const key = !isBlank && indent === column ? keyAt(text, start + indent, end) : undefined;
    if (key !== undefined) keys.set(key.text, text.slice(key.end, end).trim());
    start = feed + 1;
  }
  return keys;
}

/** Every key at column 0, but that of the line at `offset`. */
function topKeys(text: string, offset: number): Map<string, string> {
  const here = lineStart(text, offset);
  const keys = new Map<string, string>();
  for (const match of text.matchAll(/^([\w-]+):/gmu))
    if (match.index !== here) keys.set(match[1] ?? '', '');
  return keys;
}

/** The keys that follow in the same braces. */
function keysInBraces(text: string, offset: number): Map<string, string> {
  const keys = new Map<string, string>();
  let depth = 0;
  let start = text.slice(offset).search(/[,}]/u);
  start = start === -1 ? text.length : offset + start;
  for (let i = start; i < text.length && depth >= 0; i++) {
    const char = text[i] ?? '';
    if (/[[{]/u.test(char)) depth++;
    else if (/[\]}]/u.test(char)) depth--;
    else if (depth === 0 && char === ',') {
      const key = /^\s*([^,:{}[\]\n]+?)\s*:/u.exec(text.slice(i + 1, i + 200))?.[1];
      if (key !== undefined) keys.set(key.replace(/^(["'])(.*)\1$/u, '$2'), '');
    }
  }
  return keys;
}
