/* global require */
// Stands in the command line's bundles for grammar/src/deferred.ts: the grammar is a file of its own beside them, and read
// when a sentence is wrong.
let grammar;

/** What reads any text, with the first mistake named. */
export function theGrammar() {
  return (grammar ??= require('./grammar.cjs'));
}
