/** Ctrl+C: a command is ended by the signal, whatever it is at. How soon is measured by the benchmark. */
import assert from 'node:assert/strict';
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Folder, PROGRAM } from '../support/cli.js';
import { largeFolder } from '../support/large-folder.js';

/** Far more than it takes, also on a machine with much else to do. */
const MOST_MILLISECONDS = 3000;

describe('Ctrl+C', () => {
  let folder: Folder;
  before(() => {
    folder = largeFolder();
  });
  after(() => {
    folder.remove();
  });

  const start = (...args: string[]): ChildProcessByStdio<null, Readable, null> =>
    spawn(process.execPath, [PROGRAM, ...args], {
      cwd: folder.path,
      stdio: ['ignore', 'pipe', 'ignore'],
    });

  async function assertEnded(child: ReturnType<typeof start>): Promise<void> {
    const ended = once(child, 'close');
    const signalled = performance.now();
    child.kill('SIGINT');
    // For a shell: 130.
    assert.deepEqual(await ended, [null, 'SIGINT']);
    const milliseconds = performance.now() - signalled;
    assert.ok(milliseconds < MOST_MILLISECONDS, `${milliseconds} ms`);
  }

  for (const threads of ['1', '2'])
    it(`ends a check with threads: ${threads}, and no half of a report is written`, async () => {
      const child = start('check', '--format', 'json', '--threads', threads);
      let out = '';
      child.stdout.on('data', (data: Buffer) => (out += data.toString()));
      await sleep(700);
      await assertEnded(child);
      assert.equal(out, '');
    });

  it('ends a report of access while it is written', async () => {
    const child = start('access');
    await once(child.stdout, 'data');
    child.stdout.resume();
    await assertEnded(child);
  });
});
