import type { NameUse } from '../../model/names.js';
import { ownValue } from '../../syntax/policy/shape.js';
import { CAUSE_DOCS, ENTITLEMENT_DOCS } from '../words.js';
import { actionHover } from './action.js';
import type { HoverContext } from './context.js';
import { groupHover } from './group.js';
import { itemHover } from './item.js';
import { bold, plain } from './markdown.js';
import { spaceHover } from './space.js';
import { permissionHover, tenantRoleHover } from './tenant-role.js';
import { userHover } from './user.js';

/** What a name stands for; of one that nothing has, that it is unknown. */
export function nameHover(context: HoverContext, use: NameUse): string | undefined {
  const { kind, found } = use;
  if (found === undefined) return unknownHover(use);
  const { users, groups, spaces } = context.world;
  switch (kind) {
    case 'user': {
      const user = users.get(found);
      return user && userHover(context, user);
    }
    case 'group': {
      const group = groups.get(found);
      return group && groupHover(context, group);
    }
    case 'space': {
      const space = spaces.get(found);
      return space && spaceHover(context, space);
    }
    case 'content':
      return contentHover(context, found);
    case 'tenant role':
      // After `every`, an entitlement may stand where a role may.
      return tenantRoleHover(context, found) ?? wordHover(ENTITLEMENT_DOCS, found, 'entitlement');
    case 'permission':
      return permissionHover(context, found);
    case 'space role':
      return roleName(context, found);
    case 'action': {
      const action = context.matrix.action(found);
      return action && actionHover(context, { kind: 'action', action }, undefined);
    }
    case 'cause':
      return wordHover(CAUSE_DOCS, found, 'cause');
    case 'entitlement':
      return wordHover(ENTITLEMENT_DOCS, found, 'entitlement');
  }
}

/** What is likely meant instead is said with the problem. */
function unknownHover({ kind, text, hint }: NameUse): string {
  const what = kind === 'space role' ? 'role' : kind;
  const more = hint === undefined || hint.startsWith('in ') ? '' : `: ${plain(hint)}`;
  return `${bold(text)} · unknown ${what}${more}`;
}

/** A word of a closed list. */
export function wordHover(
  docs: Readonly<Record<string, string>>,
  word: string,
  what: string,
): string | undefined {
  const text = ownValue(docs, word.toLowerCase());
  return text === undefined ? undefined : `${bold(word)} · ${what}: ${text}`;
}

/** A role where nothing tells the space that it is held in. */
function roleName({ matrix }: HoverContext, id: string): string | undefined {
  const role = matrix.spaceRole(id)?.role;
  return role && `${bold(role.title)} · role in ${role.spaceTypes.join(', ')} spaces`;
}

/** @param id as name uses give it: `Space/kind:Item` */
function contentHover(context: HoverContext, id: string): string | undefined {
  const space = context.world.spaces.get(id.slice(0, id.indexOf('/')));
  const item = space?.items.find(({ kind, name }) => id === `${space.name}/${kind}:${name}`);
  return space && item && itemHover(context, space, item);
}
