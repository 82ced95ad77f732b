/** What is open at a place of a policy file, as far as the text before it tells. */

/** A map or a list that was begun and not ended. */
export interface Frame {
  readonly kind: 'map' | 'seq' | 'flow-map' | 'flow-seq';
  /** The column of its keys or dashes; of one in braces or brackets, that of the line that opens it. */
  readonly indent: number;
  /** The key that was read last, while its value may follow. */
  key: string | undefined;
  /** The keys read so far, with the source of those values that stand on one line. */
  readonly pairs: Map<string, string>;
  /** Where the last value of one line starts. */
  valueStart: number;
}

/** The text that is being read at the end. */
export interface Token {
  readonly start: number;
  readonly style: 'plain' | 'single-quoted' | 'double-quoted';
  /** Whether its quote is closed, so that nothing can be added to it. */
  readonly closed: boolean;
}

export function frame(kind: Frame['kind'], indent: number): Frame {
  return { kind, indent, key: undefined, pairs: new Map(), valueStart: 0 };
}

/** The keys on the way to what is at the end; null for an item of a list. */
export function pathOf(frames: readonly Frame[]): readonly (string | null)[] {
  return frames.flatMap(({ kind, key }) => {
    if (kind === 'seq' || kind === 'flow-seq') return [null];
    return key === undefined ? [] : [key];
  });
}
