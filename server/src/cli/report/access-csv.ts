import type { Reason } from '../../core/access/reasons.js';
import type { Person } from '../../core/decide/types.js';
import type { Item, Space } from '../../core/model/world.js';
import {
  ACCESS_COLUMNS,
  itemCells,
  MadeOnce,
  personCells,
  reasonCells,
  spaceCells,
} from './access-cells.js';
import type { AccessOfPolicy, AccessReporter } from './access-report.js';
import { field, record } from './csv.js';
import { Places } from './proof-json.js';

/** Effective access as CSV (RFC 4180): a record an entry, each on one line. */
export const accessCsv: AccessReporter = function* ({ policies }) {
  yield record(ACCESS_COLUMNS);
  for (const policy of policies) yield* recordsOf(policy);
};

function* recordsOf({ policy, name, entries }: AccessOfPolicy): Generator<string> {
  const places = new Places(policy);
  const last = field(name);
  const reasons = new MadeOnce((reason: Reason) => fields(reasonCells(places, reason)));
  const people = new MadeOnce((who: Person) => fields(personCells(who)));
  const spaces = new MadeOnce((space: Space) => fields(spaceCells(space)));
  const items = new MadeOnce((item: Item) => fields(itemCells(item)));
  const noItem = fields(itemCells(undefined));
  for (const { who, space, item, reason } of entries) {
    const onItem = item === undefined ? noItem : items.of(item);
    yield record([people.of(who), spaces.of(space), onItem, reasons.of(reason), last]);
  }
}

function fields(cells: readonly string[]): string {
  return cells.map(field).join();
}
