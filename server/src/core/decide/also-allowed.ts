import type { Condition } from '../matrix/types.js';
import type { Principal } from '../model/world.js';
import type { Origin } from '../syntax/policy/access.js';
import { CellProof } from './cell-proof.js';
import { tablesOf } from './entitlement.js';
import {
  checkConditions,
  type Evaluation,
  missingOwner,
  ownsTarget,
  type Point,
} from './evaluate.js';
import { adminTable } from './space-tables.js';
import type { Person } from './types.js';

const NONE: readonly Evaluation[] = [];

/** What a row grants besides its columns: to the owner of the item, or to holders of a permission. */
export function alsoAllowed(point: Point): readonly Evaluation[] {
  const { engine, action, space } = point;
  if (!engine.columns.isAlsoAllowed(action.id)) return NONE;
  for (const table of [...tablesOf(point), adminTable(space.type)]) {
    const row = engine.matrix.row(table, action.id);
    if (row === undefined || row.alsoAllowed.length === 0) continue;
    const cell = new CellProof({
      table,
      action: action.id,
      column: 'item owner',
      found: undefined,
      row,
    });
    return row.alsoAllowed.map((who) =>
      who === 'item-owner' ? toOwner(point, cell) : toHolder(point, cell, who),
    );
  }
  return NONE;
}

function toOwner(point: Point, cell: CellProof): Evaluation {
  const { person, target } = point;
  const owns = ownsTarget(point);
  if (owns === undefined) return { shortfalls: [], missing: [missingOwner(point)] };
  if (!owns || person.kind !== 'user')
    return {
      shortfalls: [{ kind: 'not owner', text: 'the owner of the item may as well' }],
      missing: [],
    };
  const item = target?.kind === 'item' ? target.item : undefined;
  const origin = item?.owner === 'gone' ? undefined : item?.owner?.origin;
  return {
    grant: {
      via: 'item owner',
      principal: { kind: 'user', id: person.user.id },
      role: { id: 'item owner', title: 'owner of the item' },
      cell,
      holds: [],
      ...(origin && { origin }),
    },
    shortfalls: [],
    missing: [],
  };
}

/** Whom the policy gives a person's permissions to. */
function holderOf(
  person: Person,
): { readonly principal: Principal; readonly origin?: Origin } | undefined {
  switch (person.kind) {
    case 'user': {
      const { id, origin } = person.user;
      return { principal: { kind: 'user', id }, origin };
    }
    case 'group-member': {
      const { id, origin } = person.group;
      return { principal: { kind: 'group', id }, origin };
    }
    case 'anyone':
      return { principal: { kind: 'everyone' } };
    case 'link-holder':
      return undefined;
  }
}

function titleOf(
  { engine }: Point,
  condition: Condition,
): { readonly id: string; readonly title: string } {
  if ('securityRole' in condition) {
    const id = condition.securityRole;
    return { id, title: engine.matrix.securityRole(id)?.role.title ?? id };
  }
  const id = condition.permission;
  return { id, title: engine.matrix.permission(id)?.permission.title ?? id };
}

function toHolder(point: Point, cell: CellProof, condition: Condition): Evaluation {
  const { person } = point;
  const { holds, missing } = checkConditions(point, [condition]);
  const holder = holderOf(person);
  if (holds === undefined || holder === undefined)
    return { shortfalls: [], missing: missing ?? [] };
  return {
    grant: {
      via: 'admin',
      principal: holder.principal,
      role: titleOf(point, condition),
      ...(holder.origin && { origin: holder.origin }),
      cell: cell.with({ column: titleOf(point, condition).id }),
      holds,
    },
    shortfalls: [],
    missing: [],
  };
}
