import type { AccessOrder } from '../../core/access/entries.js';
import type { AccessEntry } from '../../core/access/space-entries.js';
import { byWeight } from '../../core/features/hover/counts.js';
import { personText } from '../../core/decide/person.js';
import type { Action } from '../../core/matrix/types.js';

/** So many actions are named in a row; the rest is counted. */
const NAMED = 3;

/** The actions that a row names, those of most weight, and how many more there are. */
export function weightiest(actions: readonly Action[]): {
  readonly named: readonly Action[];
  readonly more: number;
} {
  return {
    named: byWeight(actions).slice(0, NAMED),
    more: Math.max(0, actions.length - NAMED),
  };
}

/** What a table is of: a name, and what is said of it. */
export interface Heading {
  readonly name: string;
  readonly kind: string;
}

/** What the table is of in which an entry stands. */
export function headingOf(entry: AccessEntry, by: AccessOrder): Heading {
  if (by === 'user') return { name: personText(entry.who), kind: '' };
  const { name, type } = entry.space;
  return by === 'space' ? { name, kind: ` (${type} space)` } : { name: placeText(entry), kind: '' };
}

/** A space or an item as it is named in a policy's sentences, without quotes. */
export function placeText({ space, item }: AccessEntry): string {
  return item === undefined ? space.name : `${space.name}/${item.name}`;
}

/** The heads of a table's columns. */
export function columnsBy(by: AccessOrder): readonly string[] {
  const first = { user: ['where'], space: ['who', 'item'], app: ['who'] }[by];
  return [...first, 'verdict', 'actions', 'why', 'stated at'];
}
