import { nameKey } from '../../model/world.js';
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
    default: {
      const isListed = listedIn(cursor, names);
      const own = typed.before + typed.after;
      return wholes(
        namesFor(shape.what, cursor, names).filter(({ text }) => text === own || !isListed(text)),
        typed,
      );
    }
  }
}

/** Tells which names the list at a cursor has already: twice they would be a mistake. */
function listedIn({ path }: Cursor, { world }: Names): (name: string) => boolean {
  const [section, entry, list] = path;
  const id = nameKey(entry ?? '');
  const user = section === 'users' ? world.users.get(id) : undefined;
  const group = section === 'groups' ? world.groups.get(id) : undefined;
  if (path.length !== LIST_DEPTH) return () => false;
  if (list === 'members') return (name) => group?.members.has(name) === true;
  if (list === 'groups')
    return (name) => user?.groups?.some((each) => each.group === name) === true;
  if (list === 'roles')
    return (name) => (user ?? group)?.roles.some(({ title }) => title === name) === true;
  return () => false;
}

/** Of an item: its section, its entry, its list, and itself. */
const LIST_DEPTH = 4;

/** What holds where a key is not there, to begin with. */
export function completeDefault({ default: text }: Field, typed: Typed): Completion[] {
  return text === undefined ? [] : wholes([{ text, kind: 'value', detail: 'the default' }], typed);
}

/** Names that are the whole of a text, by what the language says of it. */
function namesFor(what: string, { path }: Cursor, names: Names): readonly Candidate[] {
  switch (what) {
    case 'a user':
      return names
        .users()
        .map((user) => ({ ...user, text: writtenPrincipal({ kind: 'user', id: user.text }) }));
    case 'a group':
      return names.groups();
    case 'a tenant role':
      return names.tenantRoles();
    case 'a value':
      return names.permissionValues(path.at(-1) ?? '');
    case 'a reference (Space/app)':
      return names.items(({ kind }) => kind === 'app');
    case 'a reference (Space/experiment)':
      return names.items(({ kind }) => kind === 'ml-experiment');
    case 'a reference (Space/item)':
      return names.items();
    default:
      return [];
  }
}

function wholes(candidates: readonly Candidate[], typed: Typed): Completion[] {
  return typed.before.includes('\n') ? [] : candidates.map((each) => asWhole(each, typed));
}
