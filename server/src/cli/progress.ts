import { complainsToTerminal, writeToTerminal } from './output.js';

/** Work that takes no longer than this, in milliseconds, shows nothing. */
const PATIENCE = 500;
/** How often the line changes at the most, in milliseconds. */
const PAUSE = 100;

/** Where the line is shown. */
export interface ProgressTerminal {
  /** Whether somebody looks at it. */
  readonly isWatched: () => boolean;
  readonly write: (text: string) => void;
  /** The time in milliseconds. */
  readonly now: () => number;
}

const TERMINAL: ProgressTerminal = {
  isWatched: complainsToTerminal,
  write: writeToTerminal,
  now: () => performance.now(),
};

/**
 * A line on the terminal that says how far the work is, shown only when it takes a while, and taken away at the end. It is
 * written to standard error, and neither to files and pipes nor where CI is set.
 */
export class Progress {
  private next: number;
  private shown = false;
  private files = 0;

  /** @param total how many files will be read */
  constructor(
    private readonly total: number,
    private readonly terminal = TERMINAL,
  ) {
    this.next = terminal.now() + PATIENCE;
  }

  /** One more file is read. */
  reading(): void {
    this.files += 1;
    this.show(() => `reading ${number(this.files)} of ${number(this.total)} files`);
  }

  /** So many parts of the check of a policy are done, of so many. */
  checking(done: number, of: number): void {
    this.show(() => `running tests and rules: ${Math.floor((100 * Math.min(done, of)) / of)} %`);
  }

  /** Takes the line away. */
  done(): void {
    if (this.shown) this.terminal.write('\r\u001B[K');
  }

  private show(text: () => string): void {
    const now = this.terminal.now();
    if (now < this.next) return;
    // Whether there is a terminal is asked late: that takes a while.
    this.next = this.shown || this.terminal.isWatched() ? now + PAUSE : Infinity;
    if (this.next === Infinity) return;
    this.shown = true;
    this.terminal.write(`\r\u001B[K${text()}`);
  }
}

function number(value: number): string {
  return value.toLocaleString('en');
}
