import { type Encoded, WIDTH } from './encoded.js';

/** Numbers in the place of others: offsets and counts are of numbers. */
export interface TokensEdit {
  readonly start: number;
  readonly deleteCount: number;
  readonly data: readonly number[];
}

/**
 * The tokens of a file, block by block. As the Language Server Protocol asks, each is told by its distance from the one
 * before: so no token changes but those of a changed block, and the first behind it.
 */
export class Sheet {
  /** The line at which each block starts, and last that behind them. */
  private readonly line: Uint32Array;
  /** How many numbers come before each block, and last in all. */
  private readonly before: Uint32Array;

  /** @param start the line at which the first of the blocks starts */
  constructor(
    readonly parts: readonly Encoded[],
    start = 0,
  ) {
    this.line = new Uint32Array(parts.length + 1);
    this.line[0] = start;
    this.before = new Uint32Array(parts.length + 1);
    parts.forEach(({ lines, numbers }, index) => {
      this.line[index + 1] = (this.line[index] ?? 0) + lines;
      this.before[index + 1] = (this.before[index] ?? 0) + numbers.length;
    });
  }

  /** All tokens. */
  whole(): number[] {
    return this.data(0, this.parts.length);
  }

  /** The tokens from one line to another, told as if there were no others. */
  onLines(first: number, last: number): number[] {
    const writer = new Writer({ line: 0, character: 0 });
    for (let index = 0; index < this.parts.length; index++) this.write(writer, index, first, last);
    return writer.data;
  }

  /** What makes the tokens of an earlier state of the file those of this one. */
  since(old: Sheet): readonly TokensEdit[] {
    return changedRuns(old.parts, this.parts).flatMap((run) => {
      const start = old.before[run.from] ?? 0;
      const removed = old.data(run.from, old.parts.length - run.after, true);
      const added = this.data(run.from, this.parts.length - run.after, true);
      return trimmed({ start, removed, added });
    });
  }

  /**
   * The tokens of some blocks.
   *
   * @param to the block after the last
   * @param andNext whether the first token behind them is among them
   */
  private data(from: number, to: number, andNext = false): number[] {
    const writer = new Writer(this.lastBefore(from));
    for (let index = from; index < to; index++) this.write(writer, index);
    if (andNext) {
      let next = to;
      while (next < this.parts.length && this.parts[next]?.numbers.length === 0) next += 1;
      this.write(writer, next, 0, Infinity, WIDTH);
    }
    return writer.data;
  }

  private write(writer: Writer, index: number, first = 0, last = Infinity, most = Infinity): void {
    const { numbers = [] } = this.parts[index] ?? {};
    const line = this.line[index] ?? 0;
    for (let i = 0; i < Math.min(numbers.length, most); i += WIDTH) {
      const at = line + (numbers[i] ?? 0);
      if (at >= first && at <= last) writer.add(at, numbers, i);
    }
  }

  /** Where the last token before a block stands. */
  private lastBefore(index: number): Place {
    for (let i = index - 1; i >= 0; i--) {
      const numbers = this.parts[i]?.numbers ?? [];
      const at = numbers.length - WIDTH;
      if (at >= 0)
        return { line: (this.line[i] ?? 0) + (numbers[at] ?? 0), character: numbers[at + 1] ?? 0 };
    }
    return { line: 0, character: 0 };
  }
}

interface Place {
  readonly line: number;
  readonly character: number;
}

/** Tells tokens by their distances. */
class Writer {
  readonly data: number[] = [];

  constructor(private last: Place) {}

  add(line: number, numbers: readonly number[], at: number): void {
    const character = numbers[at + 1] ?? 0;
    const down = line - this.last.line;
    this.data.push(
      down,
      down === 0 ? character - this.last.character : character,
      numbers[at + 2] ?? 0,
      numbers[at + 3] ?? 0,
      numbers[at + 4] ?? 0,
    );
    this.last = { line, character };
  }
}

/** Blocks that differ: from which on, and how many behind them are the same. */
interface Run {
  readonly from: number;
  readonly after: number;
}

/** Where two lists of blocks differ, so that between two such runs there is a token that stays. */
function changedRuns(old: readonly Encoded[], now: readonly Encoded[]): readonly Run[] {
  if (old.length !== now.length) return [around(old, now)];
  const runs: Run[] = [];
  let index = 0;
  while (index < now.length) {
    if (old[index] === now[index]) {
      index += 1;
      continue;
    }
    const from = index;
    let to = index + 1;
    while (index < now.length) {
      if (old[index] !== now[index]) to = index + 1;
      else if ((now[index]?.numbers.length ?? 0) > 0) break;
      index += 1;
    }
    runs.push({ from, after: now.length - to });
    // The first token of the block that stays belongs to the run: what follows begins behind it.
    index += 1;
  }
  return runs;
}

/** The one run outside of which two lists are the same. */
function around(old: readonly Encoded[], now: readonly Encoded[]): Run {
  const most = Math.min(old.length, now.length);
  let from = 0;
  while (from < most && old[from] === now[from]) from += 1;
  let after = 0;
  while (after < most - from && old[old.length - 1 - after] === now[now.length - 1 - after])
    after += 1;
  return { from, after };
}

/** A replacement without the tokens at its ends that stay; nothing where all do. */
function trimmed({
  start,
  removed,
  added,
}: {
  readonly start: number;
  readonly removed: readonly number[];
  readonly added: readonly number[];
}): readonly TokensEdit[] {
  const most = Math.min(removed.length, added.length);
  const isSame = (a: number, b: number): boolean => {
    for (let i = 0; i < WIDTH; i++) if (removed[a + i] !== added[b + i]) return false;
    return true;
  };
  let head = 0;
  while (head < most && isSame(head, head)) head += WIDTH;
  let tail = 0;
  while (tail < most - head && isSame(removed.length - tail - WIDTH, added.length - tail - WIDTH))
    tail += WIDTH;
  const deleteCount = removed.length - tail - head;
  const data = added.slice(head, added.length - tail);
  return deleteCount === 0 && data.length === 0 ? [] : [{ start: start + head, deleteCount, data }];
}
