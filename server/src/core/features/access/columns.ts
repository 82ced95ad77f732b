import { isAskedIn } from '../../decide/asked-in.js';
import { isAbout } from '../../decide/items.js';
import type { Engine } from '../../decide/engine.js';
import type { Where } from '../../decide/types.js';
import type { Action } from '../../matrix/types.js';
import { canBeAsked } from '../../model/asked-actions.js';
import { nameKey, type Space } from '../../model/world.js';
import { kindName } from '../hover/counts.js';
import type { AccessColumn, AccessSubject } from './access.js';

/** A column with what is asked in it. */
export interface AskedColumn extends AccessColumn {
  readonly action: Action;
  readonly where: Exclude<Where, { kind: 'new-space' }>;
}

/** What is compared, found in the policy. */
export interface FoundSubject {
  readonly title: string;
  readonly detail: string;
  readonly columns: readonly AskedColumn[];
  /** The spaces that the columns are about. */
  readonly spaces: readonly Space[];
}

/** Looks up what is to be compared; or says what is wrong with it. Never throws. */
export function findSubject(engine: Engine, subject: AccessSubject): FoundSubject | string {
  const { matrix, world } = engine;
  const named = subject.space === undefined ? undefined : world.spaces.get(nameKey(subject.space));
  if (subject.space !== undefined && named === undefined)
    return `there is no space ${subject.space} in this policy any more: choose another one with Change…`;
  if (subject.kind === 'items') {
    const action = matrix.action(subject.action);
    if (action?.askedOf !== 'item' || !canBeAsked(action))
      return `${subject.action} is no action that is asked of items`;
    const spaces = named === undefined ? [...world.spaces.values()] : [named];
    return {
      title: action.title,
      detail: named === undefined ? 'every space' : named.name,
      columns: spaces.flatMap((space) => itemColumns(space, action)),
      spaces,
    };
  }
  if (named === undefined) return 'no space is named';
  return {
    title: named.name,
    detail: `${named.type} space`,
    columns: actionColumns(engine, named),
    spaces: [named],
  };
}

/** The actions that the tables of a type of space speak of, those on one kind of content together. */
function actionColumns({ matrix }: Engine, space: Space): readonly AskedColumn[] {
  const byKind = new Map<string, AskedColumn[]>();
  for (const action of matrix.actions) {
    const { id, kind, title, section } = action;
    if (!isAskedIn(action, space.type) || !canBeAsked(action)) continue;
    const group = kindName(kind);
    let list = byKind.get(group);
    if (list === undefined) byKind.set(group, (list = []));
    list.push({ id, label: title, group, section, action, where: { kind: 'space', space } });
  }
  return [...byKind.values()].flat();
}

function itemColumns(space: Space, action: Action): readonly AskedColumn[] {
  return space.items
    .filter((item) => isAbout(action, item))
    .map((item) => ({
      id: `${space.name}\n${item.kind}\n${item.name}`,
      label: item.name,
      group: space.name,
      section: kindName(item.kind),
      action,
      where: { kind: 'item', space, item },
    }));
}
