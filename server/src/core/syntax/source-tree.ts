import type { PieceText } from '../text/piece-text.js';
import type { Block } from './tree.js';

/** A block with its place in the file. */
export interface PlacedBlock {
  readonly start: number;
  readonly block: Block;
}

/** A policy file, read. */
export class SourceTree {
  private placed: readonly PlacedBlock[] | undefined;

  /**
   * @param list the blocks, which follow each other without a gap
   * @param starts where each of them starts
   */
  constructor(
    readonly source: PieceText,
    readonly list: readonly Block[],
    readonly starts: Uint32Array,
  ) {}

  static of(source: PieceText, blocks: readonly PlacedBlock[]): SourceTree {
    return new SourceTree(
      source,
      blocks.map(({ block }) => block),
      Uint32Array.from(blocks, ({ start }) => start),
    );
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

  /** Where a block starts; undefined where it is none of this file. */
  startOf(block: Block): number | undefined {
    const index = this.list.indexOf(block);
    return index === -1 ? undefined : this.starts[index];
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
