/** Reads a concrete tree: its nodes, its tokens, and the names and phrases in them. */
import type { CstNode, IToken } from 'chevrotain';
import type { Name, Phrase, ReferenceNode, SentenceProblem, Span } from './ast.js';
import { unquote } from './names.js';
import { readParts } from './references.js';
import { endOf, markOf, Missing, Quoted, spanOf } from './tokens.js';
import type { Keyword } from './words.js';

/** The nodes of a rule right beneath a node, in order. */
export function nodes(parent: CstNode, rule: string): CstNode[] {
  return (parent.children[rule] ?? []).filter((child) => 'children' in child);
}

/** The first node of a rule right beneath a node. */
export function node(parent: CstNode, rule: string): CstNode | undefined {
  return nodes(parent, rule)[0];
}

/** The tokens with a label right beneath a node. */
export function tokens(parent: CstNode, label: string): IToken[] {
  return (parent.children[label] ?? []).filter((child) => 'image' in child);
}

/** Whether a keyword stands right beneath a node, and was written. */
export function has(parent: CstNode, keyword: Keyword): boolean {
  return tokens(parent, keyword).some((token) => !token.isInsertedInRecovery);
}

/** The place of all that was written of a node. */
function written(parent: CstNode): Span | undefined {
  let start = Infinity;
  let end = -1;
  for (const children of Object.values(parent.children)) {
    for (const child of children) {
      if ('image' in child && child.isInsertedInRecovery) continue;
      const place = 'image' in child ? spanOf(child) : written(child);
      if (!place) continue;
      if (place.start < start) start = place.start;
      if (place.end > end) end = place.end;
    }
  }
  return end < 0 ? undefined : { start, end };
}

/** Names, phrases and references, with the problems of what they hold. */
export class Reader {
  readonly problems: SentenceProblem[] = [];

  constructor(private readonly text: string) {}

  /** Where a node stands; nowhere in particular, if nothing of it was written. */
  span(parent: CstNode, fallback?: Span): Span {
    const end = this.text.length;
    return written(parent) ?? fallback ?? { start: end, end };
  }

  /** The name in a node; nothing where it is missing. */
  name(parent: CstNode): Name | undefined {
    const [token] = tokens(parent, 'name');
    if (!token || token.tokenType === Missing) return undefined;
    const span = spanOf(token);
    if (token.tokenType !== Quoted) return { text: token.image, span };
    const mark = markOf(token);
    if (mark) return { text: mark.text ?? '', span };
    this.refuseEmpty(token);
    return { text: unquote(token.image), span, quote: quoteOf(token) };
  }

  /** An empty name for a place where one cannot be lacking. */
  missing(parent: CstNode): Name {
    const at = markOf(tokens(parent, 'name')[0] ?? noToken)?.at ?? this.text.length;
    return { text: '', span: { start: at, end: at } };
  }

  /** The words of a phrase; nothing where they are missing. */
  phrase(parent: CstNode): Phrase | undefined {
    const written = tokens(parent, 'word').filter((token) => !token.isInsertedInRecovery);
    const [first] = written;
    if (!first) return undefined;
    const span = { start: first.startOffset, end: endOf(written.at(-1) ?? first) };
    if (first.tokenType !== Quoted) {
      return { text: written.map(({ image }) => image).join(' '), span };
    }
    const mark = markOf(first);
    if (!mark) this.refuseEmpty(first);
    return { text: mark?.text ?? unquote(first.image), span };
  }

  /** An empty phrase for a place where one cannot be lacking. */
  missingPhrase(parent: CstNode): Phrase {
    const at = markOf(tokens(parent, 'word')[0] ?? noToken)?.at ?? this.text.length;
    return { text: '', span: { start: at, end: at } };
  }

  /** A reference; nothing where it is missing. */
  reference(parent: CstNode): ReferenceNode | undefined {
    const [token] = tokens(parent, 'name');
    const item = node(parent, 'item');
    const name = item && this.name(item);
    const space = this.name(parent) ?? (name && this.missing(parent));
    if (!space || !token) return undefined;
    const span = this.span(parent, space.span);
    if (token.tokenType !== Quoted) {
      return name ? { space, item: { name }, span } : { space, span };
    }
    return this.quotedReference(token, space, span);
  }

  /** A reference for a place where one cannot be lacking. */
  missingReference(parent: CstNode): ReferenceNode {
    const space = this.missing(parent);
    return { space, span: space.span };
  }

  private quotedReference(token: IToken, whole: Name, span: Span): ReferenceNode {
    const mark = markOf(token)?.text;
    if (mark !== undefined) {
      // A repair made the name: its parts are found in what it means, and all stand where it stands.
      const written = { raw: mark, start: 0, decode: (part: string) => part };
      const tree = readParts(written, span, [], whole);
      if (!tree.item) return tree;
      const place = (name: Name): Name => ({ ...name, span });
      const kind = tree.item.kind && { kind: place(tree.item.kind) };
      return { space: place(tree.space), item: { ...kind, name: place(tree.item.name) }, span };
    }
    const quote = quoteOf(token);
    const decode = (part: string) => part.replaceAll(quote + quote, quote);
    const written = { raw: token.image.slice(1, -1), start: token.startOffset + 1, decode, quote };
    return readParts(written, span, this.problems, whole);
  }

  /** Reports quotes that hold nothing. */
  refuseEmpty(token: IToken): void {
    if (unquote(token.image).trim() !== '') return;
    const message = 'expected a name between the quotes';
    this.problems.push({ message, span: spanOf(token), expected: ['a name'] });
  }
}

const noToken = { image: '', startOffset: 0, tokenType: Missing, tokenTypeIdx: 0 };

function quoteOf({ image }: IToken): '"' | "'" {
  return image.startsWith('"') ? '"' : "'";
}
