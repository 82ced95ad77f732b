/**
 * The reading of texts through `yaml`'s tokens, with its repairs, which texts that are plainly right don't need. It is large, so the
 * command line's bundles read it on the first call (`scripts/deferred-tokens.mjs`); elsewhere this is a plain import.
 */
import { readTokenText } from './read-token-text.js';

/** What reads any text. */
export function theTokenReader(): typeof readTokenText {
  return readTokenText;
}
