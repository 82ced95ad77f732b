import type { Engine } from '../decide/engine.js';
import { tablesOf } from '../decide/entitlement.js';
import type { Holding } from '../decide/holdings.js';
import type { Person } from '../decide/types.js';
import type { Space } from '../model/world.js';

/** Whether a role that is held for certain lets its holder open apps, whatever the entitlement. */
export function opensApps(
  { matrix, columns }: Engine,
  person: Person,
  space: Space,
  { column, missing }: Holding,
): boolean {
  const bit = matrix.actionIndex('app.open');
  const tables = tablesOf({ person, space });
  return (
    bit !== undefined &&
    missing === undefined &&
    tables.length > 0 &&
    tables.every((table) => columns.sets(table, column).yes.has(bit))
  );
}
