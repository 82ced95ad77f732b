import { BitSet } from '../matrix/bits.js';
import { lacksManagedSpaces } from '../model/validity.js';
import type { Space } from '../model/world.js';
import { decideAt } from './decide-at.js';
import type { Engine } from './engine.js';
import { ownsTarget, type Point } from './evaluate.js';
import { shareReaches, sharesReaching } from './holdings.js';
import { isSharing } from './sharing-feature.js';
import { settle } from './settle.js';
import { type SpaceSets, spaceSets } from './space-sets.js';
import type { ItemTarget, Person, Verdict } from './types.js';

/** Verdicts without proofs: bits where the columns settle them, the whole decision where they don't. */
export class Verdicts {
  constructor(private readonly engine: Engine) {}

  /** The verdict of `decideAt`, without its proof. */
  at(point: Point): Verdict {
    const bit = this.engine.matrix.actionIndex(point.action.id);
    if (bit !== undefined && this.settles(point, bit)) {
      const sets = this.of(point.person, point.space);
      if (sets.allowed.has(bit)) return 'allowed';
      const { denied, depends } = ownsTarget(point) === false ? sets.foreign : sets.own;
      if (denied.has(bit)) return 'denied';
      if (depends.has(bit)) return 'depends';
      const settled = settle(point, bit, sets);
      if (settled !== undefined) return settled;
    }
    return decideAt(point).verdict;
  }

  /** Whether nothing but the person's columns in the space counts for this action. */
  private settles(point: Point, bit: number): boolean {
    const { person, action, space, target } = point;
    if (space.type === 'personal' || this.specials().has(bit)) return false;
    if (person.kind === 'user' && person.user.status === 'disabled') return false;
    if (isSharing(action.id) && lacksManagedSpaces(this.engine.world)) return false;
    if (action.ownership !== undefined && isOtherwiseOwned(point)) return false;
    return (
      target?.kind !== 'item' ||
      target.item.shares.length === 0 ||
      !shareReaches(action) ||
      !sharesReaching(this.engine, person, space).some(({ item }) => item === target.item)
    );
  }

  /** Actions whose rows differ by who owns the item, that also others than the columns' holders may do, or that any share opens. */
  private specials(): BitSet {
    const { matrix, memo } = this.engine;
    memo.specials ??= BitSet.of(
      matrix.actions.length,
      matrix.actions.flatMap(({ id, variants }, index) =>
        variants !== undefined ||
        id === 'space.see' ||
        matrix.data.tables.some((table) => (matrix.row(table.id, id)?.alsoAllowed.length ?? 0) > 0)
          ? [index]
          : [],
      ),
    );
    return memo.specials;
  }

  private of(person: Person, space: Space): SpaceSets {
    return this.engine.memo.sets.of(space, this.engine.people.factsOf(person), () =>
      spaceSets(this.engine, person, space),
    );
  }
}

/** Whether an action is about one's own items, or those of others, and this item isn't, or may not be. */
function isOtherwiseOwned(point: Point): boolean {
  return point.target !== undefined && ownsTarget(point) !== (point.action.ownership === 'own');
}

/** The actions that a person is allowed for certain at a place, of those that are wanted. */
export function allowedActions(
  engine: Engine,
  person: Person,
  space: Space,
  target: ItemTarget | undefined,
  isWanted: (id: string) => boolean = () => true,
): readonly string[] {
  return engine.matrix.actions
    .filter((action) => action.kind !== 'data-product' && isWanted(action.id))
    .filter((action) => engine.verdicts.at({ engine, person, action, space, target }) === 'allowed')
    .map(({ id }) => id);
}
