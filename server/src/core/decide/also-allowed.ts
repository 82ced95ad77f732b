import type { Condition, Row, TableId } from '../matrix/types.js';
import type { Principal } from '../model/world.js';
import type { Origin } from '../syntax/policy/access.js';
import { CellProof } from './cell-proof.js';
import {
  checkConditions,
  type Evaluation,
  missingOwner,
  ownsTarget,
  type Point,
} from './evaluate.js';
import { adminTable } from './space-tables.js';
import type { Person, Shortfall } from './types.js';

const NONE: readonly Evaluation[] = [];

/**
 * What a row grants besides its columns: to the owner of the item, or to holders of a permission.
 *
 * @param table where the roles of members are read; undefined: in none
 */
export function alsoAllowed(point: Point, table: TableId | undefined): readonly Evaluation[] {
  const { engine, action, space } = point;
  if (!engine.columns.isAlsoAllowed(action.id)) return NONE;
  const { matrix } = engine;
  const tables = [...(table === undefined ? [] : [table]), adminTable(space.type)];
  for (const each of tables) {
    const row = matrix.row(each, action.id);
    if (row !== undefined && row.alsoAllowed.length > 0)
      return row.alsoAllowed.map((who) => toWhom(point, each, row, who));
  }
  if (table === undefined || matrix.row(table, action.id) !== undefined) return NONE;
  const { fallback } = matrix.table(table);
  const other = fallback && matrix.row(fallback, action.id);
  return other?.alsoAllowed.includes('item-owner') ? [perhapsToOwner(point, table)] : NONE;
}

function toWhom(
  point: Point,
  table: TableId,
  row: Row,
  who: Row['alsoAllowed'][number],
): Evaluation {
  const { id } = point.action;
  const cell = new CellProof({ table, action: id, column: 'item owner', found: undefined, row });
  switch (who) {
    case 'item-owner':
      return toOwner(point, cell);
    case 'note-owner':
      return { shortfalls: [NOTE_OWNER], missing: [] };
    default:
      return toHolder(point, cell, who);
  }
}

/** Of an app it is not known who owns the notes in it: they are items of their own. */
const NOTE_OWNER: Shortfall = {
  kind: 'not owner',
  text: 'the owner of a note may as well: ask note.delete of that note',
};

/** The table of another entitlement lets the owner, and this one lacks the row. */
function perhapsToOwner(point: Point, table: TableId): Evaluation {
  const owns = ownsTarget(point);
  if (owns === undefined) return { shortfalls: [], missing: [missingOwner(point)] };
  if (!owns) return { shortfalls: [], missing: [] };
  const { action, space } = point;
  return {
    shortfalls: [],
    missing: [
      {
        kind: 'cell',
        key: `cell ${table} ${action.id} item owner`,
        text: `whether the owner of the item may "${action.title}" in a ${space.type} space with the Analyzer entitlement: no document at hand has a row for it in the table ${table}`,
        close: 'give them a role that allows it, or state another entitlement',
      },
    ],
  };
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
