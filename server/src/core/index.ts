/** The engine: what the command line and the editor are made of. */
export * from './check.js';
export { loadMatrixData } from './matrix/load.js';
export { Matrix } from './matrix/matrix.js';
