import type { Action, TableId } from '../../server/src/core/matrix/types.js';
import type { Fields } from './fields.js';

/** An action as actions.yaml has it; what the tables add (titles, sections, tables) comes later. */
export interface ListedAction {
  readonly id: string;
  readonly title: string;
  readonly section: string;
  readonly askedOf: Action['askedOf'];
  readonly side: Action['side'];
  readonly otherTitles: readonly string[];
  readonly titleRepeats: boolean;
  readonly variants: Readonly<Record<string, string>>;
  readonly abstract: boolean;
  readonly covers: readonly string[];
  readonly sameAs: string | undefined;
}

const idPattern = /^[a-z]+(-[a-z]+)*\.[a-z0-9]+(-[a-z0-9]+)*$/;

export function readActions(file: Fields): ReadonlyMap<string, ListedAction> {
  const count = file.number('actionCount');
  const actions = new Map<string, ListedAction>();
  for (const item of file.items('actions')) {
    const action = readAction(item);
    if (!idPattern.test(action.id)) {
      file.problem(`${action.id} is not <kind>.<verb-phrase> in kebab-case`);
    }
    if (actions.has(action.id)) file.problem(`${action.id} stands there twice`);
    actions.set(action.id, action);
  }
  if (count !== actions.size) file.problem(`actionCount is ${count}, there are ${actions.size}`);
  file.done();
  for (const action of actions.values()) {
    const named = [...action.covers, ...Object.values(action.variants), action.sameAs ?? action.id];
    for (const id of named) {
      if (!actions.has(id)) file.problem(`${action.id} names the unknown action ${id}`);
    }
  }
  return actions;
}

function readAction(item: Fields): ListedAction {
  const askedOf = item.oneOf('askedOf', ['space', 'item', 'two-spaces']);
  const variants: Record<string, string> = {};
  for (const [key, id] of item.entries('variants')) {
    if (typeof id === 'string') variants[key] = id;
    else item.problem(`variant ${key} is no action id`);
  }
  const action: ListedAction = {
    id: item.text('id'),
    title: item.text('title'),
    section: item.text('section'),
    askedOf,
    side: askedOf === 'two-spaces' ? item.oneOf('side', ['source', 'destination']) : undefined,
    otherTitles: [...item.texts('olderTitles'), ...item.texts('newerTitles')],
    titleRepeats: item.flag('titleRepeats'),
    variants,
    abstract: item.flag('abstract'),
    covers: item.texts('covers'),
    sameAs: item.textIf('sameAs'),
  };
  item.textIf('note');
  item.done();
  return action;
}

/** Where an action stands in the tables: titles, sections and tables, in the order of the tables. */
export interface Appearances {
  readonly titles: Set<string>;
  readonly sections: Set<string>;
  readonly tables: TableId[];
}

/** The actions with what the tables say of them. */
export function finishActions(
  listed: ReadonlyMap<string, ListedAction>,
  appearances: ReadonlyMap<string, Appearances>,
  file: Fields,
): readonly Action[] {
  const bases = new Map<string, { readonly base: string; readonly place: string }>();
  for (const { id: base, variants } of listed.values()) {
    for (const [place, id] of Object.entries(variants)) bases.set(id, { base, place });
  }
  return [...listed.values()].map((action) => {
    const seen = appearances.get(action.id);
    if (action.abstract !== (seen === undefined)) {
      file.problem(
        `${action.id}: ${seen ? 'abstract, but a table has it' : 'no table has it, and it is not abstract'}`,
      );
    }
    const titles = new Set([...(seen?.titles ?? []), ...action.otherTitles]);
    titles.delete(action.title);
    const sections = new Set(seen?.sections ?? []);
    sections.delete(action.section);
    const variantOf = bases.get(action.id);
    return {
      id: action.id,
      kind: action.id.slice(0, action.id.indexOf('.')),
      title: action.title,
      section: action.section,
      askedOf: action.askedOf,
      ...(action.side === undefined ? {} : { side: action.side }),
      otherTitles: [...titles],
      otherSections: [...sections],
      ...(action.titleRepeats ? { titleRepeats: true } : {}),
      ...(variantOf === undefined ? {} : { base: variantOf.base }),
      ...(Object.keys(action.variants).length === 0 ? {} : { variants: action.variants }),
      ...(variantOf?.place === 'own' || variantOf?.place === 'others'
        ? { ownership: variantOf.place }
        : {}),
      covers: action.covers,
      ...(action.sameAs === undefined ? {} : { sameAs: action.sameAs }),
      tables: seen?.tables ?? [],
    };
  });
}
