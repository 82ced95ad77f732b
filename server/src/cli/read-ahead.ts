import type { SourceText } from '../core/check.js';
import { Failure } from './failure.js';
import { readTextSoon } from './files.js';

/** So many files are on their way at once. */
const AHEAD = 64;

/** Reads files while those before them are worked on, and gives them in their order. */
export async function* readAhead(paths: readonly string[]): AsyncGenerator<SourceText | Failure> {
  const coming: Promise<SourceText | Failure>[] = [];
  for (const [index] of paths.entries()) {
    for (const path of paths.slice(coming.length, index + AHEAD))
      coming.push(readTextSoon(path).catch(failureOf));
    const read = await coming[index];
    // What is being read goes on when others have their turn.
    await new Promise(setImmediate);
    if (read !== undefined) yield read;
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error;
  throw error;
}
