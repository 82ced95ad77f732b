import { fileURLToPath } from 'node:url';
import { loadMatrixData } from '../../../server/src/core/matrix/load.js';
import { Matrix } from '../../../server/src/core/matrix/matrix.js';

/** The repository's root, seen from where the compiled tests run. */
export const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** The tables as they ship. */
export const matrix = new Matrix(loadMatrixData());
