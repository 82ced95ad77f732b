/** Characters of policies from which on it pays: below, nothing is compiled that often. */
const LARGE = 500_000;

/**
 * How much of a function's code is to have run, in bytes, before V8 compiles it anew and optimised. V8's own figure, 66 KB in Node.js 20, is
 * for processes that live long: of a check of 70,000 lines, such compiling took two fifths of the time of all processors.
 */
const BUDGET = 400_000;

/** How much code of functions that it calls is put into a function, in bytes; V8's own figure is 920. What is very small is put in nevertheless. */
const INLINED = 200;

/**
 * A command that reads policies, answers and ends: where they are large, it has V8 spend less on code that runs once.
 * Not before, as V8 doesn't take what it compiled when the command line was bundled from a process with other flags; so the grammar and the
 * tokens are compiled anew where they are first needed after that.
 */
export class OneRun {
  private characters = 0;

  /** Is told of each text before it is read as a policy. */
  async reads(characters: number): Promise<void> {
    const wasLarge = this.characters > LARGE;
    this.characters += characters;
    if (wasLarge || this.characters <= LARGE) return;
    // It brings Node's streams with it, so it is loaded where it is needed.
    const { setFlagsFromString } = await import('node:v8');
    setFlagsFromString(`--interrupt-budget=${BUDGET}`);
    setFlagsFromString(`--max-inlined-bytecode-size-cumulative=${INLINED}`);
  }
}
