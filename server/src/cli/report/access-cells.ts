import { missingTexts, type Reason } from '../../core/access/reasons.js';
import { grantText } from '../../core/decide/describe.js';
import { personText } from '../../core/decide/person.js';
import type { Person } from '../../core/decide/types.js';
import { principalText, type Item, type Space } from '../../core/model/world.js';
import type { AccessOfPolicy } from './access-report.js';
import { personJson, Places } from './proof-json.js';

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
function personCells(who: Person): readonly string[] {
  const { kind } = personJson(who);
  if (who.kind !== 'user') return [personText(who), kind, '', ''];
  const { id, name, email } = who.user;
  return [id, kind, name, email ?? ''];
}

/** The cells of a reason. */
function reasonCells(places: Places, reason: Reason): readonly string[] {
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

/**
 * The rows of a policy, each in pieces of cells that rows have in common.
 *
 * @param make what becomes of the cells of a piece: made once for each person, space, item and reason
 */
export function* accessRows<T>(
  { policy, name, entries }: AccessOfPolicy,
  make: (cells: readonly string[]) => T,
): Generator<readonly T[]> {
  const places = new Places(policy);
  const reasons = new MadeOnce((reason: Reason) => make(reasonCells(places, reason)));
  const people = new MadeOnce((who: Person) => make(personCells(who)));
  const spaces = new MadeOnce((space: Space) => make([space.name, space.type]));
  const items = new MadeOnce((item: Item) => make([item.kind, item.name]));
  const [noItem, last] = [make(['', '']), make([name])];
  for (const { who, space, item, reason } of entries) {
    const onItem = item === undefined ? noItem : items.of(item);
    yield [people.of(who), spaces.of(space), onItem, reasons.of(reason), last];
  }
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
