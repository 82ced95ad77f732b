import type { Action } from '../matrix/types.js';
import type { Item, Space } from '../model/world.js';
import type { Engine } from './engine.js';
import { ownsTarget } from './evaluate.js';
import { isSpaceOwner, type ReachingShare, sharesReaching } from './holdings.js';
import { isAbout } from './items.js';
import type { SettledAtOnce, VerdictsHere } from './sets.js';
import type { SpaceSets } from './space-sets.js';
import type { ItemTarget, Person, Verdict } from './types.js';

/** A verdict without its proof. */
export interface BareVerdict {
  readonly verdict: Verdict;
  /** Of an action on items that is asked of a space: whether the verdict of some item is another. */
  readonly differs: boolean;
}

/** A person in a space, of whom nothing is asked yet. */
export interface PersonInSpace {
  readonly engine: Engine;
  readonly person: Person;
  readonly space: Space;
}

/** An item that may be another to the person than one that the policy doesn't name. */
interface ItemHere {
  readonly item: Item;
  /** Whether it is the person's own; undefined: not known. */
  readonly owns: boolean | undefined;
  readonly verdicts: VerdictsHere;
}

/** What the verdicts on a person in a space rest on. */
export interface Likeness {
  /** What their roles give: the same object for the same columns. */
  readonly columns: SpaceSets;
  /** What items of their own, and items that are shared with them, add to that; empty: nothing. */
  readonly items: string;
  /** What items without a stated owner add, to every user alike. */
  readonly unowned: string;
}

const FOREIGN: ItemTarget = { kind: 'foreign' };
const OWN: ItemTarget = { kind: 'own' };

/**
 * The verdicts on actions that are asked of a space, for one person: those of `decide`, without proofs. What tells nothing of
 * the action is worked out once.
 */
export class VerdictsInSpace {
  private readonly unnamed = new Map<ItemTarget | undefined, VerdictsHere>();
  private found: ReadonlyMap<string, ItemHere> | undefined;

  constructor(private readonly place: PersonInSpace) {}

  /** The verdict on an action, without a second space. */
  on(action: Action): BareVerdict {
    if (action.askedOf !== 'item')
      return { verdict: this.at(undefined).on(action), differs: false };
    const isOwn = action.ownership === 'own';
    const baseline = this.onUnnamed(action);
    const others = new Set<Verdict>();
    for (const { item, owns, verdicts } of this.items().values())
      if (isAbout(action, item) && (action.ownership === undefined || owns !== !isOwn))
        others.add(verdicts.on(action));
    others.delete(baseline);
    const isWhole = others.size === 0 || baseline !== 'allowed';
    return {
      verdict: isWhole ? baseline : others.has('denied') ? 'denied' : 'depends',
      differs: others.size > 0,
    };
  }

  /** The verdict on an action on items, of an item that the policy doesn't name: the person's own where the action is about those. */
  onUnnamed(action: Action): Verdict {
    return this.at(unnamedTarget(action)).on(action);
  }

  /** The verdict on an action that is asked of an item in the space. */
  onItem(item: Item, action: Action): Verdict {
    const target: ItemTarget = isLikeForeign(this.place, item) ? FOREIGN : { kind: 'item', item };
    return target === FOREIGN
      ? this.at(target).on(action)
      : this.place.engine.verdicts.here({ ...this.place, target }).on(action);
  }

  /**
   * What tells people apart whose facts are equal (`Facts.kind`): where this is equal, too, so are the verdicts on spaces of one
   * type; and on each item of one space, where it says nothing of items. Undefined where nobody else is sure to be like this
   * person: where other spaces decide about items.
   */
  likeness(): Likeness | undefined {
    const { engine, person, space } = this.place;
    // A personal space is its owner's alone, and columns don't tell who that is.
    const looks = space.type === 'personal' && isSpaceOwner(person, space) ? ['the owner'] : [];
    const unowned: string[] = [];
    for (const [look, { item, owns }] of this.items()) {
      if (item.kind === 'ml-deployment') return undefined;
      const isOpen = owns === undefined && isUnshared(this.place, item);
      (isOpen ? unowned : looks).push(look);
    }
    return {
      columns: engine.verdicts.of(person, space),
      items: looks.sort().join('\n'),
      unowned: unowned.sort().join('\n'),
    };
  }

