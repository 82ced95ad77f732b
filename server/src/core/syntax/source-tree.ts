import { SplicedList } from '../spliced-list.js';
import type { PieceText } from '../text/piece-text.js';
import type { Block } from './tree.js';

/** A block with its place in the file. */
export interface PlacedBlock {
  readonly start: number;
  readonly block: Block;
}

/** How many blocks before and after its last place a block is looked for before all the others. */
const NEAR = 8;

/** A policy file, read. */
export class SourceTree {
  private placed: readonly PlacedBlock[] | undefined;

  /** The blocks, which follow each other without a gap. */
  readonly list: readonly Block[];

  /** Whether a merge left its markers: which of them belong together shows only in the whole text. */
  readonly isMerging: boolean;

  /**
   * @param sequence the blocks, and what they were made of
   * @param starts where each of them starts
   * @param guesses where blocks were found in earlier states: they are looked for there first
   * @param isMerging whether a merge left its markers
   */
  constructor(
    readonly source: PieceText,
    readonly sequence: SplicedList<Block>,
    readonly starts: Uint32Array,
    private readonly guesses = new WeakMap<Block, number>(),
    isMerging = false,
    /** The blocks whose members are divided. */
    private readonly divided: readonly Block[] = [],
  ) {
    this.list = sequence.items;
    this.isMerging = isMerging;
  }

  static of(source: PieceText, blocks: readonly PlacedBlock[]): SourceTree {
    const list = blocks.map(({ block }) => block);
    return new SourceTree(
      source,
      SplicedList.of(list),
      Uint32Array.from(blocks, ({ start }) => start),
      new WeakMap(),
      list.some(({ problems }) => problems.some(({ code }) => code === 'merge-conflict')),
      list.filter(({ long }) => long !== undefined),
    );
  }

  /**
   * The next state of the file, in which no merge has left markers.
   *
   * @param gone the blocks that were read anew
   * @param read what they were read as
   */
  after(
    source: PieceText,
    sequence: SplicedList<Block>,
    starts: Uint32Array,
    gone: readonly Block[],
    read: readonly Block[],
  ): SourceTree {
    const stay = this.divided.filter((block) => !gone.includes(block));
    const divided = stay.concat(read.filter(({ long }) => long !== undefined));
    return new SourceTree(source, sequence, starts, this.guesses, false, divided);
  }

  /** The whole text. It is put together when it is wanted first. */
  get text(): string {
    return this.source.toString();
  }

  /** The blocks with their places. */
  get blocks(): readonly PlacedBlock[] {
    this.placed ??= this.list.map((block, index) => ({ start: this.starts[index] ?? 0, block }));
    return this.placed;
  }

  /** Where a block, or a part of one, starts; undefined where it is none of this file. */
  startOf(block: Block): number | undefined {
    if ('holds' in block) {
      const place = this.placeOfPart(block);
      const start = place && this.startOf(place.block);
      return place && start !== undefined ? start + place.start : undefined;
    }
    const index = this.indexOf(block);
    return index === -1 ? undefined : this.starts[index];
  }

  /** The block that a part is of, and where the part starts there; undefined where it is none of this file. */
  placeOfPart(part: Block): PlacedBlock | undefined {
    for (const block of this.divided) {
      const start = block.long?.startOf(part);
      if (start !== undefined) return { block, start };
    }
    return undefined;
  }

  private indexOf(block: Block): number {
    const guess = this.guesses.get(block) ?? 0;
    // Where entries were added or taken away above it, it is a little further on.
    for (let index = Math.max(0, guess - NEAR); index <= guess + NEAR; index++)
      if (this.list[index] === block) return this.noted(block, index);
    return this.noted(block, this.list.indexOf(block));
  }

  private noted(block: Block, index: number): number {
    if (index !== -1) this.guesses.set(block, index);
    return index;
  }

  /** The block that holds an offset, with its place; undefined of a file without any. */
  blockAt(offset: number): PlacedBlock | undefined {
    const index = this.indexAt(offset);
    const block = this.list[index];
    return block && { start: this.starts[index] ?? 0, block };
  }

  /** The index of the block that holds an offset; at the end of the text, the last. */
  indexAt(offset: number): number {
    let low = 0;
    let high = this.list.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
