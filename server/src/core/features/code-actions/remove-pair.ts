import type { Block, MapNode, Pair } from '../../syntax/tree.js';
import type { TextEdit } from '../scalar-source.js';
import { lineEnd } from './insert.js';

/**
 * Takes a pair out of a map: with its lines, where it has lines of its own, and the comments above it that silence rules. All other
 * comments on lines of their own stay, those above a last pair in the pair's value included. Undefined where one would be lost.
 *
 * @param last what the pair holds nothing but
 */
export function removePair(
  { text }: Block,
  map: MapNode,
  pair: Pair,
  last: Pair = pair,
): TextEdit | undefined {
  return map.style === 'flow' ? outOfBraces(text, map, pair) : lines(text, pair, last);
}

function outOfBraces(text: string, { pairs }: MapNode, pair: Pair): TextEdit | undefined {
  const index = pairs.indexOf(pair);
  const [before, after] = [pairs[index - 1], pairs[index + 1]];
  const start = before?.span.end ?? pair.span.start;
  const end = before === undefined ? (after?.span.start ?? pair.span.end) : pair.span.end;
  // A comment may stand between pairs on lines of their own.
  const between = text.slice(start, pair.span.start) + text.slice(pair.span.end, end);
  return between.includes('#') ? undefined : { span: { start, end }, newText: '' };
}

function lines(text: string, { span }: Pair, last: Pair): TextEdit | undefined {
  const own = text.lastIndexOf('\n', span.start - 1) + 1;
  if (text.slice(own, span.start).trim() !== '') return undefined;
  const end = lineEnd(text, span.end);
  const kept = text.slice(span.start, last.span.start).match(COMMENT_LINES) ?? [];
  let start = own;
  for (let above = lineBefore(text, start); above !== undefined; above = lineBefore(text, start)) {
    if (!SILENCING.test(text.slice(above, start))) break;
    start = above;
  }
  const feed = /^\r?\n/u.exec(text.slice(end))?.[0].length ?? 0;
  // The last line ends as the text did.
  if (feed === 0 && start > 0) {
    const before = text.slice(0, start).replace(/\r?\n$/u, '').length;
    return { span: { start: before, end }, newText: kept.join('').trimEnd() };
  }
  return { span: { start, end: end + feed }, newText: kept.join('') };
}

const SILENCING = /^\s*#\s*spaceward-ignore\b/u;
const COMMENT_LINES = /^[ ]*#(?!\s*spaceward-ignore\b).*\r?\n/gmu;

/** The start of the line before one. */
function lineBefore(text: string, start: number): number | undefined {
  if (start < 2) return start === 0 ? undefined : 0;
  return text.lastIndexOf('\n', start - 2) + 1;
}
