import { BitSet } from '../matrix/bits.js';
import type { Action } from '../matrix/types.js';
import { canBeAsked } from '../model/asked-actions.js';
import type { Space } from '../model/world.js';
import type { Engine } from '../decide/engine.js';
import { VerdictsInSpace } from '../decide/in-space.js';
import type { SpaceSets } from '../decide/space-sets.js';
import type { Person, Verdict } from '../decide/types.js';
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
  private readonly asked: readonly (readonly [bit: number, action: Action])[];
  private readonly size: number;
  private readonly known = new Map<Space['type'], Map<SpaceSets, Map<string, Answer>>>();

  constructor(
    private readonly engine: Engine,
    private readonly profiles: Profiles,
  ) {
    const { actions } = engine.matrix;
    this.size = actions.length;
    const none = BitSet.empty(this.size);
    this.nothing = { allowed: none, depends: none, differs: none, lowered: none };
    this.asked = [...actions.entries()].filter(([, action]) => canBeAsked(action));
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
    const bits: Record<keyof Answer, number[]> = {
      allowed: [],
      depends: [],
      differs: [],
      lowered: [],
    };
    for (const [bit, action] of this.asked) {
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
