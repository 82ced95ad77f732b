import type { Evaluation } from './evaluate.js';
import { anyOf } from './outcome.js';
import type { GrantProof, Missing, Outcome, Shortfall } from './types.js';

const NONE: readonly never[] = [];

/** What is found of all that a person holds, in the order in which a proof tells it. */
export class Findings {
  private grants: readonly GrantProof[] = NONE;
  private missing: readonly Missing[] = NONE;
  private shortfalls: readonly Shortfall[] = NONE;

  /** @param caveats what there is to know whatever is found */
  constructor(private caveats: readonly string[] = NONE) {}

  /** What one role amounts to. */
  add({ grant, missing, shortfalls }: Evaluation): void {
    this.missing = joined(this.missing, missing);
    this.lack(shortfalls);
    if (grant === undefined) return;
    this.grants = joined(this.grants, [grant]);
    this.caveats = joined(this.caveats, grant.cell.row?.caveats ?? NONE);
    for (const { caveat } of grant.holds)
      if (caveat !== undefined) this.caveats = joined(this.caveats, [caveat]);
  }

  /** What does not allow. */
  lack(shortfalls: readonly Shortfall[]): void {
    this.shortfalls = joined(this.shortfalls, shortfalls);
  }

  /** One outcome of it all. */
  outcome(): Outcome {
    return anyOf(this.grants, this.missing, this.shortfalls, this.caveats);
  }
}

/** One list after the other. Most are empty, or hold one thing only: then the other is taken as it is. */
function joined<T>(list: readonly T[], more: readonly T[]): readonly T[] {
  if (more.length === 0) return list;
  return list.length === 0 ? more : list.concat(more);
}
