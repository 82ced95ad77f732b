import type { Engine } from '../decide/engine.js';
import type { Point } from '../decide/evaluate.js';
import { personOf } from '../decide/person.js';
import type { Person } from '../decide/types.js';
import type { Action } from '../matrix/types.js';
import {
  type Item,
  type Principal,
  principalText,
  type Reference,
  type Space,
} from '../model/world.js';

/** Data that an item uses, where it can be told what consuming it asks for. */
export interface Source {
  readonly reference: Reference;
  /** As it is called in messages: `Data/orders`. */
  readonly text: string;
  readonly space: Space;
  readonly item: Item | undefined;
  readonly action: Action;
}

/** The data that an item uses. */
export function* sourcesOf(engine: Engine, { uses }: Item): Iterable<Source> {
  for (const reference of uses) {
    const space = engine.world.spaces.get(reference.space);
    if (space === undefined) continue;
    const item = space.items.find(
      ({ name, kind }) => name === reference.item && kind === (reference.kind ?? kind),
    );
    if (reference.item !== undefined && item === undefined) continue;
    const action = consumption(engine, space, item);
    if (action === undefined) continue;
    const text = item === undefined ? space.name : `${space.name}/${item.name}`;
    yield { reference, text, space, item, action };
  }
}

/** What consuming data is called in the table of a type of space. */
function consumption(
  { matrix }: Engine,
  { type }: Space,
  item: Item | undefined,
): Action | undefined {
  if (item !== undefined && item.kind !== 'data-file' && item.kind !== 'data-connection')
    return undefined;
  if (type === 'data') return matrix.action('data-asset.use-in-apps');
  if (item === undefined) return undefined;
  if (type === 'personal') return matrix.action(`${item.kind}.list-and-use`);
  const ids = [`${item.kind}.list-and-use`, 'data-source.list-and-use'];
  const id = ids.find((each) => matrix.row(`${type}.professional`, each) !== undefined);
  return id === undefined ? undefined : matrix.action(id);
}

/** The question whether somebody may consume data. */
export function consuming(engine: Engine, person: Person, { space, item, action }: Source): Point {
  const target = action.askedOf === 'item' && item ? ({ kind: 'item', item } as const) : undefined;
  return { engine, person, action, space, target };
}

/** Whether somebody is denied the data for certain. */
export function isOutOfReach(engine: Engine, person: Person, source: Source): boolean {
  return engine.verdicts.at(consuming(engine, person, source)) === 'denied';
}

/** What lets others consume data. */
export function howToGive({ space }: Source): string {
  return space.type === 'personal'
    ? 'move the data to a shared or data space'
    : `give them Can consume data in ${space.name}`;
}

/**
 * Whom an item lets do something for certain who are denied the data for certain: users, and groups with somebody in them
 * who is.
 */
export function beyondSource(
  engine: Engine,
  space: Space,
  item: Item,
  action: Action,
  source: Source,
): readonly string[] {
  const isBeyond = (person: Person): boolean =>
    isOutOfReach(engine, person, source) &&
    engine.verdicts.at({ engine, person, action, space, target: { kind: 'item', item } }) ===
      'allowed';
  const found: string[] = [];
  let consuming: readonly string[] | undefined;
  const isWithout = (group: Person & { readonly kind: 'group-member' }): boolean =>
    // What a group gives, each of its members has: where that is enough, nobody in it is.
    isBeyond(group) &&
    engine.people.crowd
      .membersOutside(group.group.id, (consuming ??= consumingGroups(engine, source)))
      .some(isBeyond);
  for (const principal of principalsOf(space, item)) {
    const person = personOf(engine.world, principal);
    if (person === undefined || isDisabled(person)) continue;
    if (person.kind === 'group-member' ? isWithout(person) : isBeyond(person))
      found.push(principalText(principal));
  }
  return found;
}

/** Whom an app lets open it who are denied data that it uses, both for certain, but for its owner. */
export function readersBeyond(
  engine: Engine,
  space: Space,
  app: Item,
  source: Source,
): readonly string[] {
  const opening = engine.matrix.action('app.open');
  if (opening === undefined) return [];
  const owner = app.owner === 'gone' ? undefined : app.owner?.user;
  return beyondSource(engine, space, app, opening, source).filter((who) => who !== owner);
}

/** Everybody whom a space, or an item in it, names. */
function principalsOf({ owner, members }: Space, item: Item): readonly Principal[] {
  const users = [owner, item.owner === 'gone' ? undefined : item.owner];
  const all: readonly Principal[] = [
    ...users.flatMap((each) =>
      each?.user === undefined ? [] : [{ kind: 'user', id: each.user } as const],
    ),
    ...[...members, ...item.shares].map(({ principal }) => principal),
  ];
  const seen = new Map(
    all.map((principal) => [`${principal.kind} ${principalText(principal)}`, principal]),
  );
  return [...seen.values()];
}

/** The groups that the space of the data lets consume it. */
function consumingGroups(engine: Engine, source: Source): readonly string[] {
  const found: string[] = [];
  for (const { principal } of source.space.members) {
    const person = principal.kind === 'group' ? personOf(engine.world, principal) : undefined;
    if (person?.kind !== 'group-member') continue;
    if (engine.verdicts.at(consuming(engine, person, source)) === 'allowed')
      found.push(person.group.id);
  }
  return found;
}

function isDisabled(person: Person): boolean {
  return person.kind === 'user' && person.user.status === 'disabled';
}

/** The owner of an item, where the policy states one who is not disabled. */
export function ownerOf({ world }: Engine, { owner }: Item): Person | undefined {
  if (owner === undefined || owner === 'gone' || owner.user === undefined) return undefined;
  const person = personOf(world, { kind: 'user', id: owner.user });
  return person === undefined || isDisabled(person) ? undefined : person;
}
