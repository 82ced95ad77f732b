import { parseRoleList } from '../../../../../grammar/src/index.js';
import type { Engine } from '../../decide/engine.js';
import type { SpaceRole, SpaceType } from '../../matrix/types.js';
import type { Node } from '../../syntax/tree.js';

/** Whether a new role allows all that a list of roles does in spaces of a type, so that it can take the list's place. */
export function coversList(
  engine: Engine,
  type: SpaceType,
  role: SpaceRole | undefined,
  list: Node | null,
): boolean {
  if (role === undefined || list?.kind !== 'scalar') return false;
  const held = (parseRoleList(list.value).tree ?? []).map(
    ({ text }) => engine.matrix.spaceRole(text)?.role,
  );
  return (
    held.length > 0 && held.every((old) => old !== undefined && covers(engine, type, role, old))
  );
}

/** A column that joins the old role with another counts too: together they may allow more than each. */
function covers(engine: Engine, type: SpaceType, role: SpaceRole, old: SpaceRole): boolean {
  return engine.matrix.data.tables
    .filter((table) => table.spaceType === type)
    .every(({ id, columns }) => {
      const is = engine.columns.sets(id, role.id);
      return columns
        .filter((column) => column.id.split('+').includes(old.id))
        .every((column) => {
          const was = engine.columns.sets(id, column.id);
          return (
            was.yes.without(is.yes).isEmpty() &&
            was.gated.without(is.yes.or(is.gated)).isEmpty() &&
            was.own.without(is.yes.or(is.own)).isEmpty() &&
            (column.id !== old.id || is.no.without(was.no).isEmpty())
          );
        });
    });
}
