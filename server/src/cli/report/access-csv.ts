import { personText } from '../../core/decide/person.js';
import type { Person } from '../../core/decide/types.js';
import { grantText } from '../../core/decide/describe.js';
import { missingTexts, type Reason } from '../../core/access/reasons.js';
import { principalText } from '../../core/model/world.js';
import type { AccessOfPolicy, AccessReporter } from './access-report.js';
import { field, record } from './csv.js';
import { personJson, Places } from './proof-json.js';

const COLUMNS = [
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
];

/** Effective access as CSV (RFC 4180): a record an entry, each on one line. */
export const accessCsv: AccessReporter = function* ({ policies }) {
  yield record(COLUMNS);
  for (const policy of policies) yield* recordsOf(policy);
};

function* recordsOf({ policy, name, entries }: AccessOfPolicy): Generator<string> {
  const places = new Places(policy);
  const last = field(name);
  const reasons = new Texts<Reason>((reason) => reasonCells(places, reason).map(field).join());
  const people = new Texts<Person>((who) => personCells(who).map(field).join());
  for (const { who, space, item, reason } of entries) {
    const place = [space.name, space.type, item?.kind ?? '', item?.name ?? ''].map(field).join();
    yield record([people.of(who), place, reasons.of(reason), last]);
  }
}

function personCells(who: Person): readonly string[] {
  const { kind } = personJson(who);
  if (who.kind !== 'user') return [personText(who), kind, '', ''];
  const { id, name, email } = who.user;
  return [id, kind, name, email ?? ''];
}

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

/** Texts of things that are told of again and again, each made once while it is the latest ones'. */
class Texts<T extends object> {
  private readonly known = new WeakMap<T, string>();

  constructor(private readonly make: (thing: T) => string) {}

  of(thing: T): string {
    let text = this.known.get(thing);
    if (text === undefined) this.known.set(thing, (text = this.make(thing)));
    return text;
  }
}
