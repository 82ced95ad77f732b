/** A state of the names that entries are called by. */
export interface NameState {
  /** Names that came or went since the state before it. */
  readonly changed: ReadonlySet<string>;
}

/** States further back than so many are forgotten. */
const MOST = 64;

const NO_NAMES: ReadonlySet<string> = new Set();

/**
 * The latest states of the names that entries are called by: what was looked up in one of them still holds if none of the names that
 * it was looked up by has come or gone since. It holds none of the states' names.
 */
export class NameHistory {
  readonly #since = new Map<NameState, ReadonlySet<string>>();

  private constructor(
    /** The earliest first. */
    private readonly states: readonly NameState[],
    /** The present one. */
    readonly now: NameState,
  ) {}

  private static begin(): NameHistory {
    const now = { changed: NO_NAMES };
    return new NameHistory([now], now);
  }

  /**
   * Another state.
   *
   * @param before undefined: it is the first one
   * @param changed names that came or went since; null: any
   */
  static after(before: NameHistory | undefined, changed: ReadonlySet<string> | null): NameHistory {
    if (before === undefined || changed === null) return NameHistory.begin();
    if (changed.size === 0) return before;
    const now = { changed };
    return new NameHistory([...before.states.slice(1 - MOST), now], now);
  }

  /** The names that came or went since a state; undefined: any may have. */
  since(state: NameState): ReadonlySet<string> | undefined {
    if (state === this.now) return NO_NAMES;
    const known = this.#since.get(state);
    if (known !== undefined) return known;
    const place = this.states.indexOf(state);
    if (place < 0) return undefined;
    const names = new Set(this.states.slice(place + 1).flatMap(({ changed }) => [...changed]));
    this.#since.set(state, names);
    return names;
  }
}
