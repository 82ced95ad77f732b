import type { Field, Shape } from '../../syntax/policy/shape.js';
import type { Cursor } from './cursor.js';
import type { Names } from './names.js';
import { writtenPrincipal } from '../written-principal.js';
import { completeRoles } from './role-list.js';
import { completeSentence } from './sentence.js';
import type { Typed } from './typed.js';
import type { Candidate, Completion } from './types.js';
import { meaningOf } from '../words.js';
import { factFits } from './fact-fits.js';
import { asWhole } from './write.js';

/** What may be the value, or the item of a list, at a cursor. */
export function completeValue(
  shape: Shape | undefined,
  cursor: Cursor,
  typed: Typed,
  names: Names,
): Completion[] {
  if (shape === undefined) return [];
  if (shape.kind === 'list' && shape.orText === true)
    return shape.of.kind === 'name'
      ? completeValue(shape.of, cursor, typed, names)
      : completeRoles(cursor, typed, names);
  if (shape.kind === 'choice')
    return wholes(
      shape.values.map((text) => ({
        text,
        kind: 'value',
        detail: shape.what.replace(/^an? /u, ''),
        documentation: meaningOf(shape, text) ?? text,
      })),
      typed,
    );
  if (shape.kind === 'name')
    return wholes(names.ofTables(shape, factFits(shape.what, cursor, names.matrix)), typed);
  if (shape.kind !== 'text') return [];
  switch (shape.what) {
    case 'an expectation':
      return completeSentence('expectation', typed, names);
    case 'a change':
      return completeSentence('change', typed, names);
    case 'a role':
      return completeRoles(cursor, typed, names);
    default:
      return wholes(namesFor(shape.what, cursor, names), typed);
  }
}

/** What holds where a key is not there, to begin with. */
export function completeDefault({ default: text }: Field, typed: Typed): Completion[] {
  return text === undefined ? [] : wholes([{ text, kind: 'value', detail: 'the default' }], typed);
}

/** Names that are the whole of a text, by what the language says of it. */
function namesFor(what: string, { path, kind }: Cursor, names: Names): readonly Candidate[] {
  const isFree = ({ text }: Candidate): boolean => kind !== 'value' || !names.isLeftOut(text);
  switch (what) {
    case 'a user':
      return names
        .users()
        .filter(isFree)
        .map((user) => ({ ...user, text: writtenPrincipal({ kind: 'user', id: user.text }) }));
    case 'a group':
      return names.groups().filter(isFree);
    case 'a tenant role':
      return names.tenantRoles().filter(isFree);
    case 'a value':
      return names.permissionValues(path.at(-1) ?? '');
    case 'a reference (Space/app)':
      return names.items(({ kind }) => kind === 'app');
    case 'a reference (Space/experiment)':
      return names.items(({ kind }) => kind === 'ml-experiment');
    case 'a reference (Space/item)':
      return names.items().filter(isFree);
    default:
      return [];
  }
}

function wholes(candidates: readonly Candidate[], typed: Typed): Completion[] {
  return typed.before.includes('\n') ? [] : candidates.map((each) => asWhole(each, typed));
}
