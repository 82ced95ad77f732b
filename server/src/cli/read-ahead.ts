import type { SourceText } from '../core/check.js';
import { Failure } from './failure.js';
import { readTextSoon } from './files.js';

/** So many files are on their way at once. */
const AHEAD = 64;

/**
 * Reads files while those before them are worked on, and gives them in their order.
 *
 * @param early is told of each text in the same order, as soon as it and all before it are there
 */
export async function* readAhead(
  paths: readonly string[],
  early: (source: SourceText) => void = () => undefined,
): AsyncGenerator<SourceText | Failure> {
  const coming: Promise<SourceText | Failure>[] = [];
  let last: Promise<unknown> = Promise.resolve();
  const begin = (path: string): void => {
    const before = last;
    const one = readTextSoon(path).catch(failureOf);
    last = one.then(async (read) => {
      await before;
      if (!(read instanceof Failure)) early(read);
    });
    coming.push(one);
  };
  for (const [index] of paths.entries()) {
    for (const path of paths.slice(coming.length, index + AHEAD)) begin(path);
    const read = await coming[index];
    // What is being read goes on when others have their turn.
    await new Promise(setImmediate);
    if (read !== undefined) yield read;
  }
  await last;
}

function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error;
  throw error;
}
