import type { FilePlace } from '../../core/check.js';
import { printable, type Style } from '../terminal.js';
import type { Positions } from './positions.js';

const WIDEST = 160;

/** The line that a place is on, marked, with the line before it. */
export function codeFrame(positions: Positions, place: FilePlace, style: Style): string {
  const { start, end } = positions.range(place);
  const map = positions.map(place.path);
  const text = positions.text(place.path);
  const lineText = (line: number): string => text.slice(map.lineStart(line), map.lineEnd(line));
  const gutter = String(start.line + 1).length;
  const rows: string[] = [];
  for (let line = Math.max(0, start.line - 1); line <= start.line; line++) {
    const number = String(line + 1).padStart(gutter);
    const marker = line === start.line ? style.red('>') : ' ';
    rows.push(`${marker} ${style.dim(`${number} |`)} ${cut(lineText(line), start.character).text}`);
  }
  const last = lineText(start.line);
  const { skipped } = cut(last, start.character);
  const to = end.line === start.line ? end.character : last.length;
  const before = printable(last.slice(skipped, start.character)).replace(/[^\t]/gu, (character) =>
    ' '.repeat(widthOf(character)),
  );
  const width = Math.max(1, Math.min(WIDEST, printable(last.slice(start.character, to)).length));
  const lead = skipped > 0 ? '  ' : '';
  rows.push(
    `  ${' '.repeat(gutter)} ${style.dim('|')} ${lead}${before}${style.red('^'.repeat(width))}`,
  );
  return rows.join('\n');
}

/** How many columns of a terminal a character takes. */
function widthOf(character: string): number {
  return /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}/u.test(
    character,
  )
    ? 2
    : 1;
}

/** Of a very long line, the part around a character. */
function cut(line: string, character: number): { readonly text: string; readonly skipped: number } {
  const skipped = line.length > WIDEST ? Math.max(0, character - 40) : 0;
  const text = printable(line.slice(skipped, skipped + WIDEST));
  return {
    skipped,
    text: `${skipped > 0 ? '… ' : ''}${text}${skipped + WIDEST < line.length ? ' …' : ''}`,
  };
}
