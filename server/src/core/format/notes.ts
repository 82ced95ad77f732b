import type { Span } from '../text/span.js';
import { type Edit, replace } from './edit.js';

/** A comment, as the layout of its block leaves it: its column is settled when those of its neighbours are known. */
export interface Note {
  readonly line: number;
  /** Where it stands; null where a tab is before it. */
  readonly column: number | null;
  /** The white space before it, on its line. */
  readonly gap: Span;
  /** Where what is before it on its line ends, after formatting; null where it has the line to itself. */
  readonly after: number | null;
  /** Where it is to stand if it has the line to itself. */
  readonly own: number;
  /** Whether it stands where the next line does: then it belongs there, whatever is above. */
  readonly isWithNext: boolean;
}

/** Comments of lines that follow each other, at one column. */
interface Run {
  readonly notes: Note[];
  /** The end of the longest line, and the fewest spaces before a comment. */
  end: number;
  space: number;
}

/**
 * Places comments. Comments at the ends of lines keep the space before them, at least one; those of lines that follow
 * each other at one column stay at one column, and so do the lines of a comment that goes on below.
 */
export function placeNotes(edits: Edit[], text: string, notes: readonly Note[]): void {
  let run: Run | null = null;
  for (const note of notes) {
    const { after, column, gap } = note;
    const last: Note | undefined = run?.notes.at(-1);
    const isNext = last?.line === note.line - 1 && last.column === column && column !== null;
    if (after === null) {
      if (run !== null && isNext && !note.isWithNext) run.notes.push(note);
      else {
        put(edits, text, run);
        run = null;
        replace(edits, text, gap, ' '.repeat(note.own));
      }
      continue;
    }
    const space = column === null ? 1 : gap.end - gap.start;
    if (run !== null && isNext) {
      run.notes.push(note);
      run.end = Math.max(run.end, after);
      run.space = Math.min(run.space, space);
    } else {
      put(edits, text, run);
      run = { notes: [note], end: after, space };
    }
  }
  put(edits, text, run);
}

function put(edits: Edit[], text: string, run: Run | null): void {
  if (run === null) return;
  for (const { gap, after } of run.notes)
    replace(edits, text, gap, ' '.repeat(run.end + run.space - (after ?? 0)));
}
