import type { MatrixData } from '../../server/src/core/matrix/types.js';
import { encode } from './encode.js';

/** The text of `tables.generated.ts`: one string constant, because a string is cheaper to load than what it describes. */
export function tablesModule(data: MatrixData): string {
  const json = JSON.stringify(encode(data));
  const quoted = json.replace(/[\\']/g, '\\$&');
  return [
    '// Generated from server/data by npm run generate. Do not edit.',
    '',
    '/** The permission tables as JSON: an `Encoded`. */',
    `export const encodedTables = '${quoted}';`,
    '',
  ].join('\n');
}
