import type { Action, SpaceType, TableId } from '../matrix/types.js';

const TABLES: Readonly<Record<SpaceType, readonly TableId[]>> = {
  shared: ['shared.professional', 'shared.analyzer', 'shared.admin'],
  managed: ['managed.professional', 'managed.analyzer', 'managed.admin'],
  data: ['data.space'],
  personal: ['personal'],
};

/** The tables that speak of a type of space. */
export function tablesOfType(type: SpaceType): readonly TableId[] {
  return TABLES[type];
}

/** Whether an action can be asked of a space of a type that is there. */
export function isAskedIn({ id, tables }: Action, type: SpaceType): boolean {
  return (
    id !== 'space.create' &&
    // A share lets see the space although the tables of shared spaces have no row for it.
    (tablesOfType(type).some((table) => tables.includes(table)) ||
      (id === 'space.see' && type === 'shared'))
  );
}
