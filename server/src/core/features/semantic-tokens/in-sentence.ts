import {
  type ChangeNode,
  CONTEXTUAL,
  ENTITLEMENTS,
  type ExpectationNode,
  type Name,
  type Phrase,
  type PrincipalNode,
  type ReferenceNode,
  RESERVED,
  type SubjectNode,
} from '../../../../../grammar/src/index.js';
import type { Span } from '../../text/span.js';
import type { Token, TokenKind } from './token.js';

/** Whether Qlik Cloud itself has a tenant role of that name. */
export type IsBuiltInRole = (name: string) => boolean;

const WORDS: ReadonlySet<string> = new Set([...RESERVED, ...CONTEXTUAL]);
const HOLDERS: ReadonlySet<string> = new Set(ENTITLEMENTS);

/** The names and words of a sentence, in their order; spans count from its start. */
export function sentenceTokens(
  text: string,
  tree: ExpectationNode | ChangeNode,
  isBuiltInRole: IsBuiltInRole,
): readonly Token[] {
  const names = new Names(isBuiltInRole);
  if (tree.kind === 'expectation') names.expectation(tree);
  else names.change(tree);
  const sorted = names.tokens
    .filter(({ span }) => span.end > span.start)
    .sort((a, b) => a.span.start - b.span.start);
  return [...withKeywords(text, sorted)];
}

/** What isn't named stands between: there each word of the language is a keyword. */
function* withKeywords(text: string, names: readonly Token[]): Iterable<Token> {
  let from = 0;
  for (const name of names) {
    yield* keywordsIn(text, from, name.span.start);
    yield name;
    from = name.span.end;
  }
  yield* keywordsIn(text, from, text.length);
}

function* keywordsIn(text: string, from: number, to: number): Iterable<Token> {
  for (const { 0: word, index } of text.slice(from, to).matchAll(/[\p{L}\p{M}\p{N}_.@+-]+/gu))
    if (WORDS.has(word.toLowerCase()))
      yield { kind: 'keyword', span: { start: from + index, end: from + index + word.length } };
}

/** Collects what a tree names. */
class Names {
  readonly tokens: Token[] = [];

  constructor(private readonly isBuiltInRole: IsBuiltInRole) {}

  expectation({ subjects, actions, target, because }: ExpectationNode): void {
    for (const subject of subjects) this.subject(subject);
    for (const { span } of actions) this.add('action', span, true);
    if (target?.kind === 'references') {
      for (const reference of target.references) this.reference(reference);
      if (target.to !== undefined) this.reference(target.to);
    }
    if (because !== undefined) this.add('value', because.span);
  }

  change(tree: ChangeNode): void {
    switch (tree.kind) {
      case 'remove':
        this.subject(tree.principal);
        if (tree.from !== undefined) this.place(tree.from);
        break;
      case 'add':
        this.subject(tree.principal);
        this.place(tree.to);
        if (tree.to.kind === 'reference')
          for (const { span } of tree.to.roles) this.add('role', span, true);
        break;
      case 'delete':
        this.reference(tree.what);
        break;
      case 'move':
        this.reference(tree.what);
        this.reference(tree.to);
        break;
      case 'give':
      case 'take':
        this.subject(tree.principal);
        this.tenantRole(tree.role);
        break;
      case 'make-owner':
        this.subject(tree.principal);
        this.reference(tree.of);
        break;
      case 'make-entitled':
        this.subject(tree.principal);
        this.add('value', tree.entitlement.span);
    }
  }

  private subject(node: SubjectNode | PrincipalNode): void {
    switch (node.kind) {
      case 'user':
      case 'group':
        this.add(node.kind, node.name.span);
        break;
      case 'every':
        if (HOLDERS.has(node.phrase.text.toLowerCase())) this.add('value', node.phrase.span);
        else this.tenantRole(node.phrase);
        break;
      case 'members-of':
        this.reference(node.of);
        break;
      case 'everyone':
      case 'link':
      case 'admins':
    }
  }

  private place(
    to:
      | { readonly kind: 'group'; readonly name: Name }
      | { readonly kind: 'reference'; readonly reference: ReferenceNode },
  ): void {
    if (to.kind === 'group') this.add('group', to.name.span);
    else this.reference(to.reference);
  }

  private reference({ space, item }: ReferenceNode): void {
    this.add('space', space.span);
    if (item?.kind !== undefined) this.add('kind', item.kind.span);
    if (item !== undefined) this.add('item', item.name.span);
  }

  private tenantRole({ text, span }: Phrase): void {
    this.add('role', span, this.isBuiltInRole(text));
  }

  private add(kind: TokenKind, span: Span, isBuiltIn = false): void {
    this.tokens.push({ kind, span, isBuiltIn });
  }
}
