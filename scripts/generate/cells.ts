import type { Cell, CellValue, SourceRef } from '../../server/src/core/matrix/types.js';
import type { Documents } from './documents.js';
import { Fields } from './fields.js';

/** A sentence that settles cells. */
export interface Entailment {
  readonly sentence: string;
  readonly source: SourceRef;
  /** What another source says against it. */
  readonly against: string | undefined;
}

/** The cells of one row, with what `entailed`, `cellSources`, `differs` and `doubts` say of them. */
export function readCells(
  row: Fields,
  columns: ReadonlySet<string>,
  documents: Documents,
  entailments: ReadonlyMap<string, Entailment>,
): Record<string, Cell> {
  const cells: Record<string, Cell> = {};
  for (const [column, value] of row.entries('cells')) {
    if (!columns.has(column)) row.problem(`unknown column ${column}`);
    cells[column] = cellOf(value, row, column);
  }
  if (Object.keys(cells).length === 0) row.problem('no cells');
  addEntailed(row, cells, entailments);
  for (const [column, value] of row.entries('cellSources')) {
    const sources = documents.refs(Array.isArray(value) ? value : [value], row);
    change(row, cells, column, (cell) => ({ ...cell, sources }));
  }
  addDifferences(row, cells, documents);
  addDoubts(row, cells, documents);
  return cells;
}

/** Changes a cell that must be there. */
function change(
  row: Fields,
  cells: Record<string, Cell>,
  column: string,
  changed: (cell: Cell) => Cell,
): void {
  const cell = cells[column];
  if (cell === undefined) row.problem(`there is no cell ${column}`);
  else cells[column] = changed(cell);
}

function cellOf(value: unknown, row: Fields, column: string): Cell {
  if (value === 'yes' || value === 'no' || value === 'unknown') return { value };
  if (value === 'not applicable') return { value: 'not-applicable' };
  if (typeof value === 'object') {
    const fields = new Fields(value, row.where, row.problems);
    const text = fields.text('own');
    fields.done();
    return { value: 'own', text };
  }
  row.problem(`cell ${column} is ${JSON.stringify(value)}`);
  return { value: 'unknown' };
}

function addEntailed(
  row: Fields,
  cells: Record<string, Cell>,
  entailments: ReadonlyMap<string, Entailment>,
): void {
  const by = new Map(row.entries('entailedBy'));
  for (const [column, value] of row.entries('entailed')) {
    const keys = [by.get(column) ?? []].flat();
    by.delete(column);
    const found = keys.flatMap((key) => {
      const entailment = typeof key === 'string' ? entailments.get(key) : undefined;
      if (entailment === undefined) row.problem(`unknown entailment ${JSON.stringify(key)}`);
      return entailment ?? [];
    });
    if (found.length === 0) row.problem(`entailed ${column} without entailedBy`);
    if (value !== 'yes' && value !== 'no') {
      row.problem(`entailed ${column} is ${JSON.stringify(value)}`);
      continue;
    }
    const entailed = {
      value,
      by: found.map((each) => each.sentence).join(' '),
      sources: uniqueSources(found),
    } as const;
    const against = found.flatMap((each) => each.against ?? []).join(' ');
    change(row, cells, column, (cell) => {
      if (cell.value !== 'unknown') row.problem(`entailed ${column}: the cell is not unknown`);
      return { ...cell, entailed, ...(against === '' ? {} : { disputed: against }) };
    });
  }
  for (const column of by.keys()) row.problem(`entailedBy ${column} without entailed`);
}

function uniqueSources(found: readonly Entailment[]): readonly SourceRef[] {
  const sources: SourceRef[] = [];
  for (const { source } of found) {
    if (!sources.some((each) => each.document === source.document)) sources.push(source);
  }
  return sources;
}

function addDifferences(row: Fields, cells: Record<string, Cell>, documents: Documents): void {
  for (const item of row.items('differs')) {
    const titles = item.texts('documents').map((key) => documents.get(key, item).title);
    const why = item.textIf('why');
    for (const [column, value] of item.entries('cells')) {
      const other = cellOf(value, row, column);
      const says = `${titles.join('; ')}: ${phrase(other)}${why === undefined ? '' : ` (${why})`}`;
      change(row, cells, column, (cell) => {
        if (cell.value === other.value && cell.text === other.text) {
          row.problem(`differs ${column}: says what the cell says`);
        }
        return dispute(cell, says);
      });
    }
    item.done();
  }
}

function addDoubts(row: Fields, cells: Record<string, Cell>, documents: Documents): void {
  for (const item of row.items('doubts')) {
    const document = item.textIf('document');
    const why = item.text('why');
    const says = document === undefined ? why : `${documents.get(document, item).title}: ${why}`;
    for (const column of item.texts('cells'))
      change(row, cells, column, (cell) => dispute(cell, says));
    item.done();
  }
}

function dispute(cell: Cell, says: string): Cell {
  return { ...cell, disputed: cell.disputed === undefined ? says : `${cell.disputed}; ${says}` };
}

const phrases: Readonly<Record<CellValue, string>> = {
  yes: 'yes',
  no: 'no',
  own: 'yes',
  unknown: 'unknown',
  'not-applicable': 'not applicable',
};

function phrase(cell: Cell): string {
  return `${phrases[cell.value]}${cell.text === undefined ? '' : `, ${cell.text}`}`;
}
