import type { Evaluation } from './evaluate.js';
import { anyOf } from './outcome.js';
import type { GrantProof, Missing, Outcome, Shortfall } from './types.js';

const NONE: readonly never[] = [];

/** What is found of all that a person holds, in the order in which a proof tells it. */
export class Findings {
  private grants: GrantProof[] | undefined;
  private missing: Missing[] | undefined;
  private shortfalls: Shortfall[] | undefined;
  private cautions: string[] | undefined;

  /** @param caveats what there is to know whatever is found */
  constructor(private readonly caveats: readonly string[] = NONE) {}

  /** What one role amounts to. */
  add({ grant, missing, shortfalls }: Evaluation): void {
    if (missing.length > 0) this.missing = added(this.missing, missing);
    this.lack(shortfalls);
    if (grant === undefined) return;
    if (this.grants === undefined) this.grants = [grant];
    else this.grants.push(grant);
    const caveats = grant.cell.row?.caveats ?? NONE;
    if (caveats.length > 0) this.cautions = added(this.cautions, caveats);
  }

  /** What does not allow. */
  lack(shortfalls: readonly Shortfall[]): void {
    if (shortfalls.length > 0) this.shortfalls = added(this.shortfalls, shortfalls);
  }

  /** One outcome of it all. */
  outcome(): Outcome {
    const { grants = NONE, missing = NONE, shortfalls = NONE, cautions, caveats } = this;
    return anyOf(
      grants,
      missing,
      shortfalls,
      cautions === undefined ? caveats : [...caveats, ...cautions],
    );
  }
}

/** A list with more at its end. The first `push` takes room for many, and most lists hold one thing only. */
function added<T>(list: T[] | undefined, more: readonly T[]): T[] {
  if (list === undefined) return more.slice();
  for (const each of more) list.push(each);
  return list;
}