  /**
   * What columns settle at once, of actions that are asked of unnamed things alike. Where an item is about the same as an
   * action (`itemKinds`), that one takes `on`, too.
   */
  settledAtOnce(target: ItemTarget | undefined): SettledAtOnce {
    return this.at(target).settledAtOnce();
  }

  /** The kinds of the items that may be others to the person than unnamed ones. */
  itemKinds(): readonly Item['kind'][] {
    return [...new Set(Array.from(this.items().values(), ({ item }) => item.kind))];
  }

  private at(target: ItemTarget | undefined): VerdictsHere {
    let verdicts = this.unnamed.get(target);
    if (verdicts === undefined)
      this.unnamed.set(
        target,
        (verdicts = this.place.engine.verdicts.here({ ...this.place, target })),
      );
    return verdicts;
  }

  private items(): ReadonlyMap<string, ItemHere> {
    return (this.found ??= this.findItems());
  }

  /** The items that may be others to the person than unnamed ones, some of them twice; none of those of which `isLikeForeign` holds. */
  *candidates(): Iterable<Item> {
    const { engine, person, space } = this.place;
    const grants = engine.grantsOf(space);
    if (person.kind === 'user') {
      yield* grants.itemsOf(person.user.id);
      yield* grants.itemsOf(undefined);
    }
    for (const { item } of sharesReaching(engine, person, space)) yield item;
    yield* grants.deployments;
  }

  /** One of each look. */
  private findItems(): ReadonlyMap<string, ItemHere> {
    const { engine, person } = this.place;
    const found = new Map<string, ItemHere>();
    for (const item of this.candidates()) {
      const target: ItemTarget = { kind: 'item', item };
      const owns = ownsTarget({ person, target });
      const look = lookOf(this.place, item);
      if (found.has(look)) continue;
      const verdicts = engine.verdicts.here({ ...this.place, target });
      found.set(look, { item, owns, verdicts });
    }
    return found;
  }
}

/** The item that stands for those that the policy doesn't name. */
export function unnamedTarget({ ownership }: Action): ItemTarget {
  return ownership === 'own' ? OWN : FOREIGN;
}

/** The same of an action that is asked of a space; undefined: it isn't about items. */
export function targetInSpace(action: Action): ItemTarget | undefined {
  return action.askedOf === 'item' ? unnamedTarget(action) : undefined;
}

/** What tells an item from others to a person: of two that look the same, the verdicts are the same. */
export function lookOf(place: PersonInSpace, item: Item): string {
  const owns = ownsTarget({ person: place.person, target: { kind: 'item', item } });
  const shares = sharesOf(place, item).map(
    ({ grant: { principal, roles }, missing }) =>
      `${principal.kind}${missing === undefined ? '' : '?'} ${roles.map(({ role }) => role.id).join()}`,
  );
  // Where an ML deployment comes from counts as well.
  const name = item.kind === 'ml-deployment' ? item.name : '';
  return [item.kind, item.appKind, owns, name, ...shares].join('\t');
}

/**
 * Whether an item is to the person what an unnamed one of somebody else is: it isn't theirs, not shared with them, and no
 * other item decides about it.
 */
export function isLikeForeign(place: PersonInSpace, item: Item): boolean {
  const target: ItemTarget = { kind: 'item', item };
  return (
    ownsTarget({ person: place.person, target }) === false &&
    item.kind !== 'ml-deployment' &&
    isUnshared(place, item)
  );
}

function isUnshared(place: PersonInSpace, item: Item): boolean {
  return item.shares.length === 0 || sharesOf(place, item).length === 0;
}

/** The shares of an item that reach a person. */
function sharesOf({ engine, person, space }: PersonInSpace, item: Item): readonly ReachingShare[] {
  if (item.shares.length === 0) return [];
  return sharesReaching(engine, person, space).filter((share) => share.item === item);
}
