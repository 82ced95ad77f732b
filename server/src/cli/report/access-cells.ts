import { missingTexts, type Reason } from '../../core/access/reasons.js';
import { grantText } from '../../core/decide/describe.js';
import { personText } from '../../core/decide/person.js';
import type { Person } from '../../core/decide/types.js';
import { principalText, type Item, type Space } from '../../core/model/world.js';
import { personJson, type Places } from './proof-json.js';

/** The columns of effective access where it is one table, in their order: those of a person, a place, a reason, and the policy. */
export const ACCESS_COLUMNS = [
  'person',
  'person_kind',
  'name',
  'email',
  'space',
  'space_type',
  'item_kind',
  'item',
  'verdict',
  'via',
  'role',
  'through',
  'file',
  'line',
  'also',
  'missing',
  'shortfalls',
  'action_count',
  'actions',
  'policy',
] as const;

/** The cells of a person; empty where there is nothing to tell, as in all of these. */
export function personCells(who: Person): readonly string[] {
  const { kind } = personJson(who);
  if (who.kind !== 'user') return [personText(who), kind, '', ''];
  const { id, name, email } = who.user;
  return [id, kind, name, email ?? ''];
}

/** The cells of a space. */
export function spaceCells({ name, type }: Space): readonly string[] {
  return [name, type];
}

/** The cells of an item, or of a space as a whole. */
export function itemCells(item: Item | undefined): readonly string[] {
  return item === undefined ? ['', ''] : [item.kind, item.name];
}

/** The cells of a reason. */
export function reasonCells(places: Places, reason: Reason): readonly string[] {
  const { verdict, actions, grants, shortfalls } = reason;
  const [first, ...others] = grants;
  const at = places.lineOf(first?.origin);
  return [
    verdict,
    first?.via ?? '',
    first?.role.title ?? '',
    first === undefined ? '' : principalText(first.principal),
    at?.file ?? '',
    at === undefined ? '' : String(at.line),
    others.map((grant) => `${grant.via}: ${grantText(grant)}`).join('; '),
    missingTexts(reason).join('; '),
    shortfalls.join('; '),
    String(actions.length),
    actions.map(({ id }) => id).join(' '),
  ];
}

/** What is made of things that are told of again and again: once for each, as long as it is told of. */
export class MadeOnce<T extends object, U> {
  private readonly known = new WeakMap<T, U>();

  constructor(private readonly make: (thing: T) => U) {}

  of(thing: T): U {
    let made = this.known.get(thing);
    if (made === undefined) this.known.set(thing, (made = this.make(thing)));
    return made;
  }
}
