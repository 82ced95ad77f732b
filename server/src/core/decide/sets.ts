import { BitSet } from '../matrix/bits.js';
import type { Action } from '../matrix/types.js';
import type { Space } from '../model/world.js';
import { decideAt } from './decide-at.js';
import type { Engine } from './engine.js';
import { ownsTarget, type Point } from './evaluate.js';
import { shareReaches, sharesReaching } from './holdings.js';
import { isSharing, isSharingLimited } from './sharing-feature.js';
import { settle } from './settle.js';
import { type SpaceSets, spaceSets } from './space-sets.js';
import type { ItemTarget, Person, Verdict } from './types.js';

/** Verdicts without proofs: bits where the columns settle them, the whole decision where they don't. */
export class Verdicts {
  constructor(private readonly engine: Engine) {}

  /** The verdict of `decideAt`, without its proof. */
  at(point: Point): Verdict {
    return new VerdictsHere(this, point).on(point.action);
  }

  /** The verdicts at one place for one person: what tells nothing of the action is worked out once. */
  here(place: Place): VerdictsHere {
    return new VerdictsHere(this, place);
  }

  /** Actions whose rows differ by who owns the item, that also others than the columns' holders may do, or that any share opens. */
  specials(): BitSet {
    const { matrix, memo, columns } = this.engine;
    memo.specials ??= BitSet.of(
      matrix.actions.length,
      matrix.actions.flatMap(({ id, variants }, index) =>
        variants !== undefined || id === 'space.see' || columns.isAlsoAllowed(id) ? [index] : [],
      ),
    );
    return memo.specials;
  }

  /**
   * The actions about which columns don't tell at once.
   *
   * @param withSharing whether those that share single apps are among them
   */
  takingMore(withSharing: boolean): BitSet {
    if (!withSharing) return this.specials();
    const { actions } = this.engine.matrix;
    const sharing = actions.flatMap(({ id }, index) => (isSharing(id) ? [index] : []));
    return this.specials().or(BitSet.of(actions.length, sharing));
  }

  /** What the columns that a person holds in a space say. */
  of(person: Person, space: Space): SpaceSets {
    return this.engine.memo.sets.of(space, this.engine.people.factsOf(person), () =>
      spaceSets(this.engine, person, space),
    );
  }
}

/** Verdicts that columns settle; an action is in one of the sets at most. */
export interface SettledAtOnce {
  readonly allowed: BitSet;
  readonly denied: BitSet;
  readonly depends: BitSet;
}

function nothingSettled({ matrix }: Engine): SettledAtOnce {
  const none = BitSet.empty(matrix.actions.length);
  return { allowed: none, denied: none, depends: none };
}

/** One person at one place, of whom nothing is asked yet. */
type Place = Omit<Point, 'action'>;

/** Verdicts at one place for one person, without proofs. */
export class VerdictsHere {
  /** Whether the columns that the person holds there count at all. */
  private readonly isByColumns: boolean;
  private readonly owns: boolean | undefined;
  private sets: SpaceSets | undefined;
  private isShared: boolean | undefined;

  constructor(
    private readonly verdicts: Verdicts,
    private readonly place: Place,
  ) {
    const { person, space } = place;
    const isDisabled = person.kind === 'user' && person.user.status === 'disabled';
    this.isByColumns = space.type !== 'personal' && !isDisabled;
    this.owns = ownsTarget(place);
  }

  /** The verdict on an action. */
  on(action: Action): Verdict {
    const bit = this.place.engine.matrix.actionIndex(action.id);
    const settled = bit === undefined ? undefined : this.settled(action, bit);
    return settled ?? decideAt(this.pointOf(action)).verdict;
  }

  /**
   * What columns settle of all actions at once: of those that are asked of a place without an item, or about items like the
   * one in question, which the policy doesn't name. The others take `on`.
   */
  settledAtOnce(): SettledAtOnce {
    const { engine, person, space, target } = this.place;
    if (!this.isByColumns || target?.kind === 'item') return nothingSettled(engine);
    const sets = (this.sets ??= this.verdicts.of(person, space));
    const { denied, depends } = this.owns === false ? sets.foreign : sets.own;
    const open = this.verdicts.takingMore(isSharingLimited(engine.world));
    return {
      allowed: sets.allowed.without(open),
      denied: denied.without(open),
      depends: depends.without(open).without(sets.allowed).without(denied),
    };
  }

  private settled(action: Action, bit: number): Verdict | undefined {
    if (!this.settles(action, bit)) return undefined;
    const { person, space } = this.place;
    const sets = (this.sets ??= this.verdicts.of(person, space));
    if (sets.allowed.has(bit)) return 'allowed';
    const { denied, depends } = this.owns === false ? sets.foreign : sets.own;
    if (denied.has(bit)) return 'denied';
    return depends.has(bit) ? 'depends' : settle(this.pointOf(action), bit, sets);
  }

  /** Whether nothing but the person's columns in the space counts for this action. */
  private settles(action: Action, bit: number): boolean {
    const { engine, target } = this.place;
    if (!this.isByColumns || this.verdicts.specials().has(bit)) return false;
    if (isSharing(action.id) && isSharingLimited(engine.world)) return false;
    // Of actions about one's own items, or those of others: this item isn't, or may not be.
    const { ownership } = action;
    if (ownership !== undefined && target !== undefined && this.owns !== (ownership === 'own'))
      return false;
    return !shareReaches(action) || !(this.isShared ??= isSharedWith(this.place));
  }

  private pointOf(action: Action): Point {
    const { engine, person, space, target, other } = this.place;
    const point = { engine, person, action, space, target };
    return other === undefined ? point : { ...point, other };
  }
}

/** Whether the item in question is shared with the person. */
function isSharedWith({ engine, person, space, target }: Place): boolean {
  return (
    target?.kind === 'item' &&
    target.item.shares.length > 0 &&
    sharesReaching(engine, person, space).some(({ item }) => item === target.item)
  );
}

/** The actions that a person is allowed for certain at a place, of those that are wanted. */
export function allowedActions(
  engine: Engine,
  person: Person,
  space: Space,
  target: ItemTarget | undefined,
  isWanted: (id: string) => boolean = () => true,
): readonly string[] {
  const verdicts = engine.verdicts.here({ engine, person, space, target });
  return engine.matrix.actions
    .filter((action) => action.kind !== 'data-product' && isWanted(action.id))
    .filter((action) => verdicts.on(action) === 'allowed')
    .map(({ id }) => id);
}
