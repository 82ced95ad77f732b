import type { Matrix } from '../../matrix/matrix.js';
import type { BlockReading } from '../../model/file-reading.js';
import type { Written } from '../../syntax/policy/access.js';
import type {
  NamedUser,
  ReadEntry,
  ReadGrant,
  ReadItem,
  ReadReference,
  ReadSentence,
  ReadSpace,
} from '../../syntax/policy/reading.js';
import { scalarMap } from '../../syntax/scalar-map.js';
import type { Span } from '../../text/span.js';
import type { ChangeNode, ExpectationNode } from '../../../../../grammar/src/index.js';
import { sentenceTokens } from './in-sentence.js';
import type { Token } from './token.js';

/**
 * The names in a block, and the words of its sentences, by what the block alone says: whether there is anything of a
 * name is another question. In order and apart.
 */
export function blockTokens({ entries }: BlockReading, matrix: Matrix): readonly Token[] {
  const reader = new BlockTokens(matrix);
  const tokens = entries
    .flatMap(({ read }) => [...reader.entry(read)])
    .sort((a, b) => a.span.start - b.span.start);
  let end = 0;
  return tokens.filter(({ span }) => {
    const isApart = span.start >= end && span.end > span.start;
    if (isApart) end = span.end;
    return isApart;
  });
}

class BlockTokens {
  constructor(private readonly matrix: Matrix) {}

  *entry(read: ReadEntry): Iterable<Token> {
    switch (read.kind) {
      case 'user':
        yield stated('user', read.key);
        for (const { origin } of read.groups ?? []) yield { kind: 'group', span: origin.span };
        yield* this.tenantRoles(read.roles);
        return;
      case 'group':
        yield stated('group', read.key);
        for (const { origin } of read.members) yield { kind: 'user', span: origin.span };
        yield* this.tenantRoles(read.roles);
        return;
      case 'role':
        yield { ...stated('role', read.key), isBuiltIn: this.isBuiltIn(read.key.text) };
        for (const { name } of read.permissions)
          yield { kind: 'permission', span: name.origin.span, isBuiltIn: true };
        return;
      case 'space':
        yield* this.space(read);
        return;
      case 'test':
        for (const change of read.given) yield* this.sentence(change);
        for (const expectation of read.expect) yield* this.sentence(expectation);
    }
  }

  private *space({ key, owner, createdBy, members, items }: ReadSpace): Iterable<Token> {
    yield stated('space', key);
    yield* userToken(owner);
    yield* userToken(createdBy);
    for (const member of members) yield* grantTokens(member);
    for (const item of items) yield* this.item(item);
  }

  private *item({ key, owner, shares, publishedFrom, from, uses }: ReadItem): Iterable<Token> {
    yield stated('item', key);
    yield* userToken(owner);
    for (const share of shares) yield* grantTokens(share);
    for (const reference of [publishedFrom, from, ...uses]) yield* referenceTokens(reference);
  }

  private *tenantRoles(roles: readonly Written[]): Iterable<Token> {
    for (const { text, origin } of roles)
      yield { kind: 'role', span: origin.span, isBuiltIn: this.isBuiltIn(text) };
  }

  private *sentence({
    written: { scalar },
    tree,
  }: ReadSentence<ExpectationNode | ChangeNode>): Iterable<Token> {
    if (tree === undefined) return;
    const map = scalarMap(scalar);
    for (const token of sentenceTokens(scalar.value, tree, (name) => this.isBuiltIn(name)))
      yield { ...token, span: map.span(token.span.start, token.span.end) };
  }

  private isBuiltIn(name: string): boolean {
    return this.matrix.securityRole(name) !== undefined;
  }
}

function stated(kind: Token['kind'], { origin }: Written): Token {
  return { kind, span: origin.span, declares: true };
}

function* userToken(named: NamedUser | undefined): Iterable<Token> {
  if (named !== undefined) yield { kind: 'user', span: named.origin.span };
}

function* grantTokens({ principal, origin, nameOrigin, roles }: ReadGrant): Iterable<Token> {
  if (principal.kind === 'user' || principal.kind === 'group') {
    yield* wordBefore(origin.span, nameOrigin.span, origin.block.text);
    yield { kind: principal.kind, span: nameOrigin.span };
  } else yield { kind: 'keyword', span: origin.span };
  for (const role of roles) yield { kind: 'role', span: role.origin.span, isBuiltIn: true };
}

/** `group` or `user` before a name. */
function* wordBefore(whole: Span, name: Span, text: string): Iterable<Token> {
  const match = /^\s*["']?\s*([a-z]+)\s/iu.exec(text.slice(whole.start, name.start));
  if (match?.[1] === undefined) return;
  const start = whole.start + match[0].indexOf(match[1]);
  yield { kind: 'keyword', span: { start, end: start + match[1].length } };
}

function* referenceTokens(reference: ReadReference | undefined): Iterable<Token> {
  if (reference === undefined) return;
  const { spaceOrigin, itemOrigin } = reference;
  yield { kind: 'space', span: spaceOrigin.span };
  if (itemOrigin !== undefined) yield { kind: 'item', span: itemOrigin.span };
}
