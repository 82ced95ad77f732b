import type { Matrix } from '../../matrix/matrix.js';
import type { NamePlace } from '../name-index.js';
import type { Found } from './definition.js';

/** Why what stands at a place can't be renamed; undefined where it can. */
export function refusal(found: Found | undefined, matrix: Matrix): string | undefined {
  if (found === undefined) return 'no name stands here that could be changed';
  const { name, index } = found;
  const fixed = FIXED[name.kind];
  if (fixed !== undefined) return fixed;
  if (name.id === undefined) return `nothing is named ${name.text}: state it first`;
  const stated = index.same(name).filter(({ declares }) => declares);
  const [first, second] = stated;
  if (name.kind === 'tenant role') {
    if (name.id === 'user default')
      return 'User Default is a role of Qlik Cloud: its name is fixed';
    // An entry for one of the product's roles states permissions of it.
    if (first === undefined || matrix.securityRole(first.text) !== undefined)
      return `${name.text} is a name of Qlik Cloud: it is fixed`;
  }
  if (first === undefined) return `${name.text} is not stated in this policy`;
  return second === undefined
    ? undefined
    : `${first.text} is stated more than once: take out all but one first`;
}

/** Names that Qlik Cloud or the language gives. */
const FIXED: Readonly<Partial<Record<NamePlace['kind'], string>>> = {
  'space role': 'the roles of spaces are named by Qlik Cloud: choose another role instead',
  permission: 'permissions are named by Qlik Cloud',
  action: 'actions are named by Qlik Cloud',
  cause: 'causes are words of the language',
  entitlement: 'entitlements are named by Qlik Cloud',
};
