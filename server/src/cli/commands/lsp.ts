import { startOnStdio } from '../../lsp/node/start.js';
import type { Given } from '../arguments.js';
import { Failure } from '../failure.js';
import { VERSION } from '../version.js';

/** `spaceward lsp --stdio`: serves an editor until it leaves. The process ends when the editor says so, or is gone. */
export function lsp({ options }: Given): Promise<never> {
  if (options.stdio === undefined)
    throw new Failure('say how the editor talks to the server: spaceward lsp --stdio');
  startOnStdio({ version: VERSION });
  return new Promise(() => undefined);
}
