/** A thread that helps to check a policy: see threads/helpers.ts. A program of its own, so that a check without threads needn't read it. */
import { parentPort, workerData } from 'node:worker_threads';
import { PartData } from '../core/check/part-data.js';
import { Parts } from '../core/check/parts.js';
import { readPolicyFile, type SourceText } from '../core/check.js';
import { OnceCheck } from '../core/check-once.js';
import { loadMatrixData } from '../core/matrix/load.js';
import { Matrix } from '../core/matrix/matrix.js';
import type { PolicyFile } from '../core/model/policy.js';
import { type FromThread, takePart, type ThreadStart, type ToThread } from './threads/messages.js';

const next = new Int32Array((workerData as ThreadStart).next);
const once = new OnceCheck(new Matrix(loadMatrixData()));
const files: PolicyFile[] = [];

function tell(message: FromThread): void {
  parentPort?.postMessage(message);
}

/** Does parts until none is left. */
function help(config: SourceText | undefined): void {
  const open = once.open(files, config && readPolicyFile(config));
  const parts = new Parts(open);
  const data = new PartData(open);
  for (let part = takePart(next); part < parts.count; part = takePart(next))
    tell({ kind: 'part', part, data: data.encode(parts.do(part)) });
  tell({ kind: 'end' });
  parentPort?.close();
}

parentPort?.on('message', (message: ToThread) => {
  if (message.kind === 'file') files.push(once.read(message.source));
  else help(message.config);
});
