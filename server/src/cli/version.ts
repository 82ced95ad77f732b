export { VERSION } from '../core/version.js';

/**
 * The public address of the folder of the rules' pages: that of the repository in package.json, and undefined as long as
 * that names none. A test holds them equal.
 */
export const RULE_PAGES_URL = undefined as string | undefined;
