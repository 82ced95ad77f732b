/** What the language calls the things that a sentence may hold. */
import type { Edge } from './automaton.js';
import { isMoreWords } from './fill.js';
import { Comma, keywordOf, keywords, Slash } from './tokens.js';

const nouns: Readonly<Record<string, string>> = {
  subject: 'a user',
  principal: 'a user',
  groupName: 'the name of a group',
  userName: 'the name of a user',
  holders: 'an entitlement or a tenant role',
  tenantRole: 'a tenant role',
  reference: 'a space or an item',
  item: 'an item',
  action: 'an action',
  cause: 'a cause',
  spaceRole: 'a role',
};

/** The end of a sentence, as one of the things that are expected. */
export const END = 'the end of the sentence';

/** All that may stand somewhere, in the order of the grammar. */
export function labels(edges: readonly Edge[], mayEnd: boolean): string[] {
  const all = edges.filter((edge) => !isMoreWords(edge)).map(label);
  return [...new Set(mayEnd ? [...all, END] : all)];
}

/** The same for a message: who a sentence is about said shortly, separators only if nothing else is left. */
export function briefly(edges: readonly Edge[], mayEnd: boolean): string[] {
  const open = edges.filter((edge) => !isMoreWords(edge));
  const telling = open.filter((edge) => !isSeparator(edge));
  const shown = telling.length > 0 || mayEnd ? telling : open;
  const someone = shown.some(({ rule }) => rule === 'subject' || rule === 'principal');
  const texts = shown.flatMap((edge) => shortly(edge) ?? label(edge));
  const all = new Set(mayEnd ? [...texts, END] : texts);
  if (someone) all.delete('group');
  return [...all];
}

const short: Readonly<Record<string, readonly string[]>> = {
  subject: ['a user', 'a group', 'another subject'],
  principal: ['a user', 'a group', 'everyone'],
  holders: ['an entitlement', 'a tenant role'],
  reference: ['a space', 'an item'],
};

/** What may be meant where a rule begins; nothing for the words and signs inside. */
function shortly({ type, rule }: Edge): readonly string[] | undefined {
  if (type === keywords.a) return ['a new space'];
  return inner.has(type) ? undefined : short[rule];
}

const inner = new Set([keywords.of, keywords.with, keywords.the, keywords.link, Slash]);

function label({ type, rule }: Edge): string {
  if (type === Comma) return '","';
  if (type === Slash) return '"/"';
  if (type === keywords.a) return 'a new';
  if (type === keywords.members) return 'members of';
  return keywordOf(type) ?? nouns[rule] ?? type.name;
}

function isSeparator({ type }: Edge): boolean {
  return [Comma, Slash, keywords.and].includes(type);
}

/** `a, b or c`. */
export function either(things: readonly string[]): string {
  const last = things.at(-1) ?? '';
  return things.length < 2 ? last : `${things.slice(0, -1).join(', ')} or ${last}`;
}
