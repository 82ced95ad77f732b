import type { MatrixData } from '../../server/src/core/matrix/types.js';
import { encode } from './encode.js';

/**
 * The text of `tables.generated.ts`: one string constant, because a string is cheaper to load than what it describes. It is
 * ASCII, for one other character would make it twice as large in memory.
 */
export function tablesModule(data: MatrixData): string {
  const json = JSON.stringify(encode(data)).replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const quoted = json.replace(/[\\']/g, '\\$&');
  return [
    '// Generated from server/data by npm run generate. Do not edit.',
    '',
    '/** The permission tables as JSON: an `Encoded`. */',
    `export const encodedTables = '${quoted}';`,
    '',
  ].join('\n');
}
