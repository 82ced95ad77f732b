import type { Matrix } from '../../core/matrix/matrix.js';
import { conditionText, OWNERS, requirementTexts } from '../../core/matrix/requirement-text.js';
import type { Cell, Row, Table } from '../../core/matrix/types.js';
import { field, record } from './csv.js';

const COLUMNS = [
  'table',
  'space_type',
  'section',
  'action',
  'title',
  'role',
  'role_title',
  'value',
  'condition',
  'entailed',
  'entailed_by',
  'disputed',
  'needs',
  'also_allowed',
  'basis',
  'document',
  'line',
  'url',
];

/** The permission tables as CSV (RFC 4180): a record a cell, so that all tables have the same columns. */
export function matrixCsv(matrix: Matrix, tables: readonly Table[]): string {
  const records = tables.flatMap((table) =>
    table.rows.flatMap((row) => rowRecords(matrix, table, row)),
  );
  return [COLUMNS, ...records].map((fields) => record(fields.map(field))).join('');
}

function rowRecords(matrix: Matrix, table: Table, row: Row): readonly (readonly string[])[] {
  const before = [table.id, table.spaceType ?? '', row.section.join(' > '), row.id, row.title];
  const also = row.alsoAllowed.map((who) =>
    typeof who === 'string' ? OWNERS[who] : conditionText(matrix, who),
  );
  const after = [requirementTexts(matrix, row).join('; '), also.join('; '), row.basis];
  return table.columns.flatMap(({ id, title }) => {
    const cell = row.cells[id];
    return cell === undefined
      ? []
      : [[...before, id, title, ...cellFields(cell), ...after, ...sourceFields(row, cell)]];
  });
}

function cellFields({ value, text, entailed, disputed }: Cell): readonly string[] {
  return [value, text ?? '', entailed?.value ?? '', entailed?.by ?? '', disputed ?? ''];
}

function sourceFields(row: Row, cell: Cell): readonly string[] {
  const [source] = cell.entailed?.sources ?? cell.sources ?? row.sources;
  const { document, line } = source ?? {};
  return [document?.title ?? '', line === undefined ? '' : String(line), document?.url ?? ''];
}
