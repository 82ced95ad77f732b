import { Attached } from '../../attached.js';
import type { Matrix } from '../../matrix/matrix.js';
import type { BlockReadings } from '../../model/file-reading.js';
import type { Block } from '../../syntax/tree.js';
import type { Span } from '../../text/span.js';
import { encode, type Encoded } from './encoded.js';
import { blockTokens } from './in-block.js';
import type { Token } from './token.js';

/** The tokens of blocks, kept with them: the same object for the same tokens. */
export class KeptTokens {
  private readonly whole = new Attached<Block, Encoded>();
  /** Those without the names that were last unknown, where there were any. */
  private readonly known = new Attached<
    Block,
    { readonly key: string; readonly tokens: Encoded }
  >();

  /** @param unknown where names stand that nothing has: they are left out */
  of(
    block: Block,
    readings: BlockReadings,
    matrix: Matrix,
    unknown: readonly Span[] | undefined,
  ): Encoded {
    if (unknown !== undefined) return this.without(unknown, block, readings, matrix);
    let tokens = this.whole.get(block);
    if (tokens === undefined) {
      tokens = encode(block.text, blockTokens(readings.wholeOf(block), matrix));
      this.whole.set(block, tokens);
    }
    return tokens;
  }

  private without(
    unknown: readonly Span[],
    block: Block,
    readings: BlockReadings,
    matrix: Matrix,
  ): Encoded {
    const key = unknown.map(({ start, end }) => `${start}-${end}`).join(' ');
    const last = this.known.get(block);
    if (last?.key === key) return last.tokens;
    const known = blockTokens(readings.wholeOf(block), matrix).filter(
      (token) => !isOneOf(token, unknown),
    );
    const tokens = encode(block.text, known);
    this.known.set(block, { key, tokens });
    return tokens;
  }
}

/** Whether a token is a name that stands in one of some places. */
function isOneOf({ kind, span }: Token, places: readonly Span[]): boolean {
  return (
    kind !== 'keyword' && places.some(({ start, end }) => start <= span.start && span.end <= end)
  );
}
