/**
 * Scalars that hold one thing only: a principal, a user, a reference, a list of roles. Names in them are
 * verbatim, so no token and no parser is needed.
 */
import type {
  Name,
  Parsed,
  Phrase,
  PrincipalNode,
  ReferenceNode,
  SentenceProblem,
  Span,
  UserNode,
} from './ast.js';
import { unquote } from './names.js';
import { readParts } from './references.js';

const linkWords = /^anyone\s+with\s+the\s+link$/i;

/** Reads who is granted something. `link`: whether `anyone with the link` may stand here, as it does in shares. */
export function readPrincipal(text: string, { link }: { link: boolean }): Parsed<PrincipalNode> {
  return readName(text) ?? readWords(text, link);
}

/** A principal of one word, which most are. */
function readName(text: string): { tree: UserNode; problems: readonly [] } | undefined {
  if (!isOneName(text)) return undefined;
  const span = whole(text);
  const tree: UserNode = { kind: 'user', name: { text, span }, explicit: false, span };
  return { tree, problems: NO_PROBLEMS };
}

/** Whether a scalar that names a principal or a user is one word, which is the name of a user. */
export function isOneName(text: string): boolean {
  return text !== '' && !/\s/.test(text) && !isPrincipalWord(text);
}

/** Words that are no name of a user by themselves. */
const PRINCIPAL_WORDS: ReadonlySet<string> = new Set(['everyone', 'group', 'user']);
const LONGEST = Math.max(...[...PRINCIPAL_WORDS].map((word) => word.length));
const NO_PROBLEMS: readonly [] = [];

function isPrincipalWord(text: string): boolean {
  return text.length <= LONGEST && PRINCIPAL_WORDS.has(text.toLowerCase());
}

function readWords(text: string, link: boolean): Parsed<PrincipalNode> {
  const { raw, span } = trimmed(text);
  const expected = ['a user', 'group', 'everyone', ...(link ? ['anyone with the link'] : [])];
  if (raw === '') return failed(`expected a user, a group or everyone`, whole(text), expected);
  if (/^everyone$/i.test(raw)) return { tree: { kind: 'everyone', span }, problems: [] };
  if (linkWords.test(raw)) {
    const message =
      'anyone with the link can only stand in shares: expected a user, a group or everyone';
    const problems = link ? [] : [{ message, span, expected }];
    return { tree: { kind: 'link', span }, problems };
  }
  const prefix = prefixOf(raw);
  if (prefix?.length === raw.length) {
    return failed(`expected a name after ${prefix.word}`, span, [`the name of a ${prefix.word}`]);
  }
  const name = nameAt(raw, span.start, prefix?.length ?? 0);
  if (prefix?.word === 'group') return { tree: { kind: 'group', name, span }, problems: [] };
  return { tree: { kind: 'user', name, explicit: prefix !== undefined, span }, problems: [] };
}

/** Reads one user: an owner, a creator, a member of a group. */
export function readUser(text: string): Parsed<UserNode> {
  const named = readName(text);
  if (named !== undefined) return named;
  const { tree, problems } = readWords(text, true);
  const expected = ['a user'];
  if (tree?.kind === 'user') return { tree, problems: [] };
  const [problem] = problems;
  if (!tree) {
    const message = problem?.message.replace('a user, a group or everyone', 'a user');
    return failed(message ?? 'expected a user', problem?.span ?? whole(text), expected);
  }
  const found =
    tree.kind === 'group' ? 'a group' : `"${text.slice(tree.span.start, tree.span.end)}"`;
  return failed(`expected a user, found ${found}`, tree.span, expected);
}

/** Reads a space or an item of one. */
export function readReference(text: string): Parsed<ReferenceNode> {
  const { raw, span } = trimmed(text);
  if (raw === '') {
    return failed('expected a space or an item', whole(text), ['a space or an item']);
  }
  const problems: SentenceProblem[] = [];
  const tree = readParts({ raw, start: span.start, decode: (part) => part }, span, problems);
  return { tree, problems };
}

/** Reads the names of roles, separated by commas. Empty places are reported, each. */
export function parseRoleList(text: string): Parsed<readonly Phrase[]> {
  const tree: Phrase[] = [];
  const problems: SentenceProblem[] = [];
  for (const { start, end } of partsOf(text)) {
    const { raw, span: inner } = trimmed(text.slice(start, end));
    const span = { start: start + inner.start, end: start + inner.end };
    if (raw === '') {
      // The comma after the empty place, or before it at the end, is where the eye is led.
      const at =
        end < text.length ? { start: end, end: end + 1 } : { start: start - 1, end: start };
      const place = text.trim() === '' ? whole(text) : at;
      problems.push({ message: 'expected a role', span: place, expected: ['a role'] });
      continue;
    }
    const phrase = { text: raw.replace(/\s+/g, ' '), span };
    const trouble = /^["']/.test(raw) ? quotedTrouble(raw, span) : undefined;
    if (trouble) problems.push(trouble);
    tree.push(/^["']/.test(raw) && !trouble ? { text: unquote(raw), span } : phrase);
  }
  return { tree, problems };
}

function quotedTrouble(raw: string, span: Span): SentenceProblem | undefined {
  const mark = raw.charAt(0);
  const closed = leadingQuote.exec(raw)?.[0].length;
  if (closed === raw.length) {
    if (unquote(raw).trim() !== '') return undefined;
    return { message: 'expected a role between the quotes', span, expected: ['a role'] };
  }
  if (closed === undefined) {
    const message = `this quote is never closed: expected another ${mark} after the role`;
    return { message, span, expected: [mark] };
  }
  const rest = { start: span.start + closed, end: span.end };
  const message = 'expected a comma or the end of the list after the quoted role';
  return { message, span: rest, expected: ['","'] };
}

const leadingQuote = /^(?:"[^"]*(?:""[^"]*)*"|'[^']*(?:''[^']*)*')/;

/** The places between the commas that stand outside quotes. */
function partsOf(text: string): Span[] {
  const parts: Span[] = [];
  const part = /\s*(?:"[^"]*(?:""[^"]*)*"|'[^']*(?:''[^']*)*')?[^,]*/y;
  for (let start = 0; start <= text.length; start = part.lastIndex + 1) {
    part.lastIndex = start;
    const length = part.exec(text)?.[0].length ?? 0;
    part.lastIndex = start + length;
    parts.push({ start, end: start + length });
  }
  return parts;
}

function prefixOf(raw: string): { word: 'group' | 'user'; length: number } | undefined {
  const match = /^(group|user)(?:\s+|$)/i.exec(raw);
  if (!match) return undefined;
  return { word: /^g/i.test(raw) ? 'group' : 'user', length: match[0].length };
}

function nameAt(raw: string, start: number, from: number): Name {
  return { text: raw.slice(from), span: { start: start + from, end: start + raw.length } };
}

function trimmed(text: string): { raw: string; span: Span } {
  const raw = text.trim();
  const start = text.length - text.trimStart().length;
  return { raw, span: { start, end: start + raw.length } };
}

function whole(text: string): Span {
  return { start: 0, end: text.length };
}

function failed<T>(message: string, span: Span, expected: string[]): Parsed<T> {
  return { tree: undefined, problems: [{ message, span, expected }] };
}
