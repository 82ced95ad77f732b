import type { CreationRule, Limits } from '../../server/src/core/matrix/types.js';
import { Documents } from './documents.js';
import { Fields } from './fields.js';
import { spaceTypes, type Names } from './names.js';

/** What limits.yaml says: limits of sharing and who may create spaces. */
export function readLimits(
  file: Fields,
  names: Names,
): { readonly limits: Limits; readonly creation: readonly CreationRule[] } {
  const documents = new Documents(file);
  const given = new Map(
    file.entries('limits').map(([key, value]) => [key, limitOf(file, key, value, documents)]),
  );
  const limit = (key: keyof Limits): number => {
    const value = given.get(key);
    if (value === undefined) file.problem(`no limit ${key}`);
    given.delete(key);
    return value ?? 0;
  };
  const limits: Limits = {
    sharesPerApplication: limit('sharesPerApplication'),
    sharesPerPrincipalInSpace: limit('sharesPerPrincipalInSpace'),
    sharesPerSpace: limit('sharesPerSpace'),
  };
  for (const key of given.keys()) file.problem(`unknown limit ${key}`);
  const creation = file.items('creation').map((rule) => {
    const disputed = rule.textIf('disputed');
    const read: CreationRule = {
      spaceType: rule.oneOf('spaceType', spaceTypes),
      securityRoles: rule.texts('securityRoles'),
      sources: documents.refs(rule.list('source'), rule),
      ...(disputed === undefined ? {} : { disputed }),
    };
    for (const id of read.securityRoles) {
      if (!names.securityRoles.some((role) => role.id === id)) {
        rule.problem(`creation of ${read.spaceType} spaces: unknown security role ${id}`);
      }
    }
    rule.done();
    return read;
  });
  file.done();
  documents.done();
  return { limits, creation };
}

function limitOf(file: Fields, key: string, value: unknown, documents: Documents): number {
  const limit = new Fields(value, `${file.where} limits ${key}`, file.problems);
  documents.ref(limit.text('document'), limit.number('line'), limit);
  const number = limit.number('value');
  limit.done();
  return number;
}
