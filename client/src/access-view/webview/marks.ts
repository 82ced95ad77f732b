import type { Verdict } from '../../../../server/src/core/decide/types.js';
import { CELLS } from '../../../../server/src/core/features/access/access.js';

/** A verdict as it is shown: never by colour alone. */
export const GLYPHS: Readonly<Record<Verdict, string>> = {
  allowed: '✓',
  denied: '✕',
  depends: '?',
};

/** What a cell shows, and how it is told. */
export interface Mark {
  readonly verdict: Verdict;
  readonly glyph: string;
  readonly words: string;
  /** Whether it is another for some items. */
  readonly differs: boolean;
}

/** The mark for the character of a row of verdicts. */
export function markOf(character: string): Mark {
  const { verdict, differs } = CELLS[character] ?? { verdict: 'depends', differs: false };
  return {
    verdict,
    differs,
    glyph: GLYPHS[verdict],
    words: differs ? `${verdict}, otherwise for some items` : verdict,
  };
}
