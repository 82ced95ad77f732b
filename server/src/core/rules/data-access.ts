import type { Engine } from '../decide/engine.js';
import type { Point } from '../decide/evaluate.js';
import { personOf } from '../decide/person.js';
import type { Person } from '../decide/types.js';
import type { Action } from '../matrix/types.js';
import {
  samePrincipal,
  type Item,
  type Principal,
  principalKey,
  principalText,
  type Reference,
  type Space,
} from '../model/world.js';
import { few } from '../text/few.js';
import type { Finding, SpaceContext } from './rule.js';

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

/** Something that an item lets people do, and data that it uses. */
export interface Lending {
  readonly item: Item;
  readonly action: Action;
  readonly source: Source;
  /** A user who isn't meant. */
  readonly but?: string | undefined;
}

/**
 * Reports whom an item lets do something for certain who are denied the data for certain: users, and groups with somebody in
 * them who is.
 *
 * @param rule the id of the rule that reports it: where it found the same of everybody whom the item or its space names in an
 *   earlier state, what it found stays
 */
export function* reportBeyond(
  { engine, space, since }: SpaceContext,
  rule: string,
  lending: Lending,
  message: (who: string) => string,
): Iterable<Finding> {
  const { item, source } = lending;
  const { origin } = source.reference;
  const beyond = new Beyond(engine, space, lending);
  if (since?.others !== undefined) {
    const known = since.found(rule).find((each) => each.about && each.origin === origin);
    const users = since.others.flatMap((each) => (each.kind === 'user' ? [each.id] : []));
    const isAsItWas = (principal: Principal): boolean => {
      const was = known?.about?.has(principalKey(principal)) === true;
      // Of a group in which nobody was, only those can be of whom something else is known.
      return beyond.has(principal, was ? undefined : users) === was;
    };
    if (namedAmong(engine, since.others, space, item).every(isAsItWas)) {
      if (known !== undefined) yield known;
      return;
    }
  }
  const principals = principalsOf(space, item).filter((each) => beyond.has(each));
  if (principals.length > 0)
    yield {
      message: message(few(principals.map(principalText))),
      origin,
      about: new Set(principals.map(principalKey)),
    };
}

/** Tells whom an item lets do something who are denied the data. */
class Beyond {
  private consuming: readonly string[] | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly space: Space,
    private readonly lending: Lending,
  ) {}

  /** @param users those of a group's users who are looked at; default: all of them */
  has(principal: Principal, users?: readonly string[]): boolean {
    if (principal.kind === 'user' && principal.id === this.lending.but) return false;
    const person = personOf(this.engine.world, principal);
    if (person === undefined || isDisabled(person)) return false;
    if (!this.isBeyond(person)) return false;
    if (person.kind !== 'group-member') return true;
    // What a group gives, each of its members has: where that is enough, nobody in it is.
    const consuming = (this.consuming ??= consumingGroups(this.engine, this.lending.source));
    const { crowd } = this.engine.people;
    if (users === undefined || person.group.othersUnknown)
      return crowd.membersOutside(person.group.id, consuming).some((each) => this.isBeyond(each));
    return users.some((id) => {
      const groups = crowd.index.groupsOf(id);
      const user = personOf(this.engine.world, { kind: 'user', id });
      return (
        groups.includes(person.group.id) &&
        !consuming.some((each) => groups.includes(each)) &&
        user !== undefined &&
        this.isBeyond(user)
      );
    });
  }

  private isBeyond(person: Person): boolean {
    const { engine, space } = this;
    const { item, action, source } = this.lending;
    return (
      isOutOfReach(engine, person, source) &&
      engine.verdicts.at({ engine, person, action, space, target: { kind: 'item', item } }) ===
        'allowed'
    );
  }
}

/** Whom an app lets open it; but for its owner. */
export function opening(
  { matrix }: Engine,
  app: Item,
): Pick<Lending, 'item' | 'action' | 'but'> | undefined {
  const action = matrix.action('app.open');
  const but = app.owner === 'gone' ? undefined : app.owner?.user;
  return action && { item: app, action, but };
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
  const seen = new Map(all.map((principal) => [principalKey(principal), principal]));
  return [...seen.values()];
}

/** Those of some users and groups whom a space, or an item in it, names. */
function namedAmong(
  engine: Engine,
  principals: readonly Principal[],
  space: Space,
  item: Item,
): readonly Principal[] {
  const { members } = engine.grantsOf(space);
  return principals.filter((principal) => {
    if (item.shares.some((share) => samePrincipal(share.principal, principal))) return true;
    if (principal.kind === 'group') return members.group(principal.id).length > 0;
    if (principal.kind !== 'user') return false;
    const { id } = principal;
    const isOwner = item.owner !== 'gone' && item.owner?.user === id;
    return isOwner || space.owner?.user === id || members.user(id).length > 0;
  });
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
export function ownerOf(
  { world }: Engine,
  { owner }: Item,
): Extract<Person, { kind: 'user' }> | undefined {
  if (owner === undefined || owner === 'gone' || owner.user === undefined) return undefined;
  const person = personOf(world, { kind: 'user', id: owner.user });
  return person?.kind !== 'user' || isDisabled(person) ? undefined : person;
}
