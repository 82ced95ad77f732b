import type { Span } from '../text/span.js';
import type { SyntaxProblem } from './tree.js';

/** A change of a text before it is read: `remove` characters at `at` give way to `insert`. */
export interface Repair {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
  /** What to tell about it; null where the repaired text shows it again. */
  readonly problem: SyntaxProblem | null;
}

/** A bracket that closes nothing gives way to a space. */
export function takeOutBracket(bracket: string, span: Span): Repair {
  const message = `this ${bracket} closes nothing: take it out`;
  const fix = { span, text: '', title: `Take out the ${bracket}` };
  return {
    at: span.start,
    remove: 1,
    insert: ' ',
    problem: { code: 'stray-bracket', message, span, fix },
  };
}

/**
 * A text with its broken brackets and quotes repaired, so that `yaml` reads what follows them in its right place.
 * Offsets of the repaired text are led back to the text as it was written.
 */
export class RepairedText {
  readonly text: string;
  readonly #repairs: readonly Repair[];
  /** Where each repair starts in the repaired text. */
  readonly #starts: readonly number[];

  constructor(
    readonly original: string,
    repairs: readonly Repair[],
  ) {
    // At one place, what is put in comes first, in its order: an inner bracket closes before the outer one.
    const sorted = [...repairs].sort((a, b) => a.at - b.at || a.remove - b.remove);
    const parts: string[] = [];
    let from = 0;
    this.#repairs = sorted.filter((repair) => {
      if (repair.at < from) return false;
      parts.push(original.slice(from, repair.at), repair.insert);
      from = repair.at + repair.remove;
      return true;
    });
    let shift = 0;
    this.#starts = this.#repairs.map(({ at, remove, insert }) => {
      const start = at + shift;
      shift += insert.length - remove;
      return start;
    });
    this.text = repairs.length === 0 ? original : parts.join('') + original.slice(from);
  }

  /** The text at `span` as it was written; `read` is the same after repair. */
  written(span: Span, read: string): string {
    return this.#repairs.length === 0 ? read : this.original.slice(span.start, span.end);
  }

  /** The place in the original text of what starts at an offset of the repaired one: after what was taken out there. */
  startOrigin(offset: number): number {
    const count = this.#countBefore(offset);
    const next = this.#repairs[count];
    const isTakenOut = next?.insert === '' && this.#starts[count] === offset;
    return this.origin(offset) + (isTakenOut ? next.remove : 0);
  }

  /** The place in the original text of an offset in the repaired one. */
  origin(offset: number): number {
    // Earlier ones than the last shift it whole.
    const count = this.#countBefore(offset);
    const repair = this.#repairs[count - 1];
    const start = this.#starts[count - 1];
    if (repair === undefined || start === undefined) return offset;
    const grown = repair.insert.length - repair.remove;
    return offset - (start - repair.at) - Math.min(grown, offset - start);
  }

  /** How many repairs start before an offset of the repaired text. */
  #countBefore(offset: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
