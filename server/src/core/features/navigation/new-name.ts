import type { Checked } from '../../check.js';
import { nameKey } from '../../model/world.js';
import { ENTITLEMENTS } from '../../syntax/policy/shape.js';
import type { NamePlace } from '../name-index.js';
import { contentOf } from './moved.js';

/** Why something can't have a new name; undefined where it can. */
export function newNameProblem(
  checked: Checked,
  renamed: NamePlace,
  name: string,
): string | undefined {
  if (name.trim() === '') return 'write a name';
  if (name !== name.trim()) return 'a name neither begins nor ends with a space';
  if (UNWRITABLE.test(name)) return 'a name holds no line breaks and no control characters';
  return clash(checked, renamed, name);
}

const UNWRITABLE =
  // eslint-disable-next-line no-control-regex
  /[\0-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]/u;

function clash(checked: Checked, renamed: NamePlace, name: string): string | undefined {
  const { world } = checked.policy;
  const key = nameKey(name);
  const { id = '' } = renamed;
  const isOther = key !== id;
  switch (renamed.kind) {
    case 'user': {
      if (isOther && world.users.has(key)) return `there is a user ${name} already`;
      const other = [...world.users.values()].find(
        (user) => user.id !== id && user.email?.toLowerCase() === key.toLowerCase(),
      );
      return other && `${name} is the email address of ${other.id}`;
    }
    case 'group':
      return isOther && world.groups.has(key) ? `there is a group ${name} already` : undefined;
    case 'tenant role':
      return roleClash(checked, id, name);
    case 'space':
      if (name.includes('/'))
        return 'the name of a space holds no slash: what follows a slash names an item';
      return isOther && (world.spaces.has(key) || world.untyped.has(key))
        ? `there is a space ${name} already`
        : undefined;
    case 'content': {
      const { space, kind, name: old } = contentOf(id);
      const items = world.spaces.get(space)?.items ?? [];
      return key !== old && items.some((item) => item.kind === kind && item.name === key)
        ? `there is another item ${name} of the kind ${kind} in ${space} already`
        : undefined;
    }
    case 'test': {
      const same = checked.tests.some(
        ({ test }) =>
          checked.locate(test.key.origin)?.path === renamed.path &&
          nameKey(test.key.text) === key &&
          nameKey(renamed.text) !== key,
      );
      return same ? `there is a test ${name} in this file already` : undefined;
    }
    case 'space role':
    case 'permission':
    case 'action':
    case 'cause':
    case 'entitlement':
      return undefined;
  }
}

/** Roles are told apart whatever the letter case. */
function roleClash({ policy, engine }: Checked, id: string, name: string): string | undefined {
  const key = nameKey(name).toLowerCase();
  const builtIn = engine.matrix.securityRole(name)?.role.title;
  if (builtIn !== undefined) return `${builtIn} is a role of Qlik Cloud`;
  if (key === 'user default' || key === 'default permissions')
    return 'User Default is a role of Qlik Cloud';
  const entitlement = key.replace(/ user$/u, '');
  if (ENTITLEMENTS.some((each) => each === entitlement)) return `${name} is an entitlement`;
  return key !== id && policy.world.roles.has(key) ? `there is a role ${name} already` : undefined;
}
