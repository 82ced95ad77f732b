import { loadMatrixData } from '../../core/matrix/load.js';
import { Matrix } from '../../core/matrix/matrix.js';
import { matrixJson } from '../../core/matrix/matrix-json.js';
import type { MatrixData, Table } from '../../core/matrix/types.js';
import { didYouMean } from '../../core/text/nearest-word.js';
import type { Given } from '../arguments.js';
import { EXIT, type ExitCode, Failure } from '../failure.js';
import { finish } from '../output.js';
import { jsonText } from '../report/json.js';
import { matrixCsv } from '../report/matrix-csv.js';
import { matrixMarkdown } from '../report/matrix-markdown.js';
import { matrixPretty } from '../report/matrix-pretty.js';
import { styleFor, wantsColour } from '../terminal.js';
import { choice, text } from '../usage.js';

const FORMATS = ['pretty', 'json', 'markdown', 'csv'] as const;

/** `spaceward matrix`: the permission tables, with their sources. */
export function matrix({ options }: Given): ExitCode {
  const format = choice('--format', options.format, FORMATS) ?? 'pretty';
  const wanted = text('--table', options.table);
  const data = loadMatrixData();
  const tables = data.tables.filter(({ id }) => wanted === undefined || id === wanted);
  if (tables.length === 0) {
    const [name, known] = [wanted ?? '', data.tables.map(({ id }) => id)];
    const near = didYouMean(name, known) || `; there are ${known.join(', ')}`;
    throw new Failure(`unknown table ${name}${near}`);
  }
  return finish(reportOf(data, tables, format), EXIT.clean);
}

function reportOf(
  data: MatrixData,
  tables: readonly Table[],
  format: (typeof FORMATS)[number],
): string {
  switch (format) {
    case 'json':
      return jsonText(matrixJson(data, tables));
    case 'markdown':
      return matrixMarkdown(new Matrix(data), tables);
    case 'csv':
      return matrixCsv(new Matrix(data), tables);
    case 'pretty':
      return matrixPretty(tables, styleFor(wantsColour()));
  }
}
