import type { Token } from './tokens.js';

type Kind = Token['kind'];

const OPENS_VALUE: ReadonlySet<Kind> = new Set(['scalar', '{', '[']);

/** What stands between two tokens of one line; null where they can't follow each other. A comment is none of them. */
export function spaceBetween(before: Kind, kind: Kind): string | null {
  if (kind === ':' || kind === ',') return '';
  if (kind === ']') return '';
  if (kind === '}') return before === '{' ? '' : ' ';
  if (before === '[') return '';
  if (before === '{') return ' ';
  if (before === '-') return ' ';
  return (before === ':' || before === ',' || before === 'marker') && OPENS_VALUE.has(kind)
    ? ' '
    : null;
}
