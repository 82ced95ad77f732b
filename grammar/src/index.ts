/** The statement language of policies: sentences and names to trees, and trees to text. */
export * from './ast.js';
export { curlyQuoted, isBareName, isBareWord, normalizeName, quoteName } from './names.js';
export { printChange, printExpectation, printPrincipal, printReference } from './print.js';
export { isOneName, parseRoleList, readPrincipal, readReference, readUser } from './scalars.js';
export { MAX_LENGTH } from './limits.js';
export { expectedAfter, parseChange, parseExpectation } from './sentences.js';
export { isNear, slips } from './spelling.js';
export { CONTENT_KINDS, CONTEXTUAL, ENTITLEMENTS, isReserved, RESERVED } from './words.js';
