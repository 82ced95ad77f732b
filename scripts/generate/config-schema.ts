import { configShape } from '../../server/src/core/config/config-shape.js';
import { Matrix } from '../../server/src/core/matrix/matrix.js';
import type { MatrixData } from '../../server/src/core/matrix/types.js';
import { jsonSchema } from './json-schema.js';

/** Where the schema of configurations is, in the repository and in the package. */
export const CONFIG_SCHEMA = 'schemas/config.schema.json';

/**
 * The JSON schema of `spaceward.config.yaml`, as text, made from the shape that the reader checks files against.
 *
 * @param data the tables that site facts may name
 */
export function configSchema(data: MatrixData): string {
  return jsonSchema('Spaceward configuration', configShape(new Matrix(data)));
}
