import type { Matrix } from './matrix.js';
import type { SiteFact, SiteFacts } from './site.js';
import type { Cell, Row, SourceRef, TableId } from './types.js';

/**
 * What the tables say of one action and one column, and where that was found.
 * Never denies for want of a row or column: then the value is `unknown`.
 */
export interface FoundCell {
  /** `own`: yes for the owner of the item, no for others. */
  readonly value: 'yes' | 'no' | 'own' | 'unknown';
  /** What the value rests on; of an unknown one, what the row rests on (`table` without a row). */
  readonly basis: 'table' | 'stated' | 'entailed' | 'older' | 'site';
  /** The step that answered: see `findCell`. `none`: the value is unknown. */
  readonly by: 'site' | 'row' | 'covers' | 'all-entitlements' | 'fallback' | 'none';
  /** The table of the row that answered: for `all-entitlements` and `fallback` not the one that was asked. */
  readonly table: TableId;
  /** The row that answered; for an unknown value, the action's own row in the table asked, if there is one. */
  readonly row: Row | undefined;
  /** The column asked for, by id. */
  readonly column: string;
  /** The condition in the table's own words, for `own`. */
  readonly text?: string;
  /** Another source says otherwise, or the cell looks wrong; it is used all the same. */
  readonly disputed?: string;
  /** The site fact that answered. */
  readonly site?: SiteFact;
  /** For basis `entailed`: the stated sentence that settles the value. */
  readonly entailedBy?: string;
  readonly sources: readonly SourceRef[];
  /** For `none`: the table has no row for the action, or the row no cell in this column. Absent: the cell exists. */
  readonly absent?: 'row' | 'column';
}

/**
 * The cell of one action id in one column, in this order: a site fact; the row's own cell; its entailed value; a row of
 * the table that covers the action; for Analyzer tables a row of the Professional table that holds for every
 * entitlement, then that table's No. Ownership variants (`Action.variants`) are the caller's to try.
 * Rows printed per space role in an administrators' table are never read.
 */
export function findCell(
  matrix: Matrix,
  siteFacts: SiteFacts,
  table: TableId,
  actionId: string,
  columnId: string,
): FoundCell {
  const place = locate(matrix, siteFacts, table, actionId, columnId);
  return place === undefined
    ? unknownCell(readable(matrix.row(table, actionId)), table, columnId)
    : foundCell(place, columnId);
}

/** Where an answer stands: what `findCell` describes, before it is described. */
export interface Place {
  readonly by: Exclude<FoundCell['by'], 'none'>;
  readonly value: 'yes' | 'no' | 'own';
  readonly table: TableId;
  readonly row: Row | undefined;
  readonly site: SiteFact | undefined;
}

/** The steps of `findCell`; undefined where no step answers. */
export function locate(
  matrix: Matrix,
  siteFacts: SiteFacts,
  table: TableId,
  actionId: string,
  columnId: string,
): Place | undefined {
  const own = readable(matrix.row(table, actionId));
  const site = siteFacts.find(table, actionId, columnId);
  if (site !== undefined) return { by: 'site', value: site.value, table, row: own, site };
  const value = own && valueOf(own.cells[columnId]);
  if (value !== undefined) return { by: 'row', value, table, row: own, site };
  const covering = matrix.coveringRows(table, actionId);
  return (
    firstAnswer(covering, table, columnId, 'covers') ??
    fromFallback(matrix, siteFacts, table, actionId, columnId)
  );
}

/** Whether the action has a row of its own in the table, and that row a cell in the column. */
export function hasCell(
  matrix: Matrix,
  table: TableId,
  actionId: string,
  columnId: string,
): boolean {
  return readable(matrix.row(table, actionId))?.cells[columnId] !== undefined;
}

/** What an Analyzer table takes from the Professional one: rows for all entitlements whole, of the others the No only. */
function fromFallback(
  matrix: Matrix,
  siteFacts: SiteFacts,
  table: TableId,
  actionId: string,
  columnId: string,
): Place | undefined {
  const { fallback } = matrix.table(table);
  if (fallback === undefined) return undefined;
  const row = matrix.row(fallback, actionId);
  const shared = [...(row ? [row] : []), ...matrix.coveringRows(fallback, actionId)].filter(
    (candidate) => candidate.allEntitlements === true,
  );
  const forAll = firstAnswer(shared, fallback, columnId, 'all-entitlements');
  if (forAll !== undefined) return forAll;
  const professional = locate(matrix, siteFacts, fallback, actionId, columnId);
  return professional?.value === 'no' ? { ...professional, by: 'fallback' } : undefined;
}

/** The first row with a known cell, else the first with an entailed value. */
function firstAnswer(
  rows: readonly Row[],
  table: TableId,
  columnId: string,
  by: Place['by'],
): Place | undefined {
  let entailed: Place | undefined;
  for (const row of rows) {
    const cell = readable(row)?.cells[columnId];
    const value = valueOf(cell);
    if (cell === undefined || value === undefined) continue;
    const place: Place = { by, value, table, row, site: undefined };
    if (isKnown(cell.value)) return place;
    entailed ??= place;
  }
  return entailed;
}

/** A cell's known value, else its entailed one, else nothing. */
function valueOf(cell: Cell | undefined): Place['value'] | undefined {
  if (cell === undefined) return undefined;
  return isKnown(cell.value) ? cell.value : cell.entailed?.value;
}

function isKnown(value: Cell['value']): value is Place['value'] {
  return value === 'yes' || value === 'no' || value === 'own';
}

function readable(row: Row | undefined): Row | undefined {
  return row?.perSpaceRole === true ? undefined : row;
}

function foundCell({ by, value, table, row, site }: Place, column: string): FoundCell {
  if (site !== undefined) {
    return { value, basis: 'site', by, table, row, column, site, sources: [] };
  }
  const cell = row?.cells[column];
  const disputed = cell?.disputed === undefined ? {} : { disputed: cell.disputed };
  const found = { value, by, table, row, column, ...disputed };
  if (cell?.entailed !== undefined && !isKnown(cell.value)) {
    const { by: entailedBy, sources } = cell.entailed;
    return { ...found, basis: 'entailed', entailedBy, sources };
  }
  const text = cell?.text === undefined ? {} : { text: cell.text };
  const sources = cell?.sources ?? row?.sources ?? [];
  return { ...found, ...text, basis: row?.basis ?? 'table', sources };
}

function unknownCell(row: Row | undefined, table: TableId, column: string): FoundCell {
  const cell = row?.cells[column];
  return {
    value: 'unknown',
    basis: row?.basis ?? 'table',
    by: 'none',
    table,
    row,
    column,
    ...(cell?.disputed === undefined ? {} : { disputed: cell.disputed }),
    sources: row?.sources ?? [],
    ...(cell === undefined ? { absent: row === undefined ? 'row' : 'column' } : {}),
  };
}
