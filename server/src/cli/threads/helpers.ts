import type { ResourceLimits, Worker } from 'node:worker_threads';
import type { PartDone, Parts } from '../../core/check/parts.js';
import type { SourceText } from '../../core/check.js';
import type { FromThread, ThreadStart, ToThread } from './messages.js';
import type { SharedSource } from './shared-source.js';
import { Taken } from './taken.js';
import { threadFile } from './thread-file.js';

/**
 * Threads that help to check one policy. Each reads the same files and opens the same policy; then all, this one too, take parts of
 * the check until none is left. Others tell in what of a part there is something to report, and that is looked at again here. What a
 * thread doesn't tell, because it couldn't start or ran out of memory, is done here.
 */
export class Helpers {
  private readonly taken = new Taken();
  private readonly told = new Map<number, readonly number[]>();
  private readonly working = new Set<Worker>();
  private changed: () => void = () => undefined;

  /** @param limits what each may take of the memory; default: what this process may */
  static async start(count: number, limits?: ResourceLimits): Promise<Helpers> {
    // They take a while to load, so they are asked for late.
    const { Worker: Thread } = await import('node:worker_threads');
    const { setFlagsFromString } = await import('node:v8');
    // While all processors are busy, threads that share the collecting of garbage wait for each other.
    setFlagsFromString('--no-parallel-scavenge');
    const helpers = new Helpers();
    const workerData: ThreadStart = { taken: helpers.taken.shared };
    const options = { workerData, ...(limits && { resourceLimits: limits }) };
    try {
      while (helpers.working.size < count) helpers.listen(new Thread(threadFile(), options));
    } catch {
      // Fewer do as well.
    }
    return helpers;
  }

  /** Tells what the policy is: they begin. */
  begin(sources: readonly SharedSource[], config: SourceText | undefined): void {
    const policy: ToThread = { sources, config };
    for (const worker of this.working) worker.postMessage(policy);
  }

  /**
   * Does all parts of the check, together.
   *
   * @param progress is told from time to time how many parts were taken
   */
  async doAll(parts: Parts, progress: (taken: number) => void): Promise<readonly PartDone[]> {
    const done: PartDone[] = [];
    for (const part of this.taken.first(parts.count)) {
      progress(this.taken.count);
      done[part] = parts.do(part);
    }
    for (;;) {
      for (const [part, noisy] of this.told) done[part] ??= parts.do(part, noisy);
      const missing = range(parts.count).filter((part) => done[part] === undefined);
      if (missing.length === 0) return done;
      if (this.working.size === 0) for (const part of missing) done[part] = parts.do(part);
      else await this.change();
    }
  }

  /** Ends the threads, whatever they are at. */
  end(): void {
    for (const worker of this.working) void worker.terminate();
  }

  /** Waits until a thread ends its work. Only then threads keep the process alive. */
  private async change(): Promise<void> {
    for (const worker of this.working) worker.ref();
    await new Promise<void>((resolve) => {
      this.changed = resolve;
    });
    for (const worker of this.working) worker.unref();
  }

  private listen(worker: Worker): void {
    this.working.add(worker);
    const stop = (): void => {
      this.working.delete(worker);
      this.changed();
    };
    worker.on('message', (message: FromThread) => {
      if (message.kind === 'part') {
        this.told.set(message.part, message.noisy);
        this.changed();
      } else stop();
    });
    // What it couldn't do is done here, and if that is what is wrong, it fails here too.
    worker.on('error', stop);
    worker.on('exit', stop);
    worker.unref();
  }
}

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}
