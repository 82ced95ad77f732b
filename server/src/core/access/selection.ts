import { isAskedIn } from '../decide/asked-in.js';
import type { Verdict } from '../decide/types.js';
import { BitSet } from '../matrix/bits.js';
import type { Matrix } from '../matrix/matrix.js';
import type { Action } from '../matrix/types.js';
import { canBeAsked } from '../model/asked-actions.js';
import type { Item, Space } from '../model/world.js';

/** A space that is looked at, whole or for some of its items. */
export interface SelectedSpace {
  readonly space: Space;
  /** Absent: the space, with what differs on its items. */
  readonly items?: readonly Item[];
}

/** What of a tenant's access is told. */
export interface Selection {
  /** In their order. */
  readonly spaces: readonly SelectedSpace[];
  /** The numbers of people (`Census.people`); absent: everybody. */
  readonly people?: ReadonlySet<number>;
  /** Ids of actions; absent: every one that concerns one space. */
  readonly actions?: ReadonlySet<string>;
  readonly verdicts: ReadonlySet<Verdict>;
}

/** An action with its bit. */
export interface AskedAction {
  readonly bit: number;
  readonly action: Action;
}

/** The actions that are told of, for each type of space: those that its tables speak of. */
export class AskedActions {
  private readonly lists = new Map<Space['type'], readonly AskedAction[]>();
  private readonly sets = new Map<Space['type'], BitSet>();

  /** @param wanted ids of actions; absent: all that concern one space */
  constructor(
    private readonly matrix: Matrix,
    private readonly wanted?: ReadonlySet<string>,
  ) {}

  /** In the order of the tables. */
  in({ type }: Space): readonly AskedAction[] {
    let list = this.lists.get(type);
    if (list === undefined) {
      list = [...this.matrix.actions.entries()].flatMap(([bit, action]) =>
        this.isAsked(action) && isAskedIn(action, type) ? [{ bit, action }] : [],
      );
      this.lists.set(type, list);
    }
    return list;
  }

  /** The same as bits. */
  setIn(space: Space): BitSet {
    let set = this.sets.get(space.type);
    if (set === undefined) {
      const bits = this.in(space).map(({ bit }) => bit);
      this.sets.set(space.type, (set = BitSet.of(this.matrix.actions.length, bits)));
    }
    return set;
  }

  /** What needs a second space can't be told of one. */
  private isAsked(action: Action): boolean {
    if (!canBeAsked(action) || action.askedOf === 'two-spaces') return false;
    return this.wanted === undefined || this.wanted.has(action.id);
  }
}
