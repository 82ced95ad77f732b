import type { Span } from '../text/span.js';
import type { MapNode, Node, Pair, SyntaxProblem } from './tree.js';

/** A text as a quoted scalar of one line: in double quotes where it holds none of its own. */
export function quoted(text: string): string {
  return /["\\]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
}

/**
 * The quote that a sentence opens and doesn't close; null where all are closed. A quote opens at the start of a word,
 * so an apostrophe (`Beginner's`) opens nothing.
 */
export function openQuote(text: string): '"' | "'" | null {
  let open: '"' | "'" | null = null;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char !== '"' && char !== "'") continue;
    if (open === null) open = /^[\s(,]?$/.test(text[i - 1] ?? '') ? char : null;
    else if (open === char) open = null;
  }
  return open;
}

/**
 * A ` #` inside a quoted name of a plain scalar: YAML reads the rest of the line as a comment.
 * `scalar` is what YAML left, `comment` what it cut off, `#` included.
 */
export function commentTrap(
  text: string,
  scalar: Span,
  comment: { readonly offset: number; readonly source: string },
): SyntaxProblem | null {
  const quote = openQuote(text.slice(scalar.start, scalar.end));
  if (quote === null) return null;
  const close = comment.source.indexOf(quote);
  if (close === -1 && quote === "'") return null;
  const next = close === -1 ? -1 : comment.source.slice(close).search(/\s#/);
  const length = next === -1 ? comment.source.length : close + next;
  const end = comment.offset + comment.source.slice(0, length).trimEnd().length;
  return {
    code: 'comment-in-name',
    message: 'a # after a space starts a comment and cuts this text: quote the whole of it',
    span: { start: scalar.start, end },
    fix: quoteFix(text, { start: scalar.start, end }),
  };
}

/** The fix that quotes a stretch of text. */
export function quoteFix(text: string, span: Span): NonNullable<SyntaxProblem['fix']> {
  return { span, text: quoted(text.slice(span.start, span.end)), title: 'Quote the whole text' };
}

/**
 * A sentence or a name that YAML reads as a map, because of a `: ` in it: `- anna can app.open on "Plan: B"`.
 * Ask it of a node that should be one; null where it is something else. `text` is the text of the node's block.
 */
export function mapTrap(node: Node, text: string): SyntaxProblem | null {
  if (node.kind !== 'map' || node.style !== 'block') return null;
  const written = text.slice(node.span.start, node.span.end);
  if (written.includes('\n') || written === '') return null;
  return {
    message: 'a colon with a space after it makes this a map: quote the whole of it',
    span: node.span,
    fix: quoteFix(text, node.span),
  };
}

/** What a value that a comma cuts is. */
type CutForm = 'list' | 'roles' | 'text';

/** A value of a flow map that a comma cuts, with the keys without a value that stand for its rest. */
export interface CutValue {
  readonly pair: Pair;
  readonly lost: readonly Pair[];
  readonly problem: SyntaxProblem;
}

/**
 * The values of a flow map that a comma cuts: in `{ ali: can view, can edit }`, YAML reads `can edit` as a key of its own.
 * Ask it of a map whose values may be lists.
 *
 * @param text the text of the map's block
 * @param mayBeRest whether a key without a value may be the rest of one
 * @param formOf what the value of a pair is: a list is written in brackets; a text, and roles that stand in one, are quoted as a whole
 */
export function commaTraps(
  map: MapNode,
  text: string,
  mayBeRest: (pair: Pair) => boolean = () => true,
  formOf: (pair: Pair) => CutForm | undefined = () => 'roles',
): CutValue[] {
  if (map.style !== 'flow') return [];
  const cuts: CutValue[] = [];
  let lost: Pair[] = [];
  for (let i = map.pairs.length - 1; i >= 0; i--) {
    const pair = map.pairs[i];
    if (pair === undefined) continue;
    if (pair.colon === false && mayBeRest(pair)) lost.unshift(pair);
    else {
      const last = lost.at(-1);
      const form = formOf(pair);
      if (last !== undefined && form !== undefined && pair.value?.kind === 'scalar') {
        const span = { start: pair.value.span.start, end: last.span.end };
        cuts.unshift({ pair, lost, problem: commaProblem(text, span, form) });
      }
      lost = [];
    }
  }
  return cuts;
}

function commaProblem(text: string, span: Span, form: CutForm): SyntaxProblem {
  const written = text.slice(span.start, span.end);
  const isBrief = written.length <= MOST_SHOWN && !written.includes('\n');
  const list = isBrief ? `, [${written}]` : '';
  const what = {
    list: `write a list in brackets${list}`,
    roles: 'quote the whole list',
    text: 'quote the whole text',
  }[form];
  return {
    code: 'comma-in-flow-map',
    message: `a comma ends a value between { and }, so what follows is taken for a name: ${what}`,
    span,
    ...commaFix(text, span, form),
  };
}

/** Lists that are longer aren't shown in a message. */
const MOST_SHOWN = 60;

/** A text of several lines may hold a comment, which would be a part of it. */
function commaFix(text: string, span: Span, form: CutForm): Pick<SyntaxProblem, 'fix'> {
  const written = text.slice(span.start, span.end);
  if (form === 'list') return { fix: { span, text: `[${written}]`, title: 'Write the brackets' } };
  return form === 'text' && written.includes('\n') ? {} : { fix: quoteFix(text, span) };
}

/** Why something may have been read as a text: a comment that cuts a name, or a dash without a space. */
export function textTrap(text: string, span: Span): string | undefined {
  const lineEnd = text.indexOf('\n', span.end);
  // A text of lines ends with its last line: what is on the next one cuts nothing.
  const isWhole = text[span.end - 1] === '\n';
  const rest = isWhole ? '' : text.slice(span.end, lineEnd === -1 ? text.length : lineEnd);
  if (/^[ \t]+#.*:/u.test(rest))
    return 'a # after a space starts a comment: quote the name that holds it';
  return /^-[^\s-]/u.test(text.slice(span.start, span.end)) ? SPACE_AFTER_DASH : undefined;
}

export const SPACE_AFTER_DASH = 'write a space after the dash';
export const DASH_BEFORE = 'an item of a list starts with a dash and a space: write them';
