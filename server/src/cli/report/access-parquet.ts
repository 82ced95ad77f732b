import {
  ByteWriter,
  type ColumnSource,
  ParquetWriter,
  schemaFromColumnData,
} from 'hyparquet-writer';
import { escapeOf } from '../../core/text/visible-line.js';
import { VERSION } from '../version.js';
import { ACCESS_COLUMNS, accessRows } from './access-cells.js';
import type { AccessReporter } from './access-report.js';

/** So many rows wait to be written together, as one row group. */
const ROWS = 50_000;

/** Which columns are numbers. */
const IS_NUMBER = ACCESS_COLUMNS.map((name) => name === 'line' || name === 'action_count');

/** The cells of some columns that stand side by side; texts, as in CSV. */
type Cells = readonly string[];

/** The cells of a row, in pieces that rows have in common. */
type Row = readonly Cells[];

/** Effective access as a Parquet file: the columns of CSV, one row group after the other. */
export const accessParquet: AccessReporter<Uint8Array> = function* ({ policies }) {
  const file = new Pieces();
  let group = new Group();
  const writer = new ParquetWriter({
    writer: file,
    schema: schemaFromColumnData({ columnData: group.columns() }),
    createdBy: `spaceward ${VERSION}`,
  });
  const write = (): Uint8Array => {
    // Nothing is waited for: pieces aren't flushed.
    void writer.write({ columnData: group.columns(), rowGroupSize: ROWS });
    group = new Group();
    return file.take();
  };
  for (const policy of policies)
    for (const row of accessRows(policy, wellFormed)) {
      group.add(row);
      if (group.size === ROWS) yield write();
    }
  if (group.size > 0) yield write();
  void writer.finish();
  yield file.take();
};

/** A file of which what was written is taken away, piece by piece. */
class Pieces extends ByteWriter {
  take(): Uint8Array {
    const piece = this.getBytes().slice();
    this.index = 0;
    return piece;
  }
}

/** Rows, kept by columns. */
class Group {
  size = 0;
  private readonly data = ACCESS_COLUMNS.map((): (string | number | null)[] => []);

  add(row: Row): void {
    let column = 0;
    for (const cells of row)
      for (const cell of cells) {
        this.data[column]?.push(valueOf(cell, IS_NUMBER[column] === true));
        column += 1;
      }
    this.size += 1;
  }

  columns(): ColumnSource[] {
    return ACCESS_COLUMNS.map((name, column) => ({
      name,
      data: this.data[column] ?? [],
      ...(IS_NUMBER[column] === true
        ? { type: 'INT32' }
        : // Nearly every text is that of many rows.
          { type: 'STRING', encoding: 'RLE_DICTIONARY' }),
    }));
  }
}

/** What CSV leaves empty is null here. */
function valueOf(cell: string, isNumber: boolean): string | number | null {
  if (cell === '') return null;
  return isNumber ? Number(cell) : cell;
}

/** UTF-8 has no halves of pairs: they are shown as escapes, so that names that differ stay so. */
function wellFormed(cells: Cells): Cells {
  return cells.map((cell) => cell.replace(/\p{Cs}/gu, escapeOf));
}
