import type { Comment, ScalarNode } from '../syntax/tree.js';
import type { Columns } from './columns.js';

/** Something in a block that is no white space. */
export interface Token {
  readonly start: number;
  readonly end: number;
  /** A scalar, a comment, a `---` or `...` alone, or one of `{ } [ ] , : -`. */
  readonly kind: 'scalar' | 'comment' | 'marker' | Indicator;
  readonly scalar?: ScalarNode;
}

type Indicator = '{' | '}' | '[' | ']' | ',' | ':' | '-';

const INDICATORS: ReadonlySet<string> = new Set(['{', '}', '[', ']', ',', ':', '-']);

/** The tokens of a block in order; null where it holds something else, which is left as it is. */
export function tokensOf(
  text: string,
  { scalars, marks }: Columns,
  comments: readonly Comment[],
): Token[] | null {
  const tokens: Token[] = [];
  let from = text.startsWith('\ufeff') ? 1 : 0;
  for (const token of solids(scalars, comments)) {
    // The comment on the line of a `|` is a part of that scalar.
    if (token.kind === 'comment' && token.start < from) continue;
    if (!gap(tokens, text, from, token.start, marks)) return null;
    tokens.push(token);
    from = token.end;
  }
  return gap(tokens, text, from, text.length, marks) ? tokens : null;
}

/** Scalars and comments, in order. */
function* solids(
  scalars: readonly ScalarNode[],
  comments: readonly Comment[],
): Generator<Token, void, undefined> {
  let next = 0;
  const comment = (before: number): Token | null => {
    const span = comments[next]?.span;
    if (span === undefined || span.start >= before) return null;
    next += 1;
    return { ...span, kind: 'comment' };
  };
  for (const scalar of scalars) {
    for (let each = comment(scalar.span.start); each; each = comment(scalar.span.start)) yield each;
    yield { ...scalar.span, kind: 'scalar', scalar };
  }
  for (let each = comment(Infinity); each; each = comment(Infinity)) yield each;
}

/** Reads what stands between scalars and comments. False where there is anything but indicators and white space. */
function gap(
  tokens: Token[],
  text: string,
  from: number,
  to: number,
  marks: Columns['marks'],
): boolean {
  if (to < from) return false;
  for (let at = from; at < to; at += 1) {
    const char = text.charAt(at);
    if (char === ' ' || char === '\t' || char === '\n') continue;
    if (char === '\r' && text[at + 1] === '\n') continue;
    if (isMarker(text, at)) {
      tokens.push({ start: at, end: at + 3, kind: 'marker' });
      at += 2;
    } else {
      if (!isIndicator(char) || (char === '-' && !marks.has(at))) return false;
      tokens.push({ start: at, end: at + 1, kind: char });
    }
  }
  return true;
}

function isIndicator(char: string): char is Indicator {
  return INDICATORS.has(char);
}

function isMarker(text: string, at: number): boolean {
  const isFirst = at === 0 || text[at - 1] === '\n' || text[at - 1] === '\ufeff';
  return isFirst && /^(?:---|\.\.\.)(?:\s|$)/.test(text.slice(at, at + 4));
}
