import type { ColumnIndex } from '../matrix/columns.js';
import { findCell, type FoundCell } from '../matrix/find-cell.js';
import type { Row, TableId } from '../matrix/types.js';
import { groundText, refusalText, sourceText } from './cell-text.js';

/** What a verdict is read from. */
export type CellParts = Pick<CellProof, 'table' | 'action' | 'column' | 'found' | 'row' | 'stated'>;

/** Where a verdict is read. Its texts are made when they are first asked for. */
export class CellProof {
  readonly table: TableId;
  readonly action: string;
  readonly column: string;
  readonly found: FoundCell | undefined;
  /** The row that answered, if there is one. */
  readonly row: Row | undefined;
  /** A sentence of a document that answers without a row. */
  readonly stated?: { readonly text: string; readonly document: string };
  /** What the cell found says; `unknown` where the table isn't what answers. */
  readonly value: FoundCell['value'];
  /** What is said after the title of a role that it denies; empty where it denies none. */
  readonly refusal: string;
  #source: string | undefined;
  #ground: string | undefined;

  constructor({ table, action, column, found, row, stated }: CellParts, refusal = '') {
    this.table = table;
    this.action = action;
    this.column = column;
    this.found = found;
    this.row = row;
    if (stated !== undefined) this.stated = stated;
    this.value = found?.value ?? 'unknown';
    this.refusal = refusal;
  }

  /** Its table and document: what a line about a grant ends with. */
  get source(): string {
    return (this.#source ??= sourceText(this));
  }

  /** Its document: what a line about a shortfall ends with. */
  get ground(): string {
    return (this.#ground ??= groundText(this));
  }

  /** The same with other parts, and with what is said of a role that it denies. */
  with(parts: Partial<CellParts>, refusal = ''): CellProof {
    const { table, action, column, found, row, stated } = this;
    return new CellProof(
      { table, action, column, found, row, ...(stated && { stated }), ...parts },
      refusal,
    );
  }
}

/** The cells of the tables, each found once: a few thousand, however many people are asked about. */
export class Cells {
  /** By table, column and action. */
  private readonly known = new Map<TableId, Map<string, Map<string, CellProof>>>();

  constructor(private readonly columns: ColumnIndex) {}

  /** What `findCell` finds. */
  of(table: TableId, action: string, column: string): CellProof {
    let columns = this.known.get(table);
    if (columns === undefined)
      this.known.set(table, (columns = new Map<string, Map<string, CellProof>>()));
    let cells = columns.get(column);
    if (cells === undefined) columns.set(column, (cells = new Map<string, CellProof>()));
    let cell = cells.get(action);
    if (cell === undefined) cells.set(action, (cell = this.find(table, action, column)));
    return cell;
  }

  private find(table: TableId, action: string, column: string): CellProof {
    const { matrix, siteFacts } = this.columns;
    const found = findCell(matrix, siteFacts, table, action, column);
    const { row } = found;
    const parts = { table: found.table, action: row?.id ?? action, column, found, row };
    const title = matrix.action(action)?.title ?? action;
    return new CellProof(parts, refusalText(parts, table, title));
  }
}
