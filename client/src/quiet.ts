/** Work that waits until nothing has asked for it for a while: nobody types, and edits don't follow each other. */
export class WhenQuiet {
  #waiting: ReturnType<typeof setTimeout> | undefined;

  /** @param milliseconds how long it must be quiet */
  constructor(
    private readonly milliseconds: number,
    private readonly work: () => void,
  ) {}

  /** Asks for the work: it is done once for all that ask meanwhile. */
  soon(): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(this.work, this.milliseconds);
  }

  /** Does nothing more, until it is asked for again. */
  stop(): void {
    clearTimeout(this.#waiting);
  }
}
