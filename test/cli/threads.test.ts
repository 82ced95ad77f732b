import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ResourceLimits } from 'node:worker_threads';
import { generateTenant } from '../../bench/generate/tenant.js';
import { Helpers } from '../../server/src/cli/threads/helpers.js';
import { threadsFor, threadsOption } from '../../server/src/cli/threads/how-many.js';
import { sharedSource } from '../../server/src/cli/threads/shared-source.js';
import { Taken } from '../../server/src/cli/threads/taken.js';
import { OnceCheck } from '../../server/src/core/check-once.js';
import { Parts } from '../../server/src/core/check/parts.js';
import { Folder, ROOT, spaceward } from '../support/cli.js';
import { largeFolder } from '../support/large-folder.js';
import { matrix } from '../support/policy.js';

/** What is found in an invented tenant with the help of other threads, and how many parts they did not tell of. */
async function helped(count: number, limits?: ResourceLimits): Promise<readonly string[]> {
  const { files: sources } = generateTenant({ lines: 3000, files: 3, seed: 8 });
  const helpers = await Helpers.start(count, limits);
  const check = new OnceCheck(matrix);
  const wrong = sources.map(({ path, text }) => ({
    path,
    text: text.replace(/ because .*/gu, ' because no share'),
  }));
  const shared = wrong.map(({ path, text }) => sharedSource(path, Buffer.from(text)));
  helpers.begin(shared, undefined);
  const files = wrong.map((source) => check.read(source));
  const open = check.open(files, undefined);
  const parts = new Parts(open, { tests: 2, spaces: 2 });
  // Others are to have something to do.
  if (count > 0 && limits === undefined) await new Promise((resolve) => setTimeout(resolve, 500));
  const done = await helpers.doAll(parts, () => undefined);
  helpers.end();
  assert.equal(done.length, parts.count);
  return parts
    .finish(done)
    .diagnostics.map(({ path, span, message }) => `${path} ${span.start} ${message}`);
}

describe('threads', () => {
  it('each take other parts, until none is left', () => {
    const taken = new Taken();
    const [main, one, other] = [taken, new Taken(taken.shared), new Taken(taken.shared)];
    const takers = [main.first(10), one.last(10), other.last(10)].map((each) =>
      each[Symbol.iterator](),
    );
    const got: number[] = [];
    for (let turn = 0; turn < 20; turn += 1) {
      const next = takers[(turn * 7) % 3]?.next();
      if (next?.done === false) got.push(next.value);
    }
    assert.deepEqual(got.slice(0, 4), [0, 9, 8, 1]);
    assert.deepEqual(
      got.sort((a, b) => a - b),
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    );
    assert.ok(main.count >= 10);
  });

  it('are as many as are asked for where the policy is large, else one', () => {
    assert.equal(
      threadsFor(8, () => 500_000),
      1,
    );
    assert.equal(
      threadsFor(3, () => 5_000_000),
      3,
    );
    // Nobody's files are looked at for nothing.
    const never = (): number => assert.fail('the size was asked');
    assert.equal(threadsFor(1, never), 1);
    assert.equal(threadsFor(undefined, never), 1);
    assert.equal(threadsOption(undefined), undefined);
    assert.equal(threadsOption(['2']), 2);
    for (const wrong of ['0', '-1', 'x', '1.5', '100', ''])
      assert.throws(() => threadsOption([wrong]), /--threads (takes a number|needs a value)/u);
  });

  it('find together what one finds, also where they run out of memory', async () => {
    const alone = await helped(0);
    assert.ok(alone.length > 20);
    assert.deepEqual(await helped(1), alone);
    assert.deepEqual(await helped(2), alone);
    for (const maxOldGenerationSizeMb of [2, 12])
      assert.deepEqual(await helped(1, { maxOldGenerationSizeMb }), alone);
  });

  describe('of the command line', () => {
    let folder: Folder;
    before(() => {
      folder = largeFolder();
    });
    after(() => {
      folder.remove();
    });

    it('give the same report, also where they cannot start', () => {
      const check = (...args: string[]): unknown =>
        spaceward(['check', ...args], { cwd: folder.path });
      const alone = check('--threads', '1');
      assert.match(JSON.stringify(alone), /"code":1.*nobody-there/u);
      assert.deepEqual(check('--threads=2'), alone);
      assert.deepEqual(check(), alone);
      const junit = ['--format', 'junit', '--threads'];
      assert.deepEqual(check(...junit, '3'), check(...junit, '1'));
      const copy = new Folder();
      cpSync(join(ROOT, 'dist'), copy.path, { recursive: true });
      rmSync(join(copy.path, 'thread.cjs'));
      const without = spaceward(['check', '--threads', '2'], {
        cwd: folder.path,
        program: join(copy.path, 'spaceward.cjs'),
      });
      copy.remove();
      assert.deepEqual(without, alone);
    });

    it('start from the bundle', () => {
      const probe = new Folder({
        'probe.cjs': `let threads = 0;
          require('node:diagnostics_channel').channel('worker_threads').subscribe(() => (threads += 1));
          process.on('exit', () => {
            if (threads > 0) require('node:fs').writeFileSync(__dirname + '/threads', String(threads));
          });`,
      });
      const started = (...args: string[]): string => {
        const command = [
          '--require',
          join(probe.path, 'probe.cjs'),
          join(ROOT, 'dist/spaceward.cjs'),
        ];
        const options = { cwd: folder.path, stdio: 'ignore' } as const;
        spawnSync(process.execPath, [...command, 'check', ...args], options);
        const told = join(probe.path, 'threads');
        return existsSync(told) ? readFileSync(told, 'utf8') : '0';
      };
      assert.equal(started(), '0');
      assert.equal(started('--threads', '3'), '2');
      probe.remove();
    });

    it('are a number', () => {
      const { code, err } = spaceward(['check', '--threads', 'many'], { cwd: folder.path });
      assert.equal(code, 2);
      assert.match(err, /--threads takes a number from 1 to 99; found many/u);
    });
  });
});
