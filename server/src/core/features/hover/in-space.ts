import { type Grant, type Item, nameKey, type Space } from '../../model/world.js';
import { contentKind } from '../../syntax/policy/read-entry.js';
import type { HoverText } from '../hover.js';
import { isWithin, keysOf, type ScalarAt, useAt } from './at.js';
import type { HoverContext } from './context.js';
import { keyText, usedName } from './entry.js';
import { type GrantPlace, roleOfGrant, shareHover } from './grant.js';
import { itemHover } from './item.js';
import { personOf } from '../../decide/person.js';
import { personInSpace } from './person-in-space.js';
import { spaceHover } from './space.js';

/** A space, its members and its content. */
export function spaceText(context: HoverContext, at: ScalarAt): HoverText | undefined {
  const keys = keysOf(at);
  const space = context.world.spaces.get(nameKey(keys[1] ?? ''));
  if (space === undefined) return usedName(context, at) ?? keyText(at);
  if (keys.length === 2) return at.isKey ? { markdown: spaceHover(context, space) } : undefined;
  const [, , section = '', inner = ''] = keys;
  if (section === 'members' && keys.length === 4)
    return grantText(context, { space }, space.members, at) ?? usedName(context, at);
  const kind = contentKind(section);
  const item =
    kind && space.items.find((each) => each.kind === kind && each.name === nameKey(inner));
  if (item === undefined) return personHere(context, space, at) ?? keyText(at);
  return itemText(context, space, item, at) ?? keyText(at);
}

function itemText(
  context: HoverContext,
  space: Space,
  item: Item,
  at: ScalarAt,
): HoverText | undefined {
  const keys = keysOf(at);
  if (keys.length === 4)
    return at.isKey ? { markdown: itemHover(context, space, item) } : undefined;
  if (keys[4] === 'shares' && keys.length === 6)
    return grantText(context, { space, item }, item.shares, at) ?? usedName(context, at);
  return personHere(context, space, at);
}

/** A member or a share: its principal, or the role of it under the cursor. */
function grantText(
  context: HoverContext,
  place: GrantPlace,
  grants: readonly Grant[],
  at: ScalarAt,
): HoverText | undefined {
  const key = at.path.at(-1)?.key;
  const grant = key && grants.find(({ origin }) => isWithin(origin, { ...at, scalar: key }));
  if (at.isKey) {
    if (grant === undefined) return undefined;
    if (place.item !== undefined) return { markdown: shareHover(context, place, grant) };
    const person = personOf(context.world, grant.principal);
    return person && { markdown: personInSpace(context, person, place.space) };
  }
  const use = useAt(context.open, at);
  const role = use?.kind === 'space role' ? use.found : undefined;
  const named = role === undefined ? undefined : context.matrix.spaceRole(role);
  return (
    use &&
    named && {
      markdown: roleOfGrant(context, place, grant, named.role),
      span: use.origin.span,
    }
  );
}

/** A user named in a space, as owner or creator: what they can do there. Other names as they are anywhere. */
function personHere(context: HoverContext, space: Space, at: ScalarAt): HoverText | undefined {
  const use = useAt(context.open, at);
  const user =
    use?.kind === 'user' && use.found !== undefined
      ? context.world.users.get(use.found)
      : undefined;
  return use && user
    ? { markdown: personInSpace(context, { kind: 'user', user }, space), span: use.origin.span }
    : usedName(context, at);
}
