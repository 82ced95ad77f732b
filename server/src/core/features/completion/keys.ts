import { type Field, isSentence, type Shape } from '../../syntax/policy/shape.js';
import type { Cursor } from './cursor.js';
import type { Names } from './names.js';
import { principals } from './principals.js';
import { completeCutList } from './role-list.js';
import { entrySnippets } from './snippets.js';
import { asScalar, type Typed } from './typed.js';
import { type Candidate, type Completion, describe, literal } from './types.js';
import { asWhole } from './write.js';

/** What may be a key at a cursor: keys and names that aren't there yet, and snippets for whole entries. */
export function completeKey(
  shape: Shape | undefined,
  text: string,
  cursor: Cursor,
  typed: Typed,
  names: Names,
): Completion[] {
  const path = cursor.path.filter((step) => step !== null);
  const suffix = /^["']?\s*:/u.test(text.slice(typed.span.end)) ? '' : ': ';
  if (shape?.kind === 'list-or-record') return fieldsOf(shape.record, cursor, typed, suffix !== '');
  if (shape?.kind === 'record')
    return fieldsOf(shape, cursor, typed, suffix !== '', path.length === 0);
  if (shape?.kind !== 'map') return [];
  const last = path.at(-1);
  if (last === 'members' || last === 'shares')
    return [
      ...named(principals(names, last === 'shares'), cursor, typed, suffix),
      ...completeCutList(text, cursor, typed, names),
    ];
  if (last === 'permissions') return named(names.permissions(), cursor, typed, suffix);
  const entries = suffix === '' || cursor.flow ? [] : entrySnippets(path, names, typed);
  return path.length === 1 && last === 'roles' && !cursor.siblings.has('User Default')
    ? [
        ...named([USER_DEFAULT], cursor, typed, suffix === '' || cursor.flow ? suffix : ':\n  '),
        ...entries,
      ]
    : [...entries];
}

const USER_DEFAULT: Candidate = {
  text: 'User Default',
  kind: 'role',
  detail: 'what every user is permitted',
  documentation: 'The permissions that every user has, whatever their roles.',
};

function named(
  candidates: readonly Candidate[],
  { siblings }: Cursor,
  typed: Typed,
  suffix: string,
): Completion[] {
  if (typed.before.includes('\n')) return [];
  return candidates
    .filter(({ text }) => !siblings.has(text))
    .map((candidate) =>
      asWhole(candidate, typed, { suffix: typed.style === 'plain' ? suffix : '' }),
    );
}

/** The keys of a record that aren't there yet; what is needed comes first. */
function fieldsOf(
  record: Shape,
  { siblings, flow }: Cursor,
  typed: Typed,
  withValue: boolean,
  sections = false,
): Completion[] {
  if (record.kind !== 'record' || typed.before.includes('\n')) return [];
  return Object.entries(record.fields)
    .filter(([key]) => !siblings.has(key))
    .map(([key, field], index) => {
      const rank =
        field.required === true ? 0 : ['id', 'name', 'description'].includes(key) ? 6 : 4;
      const documentation = `**${key}**${field.required === true ? ' (required)' : ''}\n\n${field.summary}`;
      const detail = field.default === undefined ? {} : { detail: `default: ${field.default}` };
      const start = asScalar(key, typed.style, flow);
      const rest = withValue && typed.style === 'plain' ? valueStart(field, flow) : '';
      return {
        label: key,
        ...describe({
          text: key,
          kind: sections ? 'section' : 'key',
          ...detail,
          documentation,
          rank,
        }),
        sortText: `${rank}${String(index).padStart(2, '0')}`,
        insertText: literal(start) + rest,
        snippet: rest.includes('$'),
        span: typed.span,
      };
    });
}

/** What follows a new key, as its value begins. */
function valueStart({ shape }: Field, flow: boolean): string {
  switch (shape.kind) {
    case 'text':
    case 'number':
    case 'choice':
    case 'name':
      return ': ';
    case 'list':
      if (shape.of.kind === 'record') return flow ? ': [{ $0 }]' : ':\n  - $0';
      if (shape.of.kind === 'text' && isSentence(shape.of)) return flow ? ': [$0]' : ':\n  - $0';
      return ': [$0]';
    case 'record':
    case 'map':
    case 'list-or-record':
      return flow ? ': { $0 }' : ':\n  $0';
  }
}
