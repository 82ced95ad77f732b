import { nameKey } from '../../model/world.js';
import { POLICY_SHAPE } from '../../syntax/policy/shape.js';
import type { HoverText } from '../hover.js';
import { keysOf, type ScalarAt, useAt } from './at.js';
import type { HoverContext } from './context.js';
import { groupHover } from './group.js';
import { keyHover, valueHover } from './key.js';
import { permissionHover, tenantRoleHover } from './tenant-role.js';
import { nameHover } from './name.js';
import { userHover } from './user.js';

/** Users, groups, tenant roles and the tenant: the entry itself, a name in it, or one of its keys. */
export function entryText(context: HoverContext, at: ScalarAt): HoverText | undefined {
  const keys = keysOf(at);
  const [section, entry] = keys;
  if (at.isKey && keys.length === 2 && entry !== undefined) {
    const markdown = entryHover(context, section ?? '', nameKey(entry));
    if (markdown !== undefined) return { markdown };
  }
  return usedName(context, at) ?? permissionValue(context, keys) ?? keyText(at);
}

function entryHover(context: HoverContext, section: string, key: string): string | undefined {
  const { users, groups } = context.world;
  switch (section) {
    case 'users': {
      const user = users.get(key);
      return user && userHover(context, user);
    }
    case 'groups': {
      const group = groups.get(key);
      return group && groupHover(context, group);
    }
    case 'roles':
      return tenantRoleHover(context, defaultRole(key.toLowerCase()));
    default:
      return undefined;
  }
}

/** `Default permissions` is another name of User Default. */
function defaultRole(key: string): string {
  return key === 'default permissions' ? 'user default' : key;
}

/** The value of a permission is explained by the permission. */
function permissionValue(context: HoverContext, keys: readonly string[]): HoverText | undefined {
  const [section, , field, permission] = keys;
  if (section !== 'roles' || field !== 'permissions' || permission === undefined) return undefined;
  const markdown = permissionHover(context, permission);
  return markdown === undefined ? undefined : { markdown };
}

/**
 * A key of the language, or a value under it that is no name.
 *
 * @param file what the file may hold
 */
export function keyText(at: ScalarAt, file = POLICY_SHAPE): HoverText | undefined {
  const keys = keysOf(at);
  const markdown = at.isKey ? keyHover(file, keys) : valueHover(file, keys, at.scalar.value);
  return markdown === undefined ? undefined : { markdown };
}

/** A name that is used at the place. */
export function usedName(context: HoverContext, at: ScalarAt): HoverText | undefined {
  const use = useAt(context.open, at);
  const markdown = use && nameHover(context, use);
  return use === undefined || markdown === undefined
    ? undefined
    : { markdown, span: use.origin.span };
}
