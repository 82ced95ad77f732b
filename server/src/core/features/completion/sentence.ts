import { expectedAfter, isBareName } from '../../../../../grammar/src/index.js';
import { actionCandidates } from './actions.js';
import type { Names } from './names.js';
import { causes, placesFor, rolesFor } from './sentence-context.js';
import { inSentence, phraseStarts, type Word, wordAt } from './sentence-words.js';
import type { Typed } from './typed.js';
import type { Candidate, Completion } from './types.js';
import { KEYWORD_DOCS } from '../words.js';
import { asPart } from './write.js';

export type SentenceKind = 'expectation' | 'change';

/** A candidate with the way in which a sentence holds it. */
interface Named extends Candidate {
  /** Words before the name: `group`. */
  readonly prefix?: string;
  /** `name`: quoted where it must be; `words`: may be several words; `as is`: never quoted; `quoted`: always. */
  readonly form: 'name' | 'words' | 'as is' | 'quoted';
}

/** What may come next in a sentence, or be meant by the word that is being typed. */
export function completeSentence(kind: SentenceKind, typed: Typed, names: Names): Completion[] {
  const word = wordAt(typed);
  if (isBehindName(typed, word)) return [];
  const found = candidatesAt(kind, typed, names, word, word.from).map((candidate) =>
    written(candidate, typed, word, word.from),
  );
  for (const from of phraseStarts(typed.before, word)) {
    const words = typed.before.slice(from).toLowerCase();
    for (const candidate of candidatesAt(kind, typed, names, word, from)) {
      const text = `${candidate.prefix ?? ''}${candidate.text}`;
      const fits = text.toLowerCase().startsWith(words) && /\s/u.test(text);
      if (fits) found.push(written(candidate, typed, word, from));
    }
  }
  return found;
}

/** Directly behind a quoted name nothing can stand, and Enter is to end the line. */
function isBehindName({ before }: Typed, { quote, text }: Word): boolean {
  return quote === undefined && text === '' && /["']$/u.test(before);
}

function candidatesAt(
  kind: SentenceKind,
  typed: Typed,
  names: Names,
  word: Word,
  from: number,
): readonly Named[] {
  const before = typed.before.slice(0, from);
  const expected = expectedAfter(kind, before);
  const here = names.for(from === word.from ? word.text : typed.before.slice(from));
  const context = { kind, before, whole: typed.before + typed.after, word };
  return expected
    .flatMap((label) => candidatesFor(label, expected, here, context))
    .filter(({ form }) => word.quote === undefined || form !== 'as is');
}

interface Context {
  readonly kind: SentenceKind;
  readonly before: string;
  readonly whole: string;
  readonly word: Word;
}

/** The candidates for one thing that the grammar expects, by what the grammar calls it. */
function candidatesFor(
  label: string,
  expected: readonly string[],
  names: Names,
  { kind, before, whole, word }: Context,
): readonly Named[] {
  switch (label) {
    case 'a user':
      return as('name', names.users());
    case 'group': {
      const groups = as('name', names.groups('group ')).map((group) => ({
        ...group,
        prefix: 'group ',
      }));
      return [...keyword(label), ...groups];
    }
    case 'the name of a user':
      return expected.includes('a user') ? [] : as('name', names.users());
    case 'the name of a group':
      return as('name', names.groups());
    case 'an entitlement or a tenant role':
      return as('words', [...names.entitlements(), ...names.tenantRoles()]);
    case 'a tenant role':
      return as('words', names.tenantRoles());
    case 'a role':
      return as('words', rolesFor(names, before));
    case 'a cause':
      return as('words', causes(before));
    case 'a space or an item':
      return as('name', placesFor(names, kind, before));
    case 'an action':
      return word.quote === undefined
        ? as('as is', actionCandidates(names, kind, whole, 'id'))
        : as('quoted', actionCandidates(names, kind, whole, 'title'));
    case 'a new':
      return ['shared', 'managed', 'data'].flatMap((type) => keyword(`a new ${type} space`));
    case 'an item':
    case 'the end of the sentence':
      return [];
    default:
      return label.startsWith('"') ? [] : keyword(label);
  }
}

function as(form: Named['form'], candidates: readonly Candidate[]): readonly Named[] {
  return candidates.map((candidate) => ({ ...candidate, form }));
}

function keyword(text: string): readonly Named[] {
  const documentation = KEYWORD_DOCS[text] ?? `A word of the language: \`${text}\``;
  const rank = text === 'user' || text === 'and' || text.startsWith('a new') ? 7 : 3;
  return [{ text, kind: 'keyword', form: 'as is', rank, ...(documentation && { documentation }) }];
}

function written(candidate: Named, typed: Typed, word: Word, from: number): Completion {
  const { text, prefix = '', form, filter } = candidate;
  const name = userFirst(candidate, nameIn(candidate, typed, word), typed, from);
  const shown = { ...candidate, text: `${word.quote === undefined ? prefix : ''}${text}` };
  const quote = word.quote ?? '';
  const more = form === 'as is' || quote === '' ? (filter ?? '') : '';
  return asPart(shown, typed, {
    from,
    length: word.length,
    written: word.quote === undefined ? prefix + name : name,
    filter: `${quote}${shown.text}${more === '' ? quote : ` ${more}`}`,
  });
}

/** A sentence without quotes of YAML's cannot begin with one: then the word `user` stands before the name. */
function userFirst({ kind }: Named, name: string, { style }: Typed, from: number): string {
  return kind === 'user' && from === 0 && style === 'plain' && /^["']/u.test(name)
    ? `user ${name}`
    : name;
}

function nameIn({ text, form }: Named, { style }: Typed, { quote }: Word): string {
  switch (form) {
    case 'as is':
      return text;
    case 'name':
      return inSentence(text, style, quote, isBareReference);
    case 'words':
      return inSentence(text, style, quote, (phrase) => phrase.split(' ').every(isBareName));
    case 'quoted':
      return inSentence(text, style, quote, () => false);
  }
}

/** `Finance/KPI` stands without quotes, with a kind before the item it doesn't. */
function isBareReference(text: string): boolean {
  const parts = text.split('/');
  return parts.length <= 2 && parts.every(isBareName);
}
