/** The permission tables as they were transcribed from their documents, apart from the tables that the engine reads. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Row, Table, TableId } from '../../../server/src/core/matrix/types.js';
import { matrix, root } from '../../support/policy.js';

export type Value = 'yes' | 'no' | 'own' | 'unknown';

export interface TranscribedRow {
  readonly id: string;
  readonly title: string;
  /** Line in the document, where it is known. */
  readonly line: string | undefined;
  /** By column id; a column that the row lacks is absent. */
  readonly cells: ReadonlyMap<string, Value>;
}

const made = new Map<TableId, ReadonlyMap<string, TranscribedRow>>();

/** The rows of a table by action id, in document order. */
export function transcript(id: TableId): ReadonlyMap<string, TranscribedRow> {
  let rows = made.get(id);
  if (rows === undefined) made.set(id, (rows = read(matrix.table(id))));
  return rows;
}

/** Titles come from the transcript; the loaded table's rows, in the same order, give the ids that belong to them. */
function read(table: Table): ReadonlyMap<string, TranscribedRow> {
  const text = readFileSync(join(root, 'test/transcripts', `${table.id}.tsv`), 'utf8');
  const rows = new Map<string, TranscribedRow>();
  let columns: readonly (readonly string[])[] = [];
  let next = 0;
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [first = '', title = '', ...values] = line.split('\t');
    if (first === 'line') {
      columns = values.map((heading) => columnsUnder(heading, table));
      continue;
    }
    const row: Row | undefined = table.rows[next++];
    assert.equal(row?.title, title, `${table.id}: the transcript and the table differ`);
    const cells = new Map<string, Value>();
    values.forEach((value, i) => {
      for (const column of value === '-' ? [] : (columns[i] ?? []))
        cells.set(column, valueOf(value));
    });
    rows.set(row.id, { id: row.id, title, line: first === '-' ? undefined : first, cells });
  }
  assert.equal(rows.size, table.rows.length);
  return rows;
}

/** One heading may stand for both administrators. */
function columnsUnder(heading: string, table: Table): readonly string[] {
  if (heading === 'Tenant and analytics admin supported') return ['TenantAdmin', 'AnalyticsAdmin'];
  const column = table.columns.find(({ title }) => title === heading);
  assert.ok(column, `${table.id} has no column ${heading}`);
  return [column.id];
}

function valueOf(text: string): Value {
  if (text === 'Yes') return 'yes';
  if (text === 'No') return 'no';
  if (text === 'unknown') return 'unknown';
  assert.match(text, /^Yes (?:- [Ii]f|\(if) (?:user owns|it's your own)/u);
  return 'own';
}

/** What the tables answer for an action and a column, and which row of which table answers. */
export interface Answer {
  readonly value: Value;
  readonly table: TableId;
  readonly row: Row;
}

/**
 * The order of the language reference, without facts of a site: the row's cell, what a sentence entails of it, a row
 * that covers the action, and for Analyzers the rows that hold for all, then the No of the Professional table.
 */
export function answerIn(table: TableId, action: string, column: string): Answer | undefined {
  const row = matrix.row(table, action);
  if (row !== undefined && row.perSpaceRole !== true) {
    const own = cellOf(table, row, column);
    if (own !== undefined) return own;
  }
  const covered = firstOf(table, matrix.coveringRows(table, action), column);
  if (covered !== undefined) return covered;
  const { fallback } = matrix.table(table);
  if (fallback === undefined) return undefined;
  const full = matrix.row(fallback, action);
  const shared = [...(full ? [full] : []), ...matrix.coveringRows(fallback, action)];
  const forAll = firstOf(
    fallback,
    shared.filter(({ allEntitlements }) => allEntitlements === true),
    column,
  );
  if (forAll !== undefined) return forAll;
  const professional = answerIn(fallback, action, column);
  return professional?.value === 'no' ? professional : undefined;
}

/** Known cells of any of the rows come before entailed ones. */
function firstOf(table: TableId, rows: readonly Row[], column: string): Answer | undefined {
  const found = rows.flatMap((row) => cellOf(table, row, column) ?? []);
  const said = found.find(({ row }) => isSaid(table, row, column));
  return said ?? found[0];
}

function isSaid(table: TableId, row: Row, column: string): boolean {
  const value = transcript(table).get(row.id)?.cells.get(column);
  return value !== undefined && value !== 'unknown';
}

function cellOf(table: TableId, row: Row, column: string): Answer | undefined {
  const said = transcript(table).get(row.id)?.cells.get(column);
  if (said === undefined) return undefined;
  const value = said === 'unknown' ? row.cells[column]?.entailed?.value : said;
  return value && { value, table, row };
}
