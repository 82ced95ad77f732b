// Preloaded into a measured process: writes to its fourth stream, when it ends, the most memory that it had resident, in kilobytes,
// and the processor time that it took, in microseconds: both of all its threads, which are measured by the main one.
import { writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

if (isMainThread)
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    writeSync(3, `${maxRSS} ${userCPUTime + systemCPUTime}`);
  });
