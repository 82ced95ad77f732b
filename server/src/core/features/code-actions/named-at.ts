import type { Checked } from '../../check.js';
import type { Via } from '../../decide/types.js';
import { type Grant, type Item, nameKey, type Principal, type Space } from '../../model/world.js';
import { contentKind } from '../../syntax/policy/read-entry.js';
import { isWithin, keysOf, type ScalarAt, scalarAt } from '../hover/at.js';

/** Somebody who is named at a place of the policy, outside of tests. */
export interface NamedAt {
  readonly principal: Principal;
  /** Where they are given something; undefined of a user or group where it is stated. */
  readonly given?: {
    readonly space: Space;
    readonly item?: Item;
    /** What they can by it, they can because of this. */
    readonly cause: Via;
  };
}

/** Whom a place names: a user or group where it is stated, a member, somebody with a share, an owner. Roles are their holder's. */
export function namedAt(checked: Checked, path: string, offset: number): NamedAt | undefined {
  const at = scalarAt(checked, path, offset);
  const [section = '', name = ''] = at === undefined ? [] : keysOf(at);
  if (at === undefined) return undefined;
  const { world } = checked.engine;
  const id = nameKey(name);
  if (section === 'users' || section === 'groups') {
    const entry = world[section].get(id);
    const isStated = at.isKey && keysOf(at).length === 2 && entry?.origin.block === at.block;
    return isStated
      ? { principal: { kind: section === 'users' ? 'user' : 'group', id } }
      : undefined;
  }
  const space = section === 'spaces' ? world.spaces.get(id) : undefined;
  return space?.origin.block === at.block ? inSpace(space, at) : undefined;
}

function inSpace(space: Space, at: ScalarAt): NamedAt | undefined {
  const [, , field = '', name = '', inner = '', more] = keysOf(at);
  const depth = at.path.length;
  if (field === 'owner' && depth === 3) return owner(space.owner?.user, { space, cause: 'owner' });
  if (field === 'members' && depth === 4) return granted(space.members, at, { space });
  const item = space.items.find(
    (each) => each.kind === contentKind(field) && each.name === nameKey(name),
  );
  if (item === undefined) return undefined;
  if (inner === 'owner' && depth === 5 && item.owner !== 'gone')
    return owner(item.owner?.user, { space, item, cause: 'item owner' });
  return inner === 'shares' && more !== undefined && depth === 6
    ? granted(item.shares, at, { space, item })
    : undefined;
}

function owner(id: string | undefined, given: NonNullable<NamedAt['given']>): NamedAt | undefined {
  return id === undefined ? undefined : { principal: { kind: 'user', id }, given };
}

function granted(
  grants: readonly Grant[],
  at: ScalarAt,
  place: { readonly space: Space; readonly item?: Item },
): NamedAt | undefined {
  const key = at.path.at(-1)?.key;
  const grant = key && grants.find(({ origin }) => isWithin(origin, { ...at, scalar: key }));
  const { principal } = grant ?? {};
  // Sentences don't speak of whoever has a link.
  if (principal === undefined || principal.kind === 'link') return undefined;
  const ofSpace = { user: 'member', group: 'group', everyone: 'everyone' } as const;
  const cause = place.item === undefined ? ofSpace[principal.kind] : 'share';
  return { principal, given: { ...place, cause } };
}
