import type { FilePlace, SourceText } from '../check.js';

/** A replacement of text in a file. */
export interface FileEdit extends FilePlace {
  readonly newText: string;
}

/**
 * The texts of files after edits; where two edits overlap, the first in the text counts. Files without edits stay as
 * they are.
 */
export function applyFileEdits(
  files: readonly SourceText[],
  edits: readonly FileEdit[],
): readonly SourceText[] {
  return files.map((file) => {
    const own = edits.filter(({ path }) => path === file.path);
    return own.length === 0 ? file : { ...file, text: applied(file.text, own) };
  });
}

/** Edits in the order of their places, without those that overlap one before. */
export function withoutOverlaps(edits: readonly FileEdit[]): readonly FileEdit[] {
  const ends = new Map<string, number>();
  return [...edits]
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
    .filter(({ path, span }) => {
      if (span.start < (ends.get(path) ?? 0)) return false;
      ends.set(path, span.end);
      return true;
    });
}

function applied(text: string, edits: readonly FileEdit[]): string {
  let result = '';
  let from = 0;
  for (const { span, newText } of withoutOverlaps(edits)) {
    result += text.slice(from, span.start) + newText;
    from = span.end;
  }
  return result + text.slice(from);
}
