/* global require */
// Stands in the command line's bundles for server/src/core/syntax/deferred-tokens.ts: what reads texts through tokens is a file of its own
// beside them, and read when a text is out of the ordinary.
let read;

/** What reads any text. */
export function theTokenReader() {
  return (read ??= require('./tokens.cjs').readTokenText);
}
