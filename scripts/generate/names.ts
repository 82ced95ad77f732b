import type {
  Column,
  Permission,
  SecurityRole,
  SpaceRole,
  SpaceType,
} from '../../server/src/core/matrix/types.js';
import { Documents } from './documents.js';
import type { Fields } from './fields.js';

export const spaceTypes: readonly [SpaceType, ...SpaceType[]] = [
  'personal',
  'shared',
  'managed',
  'data',
];

/** What roles.yaml and limits.yaml say. */
export interface Names {
  readonly spaceRoles: readonly SpaceRole[];
  readonly securityRoles: readonly SecurityRole[];
  readonly permissions: readonly Permission[];
  /** Table columns that are neither a space role nor a security role. */
  readonly columns: readonly Column[];
}

export function readNames(file: Fields): Names {
  const documents = new Documents(file);
  const names: Names = {
    spaceRoles: file.items('spaceRoles').map((role) => readSpaceRole(role, documents)),
    securityRoles: file.items('securityRoles').map((role) => readSecurityRole(role, documents)),
    permissions: file.items('permissions').map((item) => readPermission(item, documents)),
    columns: file.items('columns').map((column) => {
      const read = { id: column.text('id'), title: column.text('title') };
      column.done();
      return read;
    }),
  };
  file.done();
  documents.done();
  reportDoubles(file, 'space role', names.spaceRoles);
  reportDoubles(file, 'security role', names.securityRoles);
  reportDoubles(file, 'permission', names.permissions);
  return names;
}

function readSpaceRole(role: Fields, documents: Documents): SpaceRole {
  const id = role.text('id');
  const names = [...role.texts('otherNames'), ...(id === 'owner' ? [] : [id])];
  const read = { id, title: role.text('title'), otherNames: names };
  const types = typesOf(role, 'spaceTypes');
  const shareTypes = typesOf(role, 'shareTypes');
  finish(role, documents);
  return { ...read, spaceTypes: types, shareTypes };
}

function readSecurityRole(role: Fields, documents: Documents): SecurityRole {
  const id = role.text('id');
  const title = role.text('title');
  const names = role.texts('otherNames');
  const level = role.oneOf('level', ['admin', 'user']);
  finish(role, documents);
  return { id, title, otherNames: id === title ? names : [id, ...names], level };
}

function readPermission(item: Fields, documents: Documents): Permission {
  const read = {
    id: item.text('id'),
    title: item.text('title'),
    otherNames: item.texts('otherNames'),
    level: item.oneOf('level', ['user', 'admin']),
    values: item.texts('values').map((value) => value.toLowerCase()),
  };
  finish(item, documents);
  return read;
}

function finish(item: Fields, documents: Documents): void {
  if (documents.refs(item.list('source'), item).length === 0) item.problem('no source');
  item.textIf('note');
  item.done();
}

function typesOf(role: Fields, key: string): readonly SpaceType[] {
  return role.texts(key).flatMap((text) => {
    const type = spaceTypes.find((each) => each === text);
    if (type === undefined) role.problem(`${key}: no type of space is called ${text}`);
    return type ?? [];
  });
}

/** Ids and names, letter case aside, must lead to one thing. */
function reportDoubles(
  file: Fields,
  what: string,
  things: readonly { id: string; title: string; otherNames: readonly string[] }[],
): void {
  const seen = new Map<string, string>();
  for (const { id, title, otherNames } of things) {
    for (const name of new Set([id, title, ...otherNames].map((each) => each.toLowerCase()))) {
      const other = seen.get(name);
      if (other !== undefined) file.problem(`${what} ${id}: ${other} is called ${name} as well`);
      seen.set(name, id);
    }
  }
}
