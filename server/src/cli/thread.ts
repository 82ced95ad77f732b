/** A thread that helps to check a policy: see threads/helpers.ts. A program of its own, so that a check without threads needn't read it. */
import { parentPort, workerData } from 'node:worker_threads';
import { Parts } from '../core/check/parts.js';
import { readPolicyFile } from '../core/check.js';
import { HelpCheck } from '../core/check-help.js';
import { loadMatrixData } from '../core/matrix/load.js';
import { Matrix } from '../core/matrix/matrix.js';
import type { FromThread, ThreadStart, ToThread } from './threads/messages.js';
import { sourceOf } from './threads/shared-source.js';
import { Taken } from './threads/taken.js';

const taken = new Taken((workerData as ThreadStart).taken);
const help = new HelpCheck(new Matrix(loadMatrixData()));

function tell(message: FromThread): void {
  parentPort?.postMessage(message);
}

/** Opens the policy, and does parts until none is left. */
function check({ sources, config }: ToThread): void {
  const files = sources.map((source) => help.read(sourceOf(source)));
  const open = help.open(files, config && readPolicyFile(config));
  const parts = new Parts(open);
  for (const part of taken.last(parts.count))
    tell({ kind: 'part', part, noisy: parts.noisy(part) });
  tell({ kind: 'end' });
  parentPort?.close();
}

parentPort?.on('message', check);
