import type { Span } from '../../text/span.js';

/**
 * What names and words of a policy are to an editor: types of the Language Server Protocol, so that every theme has a
 * colour for them.
 */
export const TOKEN_TYPES = {
  user: 'variable',
  group: 'class',
  role: 'interface',
  permission: 'property',
  space: 'namespace',
  item: 'property',
  action: 'method',
  /** A kind of item before its name: `script:Nightly`. */
  kind: 'type',
  /** A cause or an entitlement in a sentence. */
  value: 'enumMember',
  keyword: 'keyword',
} as const;

export type TokenKind = keyof typeof TOKEN_TYPES;

/** In the order of their bits. */
export const TOKEN_MODIFIERS = ['declaration', 'readonly', 'defaultLibrary'] as const;

/** A name or word with its meaning. */
export interface Token {
  readonly kind: TokenKind;
  /** Where it stands, in its block. */
  readonly span: Span;
  /** Whether it is stated here. */
  readonly declares?: true;
  /** Whether Qlik Cloud itself names it. */
  readonly isBuiltIn?: boolean;
}
