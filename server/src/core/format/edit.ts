import type { Span } from '../text/span.js';

/** A replacement of text. */
export interface Edit {
  readonly span: Span;
  readonly newText: string;
}

/** Adds the edit that makes `newText` of a stretch of the text: of what differs only, and none where nothing does. */
export function replace(edits: Edit[], text: string, { start, end }: Span, newText: string): void {
  const old = text.slice(start, end);
  if (old === newText) return;
  const most = Math.min(old.length, newText.length);
  let head = 0;
  while (head < most && old[head] === newText[head]) head += 1;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail) === newText.at(-1 - tail)) tail += 1;
  // Within a `\r\n` there is no place that an editor could be told.
  if (old.slice(0, head).endsWith('\r')) head -= 1;
  if (tail > 0 && old.slice(0, old.length - tail).endsWith('\r')) tail -= 1;
  edits.push({
    span: { start: start + head, end: end - tail },
    newText: newText.slice(head, newText.length - tail),
  });
}

/** A text after edits that stand in order and don't overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { span, newText } of edits) {
    parts.push(text.slice(from, span.start), newText);
    from = span.end;
  }
  parts.push(text.slice(from));
  return parts.join('');
}
