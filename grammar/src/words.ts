/**
 * The words of the language. Reserved words are never names in a sentence unless quoted; contextual
 * words mean something in one place and are ordinary names everywhere else.
 */

/** Words that name nobody and nothing unless they are quoted. Keywords match in any letter case. */
export const RESERVED = [
  'everyone',
  'group',
  'user',
  'can',
  'cannot',
  'could',
  'never',
  'because',
  'only',
  'nobody',
  'except',
  'and',
  'every',
  'members',
  'admins',
  'on',
  'in',
  'to',
  'from',
  'as',
  'a',
  'new',
] as const;

/** What a user may be entitled to. */
export const ENTITLEMENTS = [
  'full',
  'basic',
  'professional',
  'analyzer',
  'none',
  'unknown',
] as const;

/** Words with a meaning in one place only. */
export const CONTEXTUAL = [
  'of',
  'owner',
  'shared',
  'managed',
  'data',
  'space',
  'remove',
  'add',
  'delete',
  'move',
  'give',
  'take',
  'make',
  'anyone',
  'with',
  'the',
  'link',
  'not',
  ...ENTITLEMENTS,
] as const;

/** The kinds of item that may stand before an item's name: `Finance/script:Nightly`. */
export const CONTENT_KINDS = [
  'app',
  'script',
  'data-flow',
  'table-recipe',
  'data-connection',
  'data-file',
  'automation',
  'automation-connection',
  'ml-experiment',
  'ml-deployment',
  'glossary',
  'assistant',
  'knowledge-base',
  'link',
  'note',
] as const;

/** A word that the grammar treats apart from a plain name. */
export type Keyword = (typeof RESERVED)[number] | (typeof CONTEXTUAL)[number];

const reserved: ReadonlySet<string> = new Set(RESERVED);

/** Whether a word, in whatever letter case, is reserved. */
export function isReserved(word: string): boolean {
  return reserved.has(word.toLowerCase());
}
