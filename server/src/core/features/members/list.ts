import type { OpenPolicy } from '../../check.js';
import type { Engine } from '../../decide/engine.js';
import type { SpaceRole } from '../../matrix/types.js';
import {
  type Grant,
  type Item,
  type Principal,
  principalKey,
  type Space,
} from '../../model/world.js';
import type { Origin } from '../../syntax/policy/access.js';
import { counted } from '../counted.js';
import { groupMembers } from '../group-members.js';
import { tablesOfType } from '../../decide/space-tables.js';

/** Somebody in the members list of a space: by membership, by shares of its apps, or by owning it. */
export interface SpaceMember {
  readonly principal: Principal;
  /** Who they are besides: a user's name, or how many a group is known to have. */
  readonly detail?: string;
  readonly isOwner: boolean;
  /** The roles of the membership, the highest first; empty for users of shared apps alone. */
  readonly roles: readonly HeldRole[];
  readonly shares: readonly SharedApp[];
  /** Where they are named first. */
  readonly origin?: Origin;
}

export interface HeldRole {
  readonly role: SpaceRole;
  readonly origin?: Origin;
}

/** An app that is shared with somebody. */
export interface SharedApp {
  readonly item: Item;
  /** The highest first. */
  readonly roles: readonly HeldRole[];
  readonly origin?: Origin;
}

/** Who has access to a space, as its members list shows them: members in the order of the policy, then users of shared apps. */
export function membersOf({ engine }: OpenPolicy, space: Space): readonly SpaceMember[] {
  const rows = new Map<string, Row>();
  const row = (principal: Principal, origin: Origin | undefined): Row => {
    const key = principalKey(principal);
    const known = rows.get(key);
    if (known !== undefined) return known;
    const made = { ...newRow(engine, principal), ...(origin && { origin }) };
    rows.set(key, made);
    return made;
  };
  if (space.owner?.user !== undefined)
    row({ kind: 'user', id: space.owner.user }, space.owner.origin).isOwner = true;
  for (const grant of space.members)
    row(grant.principal, grant.origin).roles = highestFirst(engine, space, grant);
  for (const item of space.items)
    for (const grant of item.shares)
      row(grant.principal, grant.origin).shares.push({
        item,
        roles: highestFirst(engine, space, grant),
        ...(grant.origin && { origin: grant.origin }),
      });
  return [...rows.values()];
}

type Row = { -readonly [K in keyof SpaceMember]: SpaceMember[K] } & { shares: SharedApp[] };

function newRow(engine: Engine, principal: Principal): Row {
  const { world } = engine;
  const row = { principal, isOwner: false, roles: [], shares: [] };
  if (principal.kind === 'user') {
    const name = world.users.get(principal.id)?.name;
    return name === undefined || name === principal.id ? row : { ...row, detail: name };
  }
  const group = principal.kind === 'group' ? world.groups.get(principal.id) : undefined;
  if (group === undefined) return row;
  const known = counted(groupMembers(engine, group).length, 'member');
  return { ...row, detail: group.othersUnknown ? `${known} and others not stated` : known };
}

/** Roles by how much each allows, which is all that tells one as higher than another. */
function highestFirst(engine: Engine, space: Space, { roles }: Grant): readonly HeldRole[] {
  // Others than administrators' tables, and what the most people are entitled to: the first.
  const [table] = tablesOfType(space.type);
  const rank = ({ role }: HeldRole): number =>
    table === undefined ? 0 : engine.columns.sets(table, role.id).yes.count();
  return [...roles].sort((a, b) => rank(b) - rank(a));
}
