import { append } from '../append.js';
import type { ReadText } from '../syntax/read-text.js';
import { STEP } from './columns.js';
import type { Edit } from './edit.js';
import { type Layout, layOut } from './layout.js';
import { type Note, placeNotes } from './notes.js';

/** A stretch of a file that is read by itself. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly section: string | null;
  readonly text: string;
  readonly read: ReadText;
  /** Whether it stays as it is. */
  isLeft: boolean;
}

/** The edits of each piece, by its own offsets; null where one more piece turned out to hold what can't be laid out. */
export function formatBlocks(text: string, pieces: readonly Piece[]): Edit[][] | null {
  const columns = entryColumns(pieces);
  const feed = /\r?\n/.exec(text)?.[0] ?? '\n';
  const layouts = pieces.map((piece, i) => {
    if (piece.isLeft) return null;
    const { root, comments } = piece.read;
    const isLast = i === pieces.length - 1;
    const entryColumn = columns[i] ?? null;
    const layout = layOut({ text: piece.text, root, comments, entryColumn, isLast, feed });
    piece.isLeft = layout === null;
    return layout ?? 'unknown';
  });
  return layouts.includes('unknown') ? null : joined(text, pieces, layouts.map(known));
}

function known(layout: Layout | 'unknown' | null): Layout | null {
  return layout === 'unknown' ? null : layout;
}

/**
 * The column of the entries of each piece's section; null for the file's own keys. Entries of a section stand at one
 * column: where one of them is left as it is, the others stay beside it.
 */
function entryColumns(pieces: readonly Piece[]): (number | null)[] {
  const columns: (number | null)[] = [];
  let from = 0;
  while (from < pieces.length) {
    let to = from + 1;
    if (pieces[from]?.section !== null) while (isEntry(pieces[to])) to += 1;
    const section = pieces.slice(from, to);
    const column = section.some(({ isLeft }) => isLeft) ? columnOf(section) : STEP;
    append(
      columns,
      section.map((piece) => (piece.section === null ? null : column)),
    );
    from = to;
  }
  return columns;
}

function isEntry(piece: Piece | undefined): boolean {
  return piece !== undefined && piece.section !== null;
}

/** The column of the first entry that could be read. */
function columnOf(section: readonly Piece[]): number {
  const read = section.find(({ isLeft }) => !isLeft);
  const first = read?.read.root?.kind === 'map' ? read.read.root.pairs[0] : undefined;
  if (read === undefined || first === undefined) return STEP;
  const { start } = first.span;
  return start - (read.text.lastIndexOf('\n', start - 1) + 1);
}

/** The edits of each piece, after the comments are placed among all of them. */
function joined(
  text: string,
  pieces: readonly Piece[],
  layouts: readonly (Layout | null)[],
): Edit[][] {
  const notes: Note[] = [];
  let line = 0;
  pieces.forEach(({ start, text: own }, i) => {
    const layout = layouts[i];
    for (const note of layout?.notes ?? []) notes.push(moved(note, line, start));
    line += layout?.lines ?? own.split('\n').length - 1;
  });
  const placed: Edit[] = [];
  placeNotes(placed, text, notes);
  let next = 0;
  return pieces.map(({ start, end, isLeft }, i) => {
    const edits = [...(layouts[i]?.edits ?? [])];
    for (let edit = placed[next]; edit !== undefined; edit = placed[++next]) {
      if (edit.span.start >= end || isLeft) break;
      const span = { start: edit.span.start - start, end: edit.span.end - start };
      edits.push({ span, newText: edit.newText });
    }
    return edits.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  });
}

function moved(note: Note, lines: number, by: number): Note {
  const { line, gap } = note;
  return { ...note, line: line + lines, gap: { start: gap.start + by, end: gap.end + by } };
}
