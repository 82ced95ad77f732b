/** What both kinds of sentence hold, read from tokens. Each gives nothing where it can't be read so. */
import type { Name, Phrase, PrincipalNode, ReferenceNode, SentenceProblem } from '../ast.js';
import { readParts } from '../references.js';
import type { Scanner } from './scanner.js';

/** Who is granted something. */
export function principal(scanner: Scanner): PrincipalNode | undefined {
  if (scanner.keyword !== 'anyone') return stated(scanner);
  const { start } = scanner;
  const name = scanner.name();
  if (!scanner.accept('with')) return { kind: 'user', name, explicit: false, span: name.span };
  if (!scanner.accept('the') || !scanner.accept('link')) return undefined;
  return { kind: 'link', span: scanner.spanFrom(start) };
}

/** Everyone, a group or a user, who may be called `anyone`. */
export function stated(scanner: Scanner): PrincipalNode | undefined {
  const { start } = scanner;
  if (scanner.accept('everyone')) return { kind: 'everyone', span: scanner.spanFrom(start) };
  if (scanner.keyword === 'group') {
    const name = groupName(scanner);
    return name && { kind: 'group', name, span: scanner.spanFrom(start) };
  }
  const explicit = scanner.accept('user');
  const name = explicit ? anyName(scanner) : plainName(scanner);
  return name && { kind: 'user', name, explicit, span: scanner.spanFrom(start) };
}

/** The name after `group`. */
export function groupName(scanner: Scanner): Name | undefined {
  return scanner.accept('group') ? anyName(scanner) : undefined;
}

/** A name that may be any word. */
function anyName(scanner: Scanner): Name | undefined {
  return scanner.is('word') || scanner.is('quoted') ? scanner.name() : undefined;
}

/** A name that is quoted, or no reserved word. */
export function plainName(scanner: Scanner): Name | undefined {
  return scanner.isName() || scanner.is('quoted') ? scanner.name() : undefined;
}

/** A space, or an item in one. */
export function reference(scanner: Scanner): ReferenceNode | undefined {
  const space = plainName(scanner);
  if (!space) return undefined;
  const { quote, span, text } = space;
  if (quote) return text.includes('/') ? quoted(scanner, space, quote) : { space, span };
  if (!scanner.acceptSign('slash')) return { space, span };
  if (!scanner.isName()) return undefined;
  return { space, item: { name: scanner.name() }, span: scanner.spanFrom(span.start) };
}

/** Space and item in one pair of quotes. */
function quoted(scanner: Scanner, whole: Name, quote: '"' | "'"): ReferenceNode | undefined {
  const { span } = whole;
  const written = {
    raw: scanner.slice(span.start + 1, span.end - 1),
    start: span.start + 1,
    decode: (part: string) => (part.includes(quote) ? part.replaceAll(quote + quote, quote) : part),
    quote,
  };
  const problems: SentenceProblem[] = [];
  const tree = readParts(written, span, problems, whole);
  return problems.length === 0 ? tree : undefined;
}

/** One quoted text, or words up to what cannot be one: `any` word, or only such as are not reserved. */
export function phrase(scanner: Scanner, words: 'any' | 'names'): Phrase | undefined {
  const { start } = scanner;
  if (scanner.is('quoted')) return { text: scanner.taken(), span: scanner.spanFrom(start) };
  let text = '';
  while (words === 'any' ? scanner.is('word') : scanner.isName())
    text += text === '' ? scanner.taken() : ` ${scanner.taken()}`;
  return text === '' ? undefined : { text, span: scanner.spanFrom(start) };
}

/** One or more of something, with `,`, `and` or `, and` between them. */
export function series<T>(
  scanner: Scanner,
  read: (scanner: Scanner) => T | undefined,
): readonly T[] | undefined {
  const all: T[] = [];
  do {
    const each = read(scanner);
    if (!each) return undefined;
    all.push(each);
  } while (separator(scanner));
  // Without the room for more that `push` makes.
  return all.slice();
}

function separator(scanner: Scanner): boolean {
  if (!scanner.acceptSign('comma')) return scanner.accept('and');
  scanner.accept('and');
  return true;
}
