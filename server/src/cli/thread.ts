/** A thread that helps to check a policy: see threads/helpers.ts. A program of its own, so that a check without threads needn't read it. */
import { parentPort, workerData } from 'node:worker_threads';
import { Parts } from '../core/check/parts.js';
import { readPolicyFile, type SourceText } from '../core/check.js';
import { HelpCheck } from '../core/check-help.js';
import { loadMatrixData } from '../core/matrix/load.js';
import { Matrix } from '../core/matrix/matrix.js';
import type { PolicyFile } from '../core/model/policy.js';
import type { FromThread, ThreadStart, ToThread } from './threads/messages.js';
import { Taken } from './threads/taken.js';

const taken = new Taken((workerData as ThreadStart).taken);
const help = new HelpCheck(new Matrix(loadMatrixData()));
const files: PolicyFile[] = [];

function tell(message: FromThread): void {
  parentPort?.postMessage(message);
}

/** Does parts until none is left. */
function check(config: SourceText | undefined): void {
  const open = help.open(files, config && readPolicyFile(config));
  const parts = new Parts(open);
  for (const part of taken.last(parts.count))
    tell({ kind: 'part', part, noisy: parts.noisy(part) });
  tell({ kind: 'end' });
  parentPort?.close();
}

parentPort?.on('message', (message: ToThread) => {
  if (message.kind === 'file') files.push(help.read(message.source));
  else check(message.config);
});
