import { append } from '../append.js';
import { readSource } from '../syntax/read-source.js';
import { readText } from '../syntax/read-text.js';
import { splitText } from '../syntax/split.js';
import type { Span } from '../text/span.js';
import { formatBlocks, type Piece } from './blocks.js';
import { applyEdits, type Edit } from './edit.js';
import { sameRead, sameTree } from './same.js';

/** What formatting a policy file changes. */
export interface Formatted {
  /** In order; each is of white space, and of no more than what differs. */
  readonly edits: readonly Edit[];
  /** The parts of the file that are left as they are, because there are mistakes in their YAML. */
  readonly left: readonly Span[];
}

/** How often parts that would read otherwise may be taken out before the whole file is left as it is. */
const ROUNDS = 4;

/**
 * Formats a policy file. What it says stays the same, comments and their order included: every part that is changed is
 * read again, and left as it was where it would say anything else. Never throws.
 */
export function formatEdits(text: string): Formatted {
  const pieces = splitText(text).map((stretch): Piece => {
    const own = text.slice(stretch.start, stretch.end);
    const read = readText(own);
    const { root, problems } = read;
    const canRead = problems.length === 0 && (root === null || root.kind === 'map');
    return { ...stretch, text: own, read, isLeft: !canRead };
  });
  for (let round = 0; round < ROUNDS; round++) {
    const done = formatBlocks(text, pieces);
    if (done !== null) {
      const texts = pieces.map((piece, i) => applyEdits(piece.text, done[i] ?? []));
      if (leaveOthers(pieces, texts)) return result(text, pieces, done, texts);
    }
  }
  return { edits: [], left: [{ start: 0, end: text.length }] };
}

/** A policy file, formatted. */
export function formatText(text: string): string {
  return applyEdits(text, formatEdits(text).edits);
}

/** Marks the pieces that would say something else. Whether there were none. */
function leaveOthers(pieces: readonly Piece[], texts: readonly string[]): boolean {
  let isSame = true;
  pieces.forEach((piece, i) => {
    const text = texts[i] ?? '';
    if (text === piece.text || sameRead(piece.read, readText(text))) return;
    piece.isLeft = true;
    isSame = false;
  });
  return isSame;
}

function result(
  text: string,
  pieces: readonly Piece[],
  done: readonly (readonly Edit[])[],
  texts: readonly string[],
): Formatted {
  const left = pieces.filter(({ isLeft }) => isLeft).map(({ start, end }) => ({ start, end }));
  const edits: Edit[] = [];
  pieces.forEach(({ start }, i) => {
    append(
      edits,
      (done[i] ?? []).map((edit) => moved(edit, start)),
    );
  });
  if (isDividedAlike(pieces, texts)) return { edits, left };
  const isSame = sameTree(readSource(text), readSource(texts.join('')));
  return isSame ? { edits, left } : { edits: [], left: [{ start: 0, end: text.length }] };
}

function moved({ span, newText }: Edit, by: number): Edit {
  return { span: { start: span.start + by, end: span.end + by }, newText };
}

/** Whether the file will be read in the same pieces: then it says what they say. */
function isDividedAlike(pieces: readonly Piece[], texts: readonly string[]): boolean {
  const stretches = splitText(texts.join(''));
  let start = 0;
  return (
    stretches.length === pieces.length &&
    stretches.every((stretch, i) => {
      const isSame = stretch.start === start && stretch.section === pieces[i]?.section;
      start += texts[i]?.length ?? 0;
      return isSame;
    })
  );
}
