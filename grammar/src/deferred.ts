/**
 * The grammar with its parser and repairs, which sentences without a mistake don't need. It is large, so the
 * bundles evaluate it on the first call (`scripts/deferred-grammar.mjs`); elsewhere this is a plain import.
 */
import * as byGrammar from './by-grammar.js';

/** What reads any text, with the first mistake named. */
export function theGrammar(): typeof byGrammar {
  return byGrammar;
}
