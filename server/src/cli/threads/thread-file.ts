/** Where the program of a thread lies. In bundles `scripts/bundled-thread.mjs` stands here. */
export function threadFile(): string | URL {
  return new URL('../thread.js', import.meta.url);
}
