import { loadMatrixData } from '../../core/matrix/load.js';
import { matrixJson } from '../../core/matrix/matrix-json.js';
import { didYouMean } from '../../core/text/nearest-word.js';
import type { Given } from '../arguments.js';
import { EXIT, type ExitCode, Failure } from '../failure.js';
import { finish } from '../output.js';
import { jsonText } from '../report/json.js';
import { matrixPretty } from '../report/matrix-pretty.js';
import { styleFor, wantsColour } from '../terminal.js';
import { choice, text } from '../usage.js';

/** `spaceward matrix`: the permission tables, with their sources. */
export function matrix({ options }: Given): ExitCode {
  const format = choice('--format', options.format, ['pretty', 'json'] as const) ?? 'pretty';
  const wanted = text('--table', options.table);
  const data = loadMatrixData();
  const tables = data.tables.filter(({ id }) => wanted === undefined || id === wanted);
  if (tables.length === 0) {
    const [name, known] = [wanted ?? '', data.tables.map(({ id }) => id)];
    const near = didYouMean(name, known) || `; there are ${known.join(', ')}`;
    throw new Failure(`unknown table ${name}${near}`);
  }
  return finish(
    format === 'json'
      ? jsonText(matrixJson(data, tables))
      : matrixPretty(tables, styleFor(wantsColour())),
    EXIT.clean,
  );
}
