/* global require */
// Stands in the command line's bundles for server/src/cli/threads/thread-file.ts: the program of a thread is a file of its own
// beside them.
export function threadFile() {
  return require.resolve('./thread.cjs');
}
