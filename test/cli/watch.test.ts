import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { renameSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { generateTenant } from '../../bench/generate/tenant.js';
import { WatchedPolicies } from '../../server/src/cli/watched.js';
import { Folder, ROOT, spaceward } from '../support/cli.js';
import { matrix } from '../support/policy.js';

const NAME = 'tenant.spaceward.yaml';
const GOOD = 'users: { anna: {} }\nspaces: { S: { type: shared, owner: anna } }\n';
const BAD = GOOD.replace('owner: anna', 'owner: bob');

/** A check that watches, and what it has written. */
class Watching {
  private readonly child: ChildProcess;
  private out = '';
  private seen = 0;
  private awaited: (() => void) | undefined;

  constructor(cwd: string, args: readonly string[]) {
    const command = [join(ROOT, 'dist/spaceward.cjs'), 'check', '--watch', ...args];
    this.child = spawn(process.execPath, command, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
    });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.out += text;
        this.awaited?.();
      });
  }

  /** Waits for something to be written, after what was waited for before. */
  async until(pattern: RegExp): Promise<void> {
    for (;;) {
      const match = pattern.exec(this.out.slice(this.seen));
      if (match !== null) {
        this.seen += match.index + match[0].length;
        return;
      }
      await new Promise<void>((resolve) => {
        this.awaited = resolve;
      });
    }
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }

  async end(signal: NodeJS.Signals): Promise<number | null> {
    const exit = once(this.child, 'exit') as Promise<[number | null]>;
    this.child.kill(signal);
    return (await exit)[0];
  }
}

describe('spaceward check --watch', () => {
  let folder: Folder;
  let watching: Watching | undefined;
  beforeEach(() => {
    folder = new Folder({ [NAME]: GOOD });
  });
  afterEach(() => {
    watching?.kill();
    watching = undefined;
    folder.remove();
  });

  it('checks again when files change, come and go, and ends with the last code', async () => {
    watching = new Watching(folder.path, []);
    await watching.until(/^--- .*\n✓ 1 file, 0 errors[^]*watching for changes/mu);
    folder.write(NAME, BAD);
    await watching.until(/unknown user bob[^]*✗ 1 file, 1 error/u);
    folder.write('deep/new.spaceward.yaml', 'spaces: { T: { type: shared, owner: eve } }\n');
    await watching.until(/unknown user eve[^]*✗ 2 files, 2 errors/u);
    folder.write('deep/spaceward.config.yaml', 'ignored: here\n');
    folder.write('spaceward.config.yaml', 'rules: { unknown-user: off }\n');
    await watching.until(/✓ 2 files, 0 errors/u);
    folder.write('other', GOOD);
    renameSync(join(folder.path, 'other'), join(folder.path, NAME));
    rmSync(join(folder.path, 'deep'), { recursive: true });
    await watching.until(/✓ 1 file, 0 errors/u);
    rmSync(join(folder.path, NAME));
    await watching.until(/no policy files in \./u);
    folder.write(NAME, BAD.replace('bob', '[bob'));
    await watching.until(/✗ 1 file/u);
    assert.equal(await watching.end('SIGINT'), 1);
  });

  it('counts with a baseline, which may change too', async () => {
    folder.write(NAME, BAD);
    spaceward(['check', '--baseline', 'base.yaml', '--write-baseline'], { cwd: folder.path });
    watching = new Watching(folder.path, ['--baseline', 'base.yaml']);
    await watching.until(/✓ .* 1 in the baseline/u);
    folder.write('base.yaml', 'version: 1\nfindings: []\n');
    await watching.until(/✗ 1 file, 1 error/u);
    folder.write('base.yaml', 'version: 3\n');
    await watching.until(/base\.yaml:1:/u);
    folder.write('base.yaml', 'version: 1\nfindings: []\n');
    await watching.until(/✗ 1 file, 1 error/u);
    folder.write(NAME, GOOD);
    await watching.until(/✓ 1 file, 0 errors/u);
    assert.equal(await watching.end('SIGTERM'), 0);
  });

  it('ends at once by the signal in the midst of a check', async () => {
    const { files } = generateTenant({ lines: 100_000 });
    for (const { path, text } of files) folder.write(path, text);
    watching = new Watching(folder.path, []);
    // Reading them takes longer.
    await new Promise((resolve) => setTimeout(resolve, 400));
    assert.equal(await watching.end('SIGINT'), null);
  });

  it('refuses what does not go with it, and paths that are not there', () => {
    const run = (...args: string[]): ReturnType<typeof spaceward> =>
      spaceward(['check', '--watch', ...args], { cwd: folder.path });
    for (const args of [['--fix'], ['--format', 'json'], ['--baseline', 'b', '--write-baseline']])
      assert.deepEqual([run(...args).code, run(...args).out], [2, '']);
    assert.match(run('none').err, /no such file or directory/u);
  });
});

describe('policies that are watched', () => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder({ [NAME]: GOOD, 'q/x.spaceward.yaml': 'users: { kim: {} }\n' });
    folder.write('r/tenant.spaceward.yaml', GOOD);
  });
  afterEach(() => {
    folder.remove();
  });
  const watched = (): WatchedPolicies => new WatchedPolicies(matrix, [folder.path]);

  it('are read and checked again where they changed only', async () => {
    const policies = watched();
    assert.equal(await policies.refresh(), true);
    const [first, second] = (await policies.check()).policies;
    assert.equal(await policies.refresh(), false);
    folder.write(NAME, BAD);
    assert.equal(await policies.refresh(), true);
    const [after, still] = (await policies.check()).policies;
    assert.equal(still, second);
    assert.notEqual(after, first);
    const other = (checked: typeof after): unknown =>
      checked?.policy.files.find(({ path }) => path.endsWith('x.spaceward.yaml'));
    assert.ok(other(first));
    assert.equal(other(after), other(first));
    assert.deepEqual(
      after?.diagnostics.map(({ rule }) => rule),
      ['unknown-user'],
    );
  });

  it('are seen to change although neither their time nor their size does, while that is late', async () => {
    const policies = watched();
    const now = new Date();
    const write = (text: string): void => {
      folder.write(NAME, text);
      utimesSync(join(folder.path, NAME), now, now);
    };
    write(GOOD);
    await policies.refresh();
    write(GOOD.replace('owner: anna', 'owner: annb'));
    assert.equal(await policies.refresh(), true);
    assert.equal((await policies.check()).policies[0]?.diagnostics.length, 1);
  });

  it('are not the same where only their time is: that is no change', async () => {
    const policies = watched();
    await policies.refresh();
    utimesSync(join(folder.path, NAME), new Date(0), new Date(0));
    assert.equal(await policies.refresh(), false);
  });

  it('hold what cannot be read, and what can be read again', async () => {
    const policies = watched();
    folder.write(NAME, Uint8Array.of(0xff));
    assert.equal(await policies.refresh(), true);
    assert.match((await policies.check()).unreadable[0]?.message ?? '', /not UTF-8/u);
    assert.equal(await policies.refresh(), false);
    folder.write(NAME, GOOD);
    assert.equal(await policies.refresh(), true);
    assert.deepEqual((await policies.check()).unreadable, []);
  });
});
