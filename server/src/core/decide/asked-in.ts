import type { Action, SpaceType } from '../matrix/types.js';
import { tablesOfType } from './space-tables.js';

/** Whether an action can be asked of a space of a type that is there. */
export function isAskedIn({ id, tables }: Action, type: SpaceType): boolean {
  return (
    id !== 'space.create' &&
    // A share lets see the space although the tables of shared spaces have no row for it.
    (tablesOfType(type).some((table) => tables.includes(table)) ||
      (id === 'space.see' && type === 'shared'))
  );
}
