import { BitSet } from '../matrix/bits.js';
import type { Action } from '../matrix/types.js';
import { canBeAsked } from '../model/asked-actions.js';
import type { Item, Space } from '../model/world.js';
import type { Engine } from '../decide/engine.js';
import { targetInSpace, VerdictsInSpace } from '../decide/in-space.js';
import { isAboutKind } from '../decide/items.js';
import type { SpaceSets } from '../decide/space-sets.js';
import type { ItemTarget, Person, Verdict } from '../decide/types.js';
import type { Profiles } from './profiles.js';

/**
 * The verdicts on all actions that are asked of a space, for one standing in it: those of `decide`. An action is a bit
 * (`Matrix.actionIndex`); what is in neither set is denied.
 */
export interface Answer {
  readonly allowed: BitSet;
  readonly depends: BitSet;
  /** Actions on items of which some item's verdict is another. */
  readonly differs: BitSet;
  /** Of those: the ones that are allowed on an item that the policy doesn't name, but not on every item. */
  readonly lowered: BitSet;
}

/** The verdict on the action of a bit. */
export function verdictIn({ allowed, depends }: Answer, bit: number): Verdict {
  if (allowed.has(bit)) return 'allowed';
  return depends.has(bit) ? 'depends' : 'denied';
}

/** Answers by what they rest on, whoever and whatever space it is about: a few hundred for a whole tenant. */
export class Answers {
  /** Of somebody whom the policy doesn't speak of. */
  readonly nothing: Answer;
  /** The actions that can be asked, by what stands for unnamed items. */
  private readonly asked: ReadonlyMap<ItemTarget | undefined, BitSet>;
  private readonly size: number;
  /** The actions that are about items of a kind. */
  private readonly about = new Map<Item['kind'], BitSet>();
  private readonly known = new Map<Space['type'], Map<SpaceSets, Map<string, Answer>>>();

  constructor(
    private readonly engine: Engine,
    private readonly profiles: Profiles,
  ) {
    const { actions } = engine.matrix;
    this.size = actions.length;
    const none = BitSet.empty(this.size);
    this.nothing = { allowed: none, depends: none, differs: none, lowered: none };
    const targets = new Set(actions.map(targetInSpace));
    this.asked = new Map(
      Array.from(targets, (target) => [
        target,
        this.setOf((action) => targetInSpace(action) === target),
      ]),
    );
  }

  /** The actions that can be asked and that are meant. */
  private setOf(isMeant: (action: Action) => boolean): BitSet {
    const bits = this.engine.matrix.actions.flatMap((action, bit) =>
      canBeAsked(action) && isMeant(action) ? [bit] : [],
    );
    return BitSet.of(this.size, bits);
  }

  /** The answer for somebody in a space. */
  of(person: Person, space: Space): Answer {
    const { engine } = this;
    const verdicts = new VerdictsInSpace({ engine, person, space });
    const likeness = verdicts.likeness();
    if (likeness === undefined) return this.work(verdicts);
    const byItems = this.under(space.type, likeness.columns);
    const key = `${this.profiles.of(person)}\n${likeness.items}\n\n${likeness.unowned}`;
    let answer = byItems.get(key);
    if (answer === undefined) byItems.set(key, (answer = this.work(verdicts)));
    return answer;
  }

  private under(type: Space['type'], columns: SpaceSets): Map<string, Answer> {
    let bySets = this.known.get(type);
    if (bySets === undefined)
      this.known.set(type, (bySets = new Map<SpaceSets, Map<string, Answer>>()));
    let byItems = bySets.get(columns);
    if (byItems === undefined) bySets.set(columns, (byItems = new Map<string, Answer>()));
    return byItems;
  }

  private work(verdicts: VerdictsInSpace): Answer {
    const none = BitSet.empty(this.size);
    let [allowed, depends] = [none, none];
    const named = verdicts.itemKinds().reduce((all, kind) => all.or(this.aboutKind(kind)), none);
    let open = named;
    for (const [target, asked] of this.asked) {
      const settled = verdicts.settledAtOnce(target);
      const unnamed = asked.without(named);
      allowed = allowed.or(settled.allowed.and(unnamed));
      depends = depends.or(settled.depends.and(unnamed));
      open = open.or(
        unnamed.without(settled.allowed).without(settled.depends).without(settled.denied),
      );
    }
    const single = this.onEach(open, verdicts);
    return { ...single, allowed: allowed.or(single.allowed), depends: depends.or(single.depends) };
  }

  /** The actions that can be asked about items of a kind. */
  private aboutKind(kind: Item['kind']): BitSet {
    let about = this.about.get(kind);
    if (about === undefined)
      this.about.set(kind, (about = this.setOf((action) => isAboutKind(action, kind))));
    return about;
  }

  /** The answers of some actions, one by one. */
  private onEach(asked: BitSet, verdicts: VerdictsInSpace): Answer {
    const bits: Record<keyof Answer, number[]> = {
      allowed: [],
      depends: [],
      differs: [],
      lowered: [],
    };
    for (const bit of asked) {
      const action = this.engine.matrix.actions[bit];
      if (action === undefined) continue;
      const { verdict, differs } = verdicts.on(action);
      if (verdict !== 'denied') bits[verdict].push(bit);
      if (!differs) continue;
      bits.differs.push(bit);
      if (verdict !== 'allowed' && verdicts.onUnnamed(action) === 'allowed') bits.lowered.push(bit);
    }
    const set = (of: readonly number[]): BitSet => BitSet.of(this.size, of);
    return {
      allowed: set(bits.allowed),
      depends: set(bits.depends),
      differs: set(bits.differs),
      lowered: set(bits.lowered),
    };
  }
}
