import type { Matrix } from '../../matrix/matrix.js';
import { readsSpaceRoles } from '../../matrix/site.js';
import { looseKey } from '../../text/loose-key.js';
import type { Cursor } from './cursor.js';

/**
 * Which names fit the table that a site fact names before the cursor: actions with a row there, roles with a column. Without a
 * table all do.
 *
 * @param what what the names are of: `an action`, `a role`
 */
export function factFits(
  what: string,
  { outer }: Cursor,
  matrix: Matrix,
): (name: string) => boolean {
  const written = outer.map((pairs) => pairs.get('table')).find((name) => name !== undefined);
  const name = written?.replace(/^(["'])(.*)\1$/u, '$2') ?? '';
  const table = matrix.findTable(looseKey(name));
  if (table === undefined) return () => true;
  switch (what) {
    case 'an action':
      return (action) => matrix.row(table.id, action) !== undefined;
    case 'a role': {
      const columns = new Set(table.columns.flatMap(({ id }) => id.split('+')));
      // Of the tables of administrators no role in spaces is read.
      const inSpaces = readsSpaceRoles(table.id) ? matrix : undefined;
      return (role) => {
        const id = inSpaces?.spaceRole(role)?.role.id ?? matrix.securityRole(role)?.role.id;
        return id !== undefined && columns.has(id);
      };
    }
    default:
      return () => true;
  }
}
