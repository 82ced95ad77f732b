/** How the command line starts: fast where it can, and all the same where it can't. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  closeSync,
  cpSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
} from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { CHECK } from '../../server/src/cli/check-command.js';
import { isPlainCheck } from '../../server/src/cli/plain.js';
import { Folder, ROOT } from '../support/cli.js';

const SAMPLE = join(ROOT, 'samples/members-list');
const CACHES = readdirSync(join(ROOT, 'dist')).filter((name) => name.endsWith('.cache'));
const WRONG = 'spaceward: 1\nusers: { anna: {} }\ntests: { t: [anna cann app.open on X] }\n';

describe('the start of the command line', () => {
  const folder = new Folder({ 'p/tenant.spaceward.yaml': WRONG });
  before(() => {
    cpSync(join(ROOT, 'dist'), join(folder.path, 'dist'), { recursive: true });
  });
  after(() => {
    folder.remove();
  });
  const path = (name: string): string => join(folder.path, 'dist', name);
  const run = (...args: string[]): readonly [number | null, string, string] => {
    const command = [path('spaceward.cjs'), ...args];
    const options = { cwd: folder.path, encoding: 'utf8' } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, command, options);
    return [status, stdout, stderr];
  };

  it('is compiled for each part, by the version of Node.js that bundled it', () => {
    assert.deepEqual(
      CACHES.map((name) => name.replace(/-[0-9a-f]{12}-/u, '-')).sort(),
      ['check', 'commands', 'grammar', 'tokens'].map(
        (name) => `${name}-${process.version}-${process.platform}-${process.arch}.cache`,
      ),
    );
  });

  it('is never what was compiled of another bundle', () => {
    const bundle = readFileSync(path('check.cjs'), 'latin1');
    const [before, after] = ['Report every diagnostic', 'REPORT every diagnostic'];
    assert.ok(bundle.includes(before));
    const other = bundle.replace(before, after).replace(/^\/\*.{12}/u, '/*000000000000');
    folder.write('dist/check.cjs', other);
    assert.match(run('check', '--help')[1], /REPORT every/u);
    folder.write('dist/check.cjs', bundle);
  });

  for (const cache of CACHES) {
    it(`is what V8 compiled before: ${cache}`, () => {
      const cachedData = readFileSync(path(cache));
      const source = readFileSync(path(cache.replace(/-.*/u, '.cjs')));
      assert.ok(source.every((byte) => byte < 0x80));
      const script = new Script(source.toString('latin1'), { cachedData });
      assert.equal(script.cachedDataRejected, false);
    });
  }

  it('takes a plain check for what it is, and no other', () => {
    const plain = ['format', 'fail-on', 'threads'];
    for (const option of Object.keys(CHECK.options))
      for (const argument of [`--${option}`, `--${option}=x`])
        assert.equal(isPlainCheck(['check', 'p', argument]), plain.includes(option), argument);
    assert.ok(!isPlainCheck(['explain', 'fix']));
    assert.ok(isPlainCheck(['check', '--help']));
  });

  it('reads the grammar only where a sentence is wrong', () => {
    const [code, out] = run('check', 'p');
    assert.equal(code, 1);
    assert.match(out, /did you mean can/u);
    rmSync(path('grammar.cjs'));
    assert.deepEqual([run('check', SAMPLE)[0], run('check', 'p')[0]], [0, 2]);
    cpSync(join(ROOT, 'dist/grammar.cjs'), path('grammar.cjs'));
  });

  it('reads what reads YAML by tokens only where a text is out of the ordinary', () => {
    folder.write('q/tenant.spaceward.yaml', 'users:\n  anna: {}\n\tbea: {}\n');
    const [code, out] = run('check', 'q');
    assert.equal(code, 1);
    assert.match(out, /yaml-syntax/u);
    rmSync(path('tokens.cjs'));
    assert.deepEqual([run('check', SAMPLE)[0], run('check', 'q')[0]], [0, 2]);
    cpSync(join(ROOT, 'dist/tokens.cjs'), path('tokens.cjs'));
  });

  it('loads none of Node’s streams and threads for a small policy', () => {
    const probe = `process.on('exit', () => {
      require('node:fs').writeFileSync('loaded', process.moduleLoadList.join('\\n'));
    });`;
    folder.write('probe.cjs', probe);
    const command = ['--require', join(folder.path, 'probe.cjs'), path('spaceward.cjs')];
    const options = { cwd: folder.path, stdio: 'ignore' } as const;
    const { status } = spawnSync(process.execPath, [...command, 'check', SAMPLE], options);
    assert.equal(status, 0);
    const loaded = readFileSync(join(folder.path, 'loaded'), 'utf8').split('\n');
    assert.ok(loaded.includes('NativeModule fs'));
    for (const name of ['stream', 'v8', 'worker_threads'])
      assert.ok(!loaded.includes(`NativeModule ${name}`), name);
  });

  it('reads the formats that plain `check` does not need where they are asked for', () => {
    assert.ok(!readFileSync(path('check.cjs'), 'latin1').includes('testsuites'));
    const formats = ['sarif', 'junit', 'github', 'markdown'];
    for (const format of formats) {
      assert.equal(run('check', SAMPLE, '--format', format)[0], 0);
      assert.equal(run('check', `--format=${format}`, SAMPLE)[0], 0);
    }
    const commands = readFileSync(path('commands.cjs'));
    rmSync(path('commands.cjs'));
    assert.equal(run('check', SAMPLE, '--format', 'json')[0], 0);
    assert.equal(run('check', SAMPLE, '--format', 'sarif')[0], 1);
    folder.write('dist/commands.cjs', commands);
  });

  it('is the same with what another version compiled, with a part of it, and without', () => {
    const [check, explain] = [
      ['check', SAMPLE],
      ['explain', 'anna', 'app.open', 'Sales Development', SAMPLE],
    ];
    const expected = [run(...check), run(...explain)];
    const again = (): void => {
      assert.deepEqual([run(...check), run(...explain)], expected);
    };
    for (const cache of CACHES) truncateSync(path(cache), 5000);
    again();
    for (const cache of CACHES) folder.write(`dist/${cache}`, 'x'.repeat(100_000));
    again();
    for (const cache of CACHES) folder.write(`dist/${cache}`, '');
    again();
    for (const cache of CACHES) rmSync(path(cache));
    again();
    assert.equal(expected[0]?.[0], 0);
  });

  it('writes to whatever takes the report, and says where it is not taken', function () {
    const into = (target: string): readonly [number | null, string] => {
      const output = openSync(target, 'w');
      const { status, stderr } = spawnSync(
        process.execPath,
        [join(ROOT, 'dist/spaceward.cjs'), 'check', SAMPLE],
        { stdio: ['ignore', output, 'pipe'], encoding: 'utf8' },
      );
      closeSync(output);
      return [status, stderr];
    };
    assert.deepEqual(into(join(folder.path, 'report')), [0, '']);
    assert.match(readFileSync(join(folder.path, 'report'), 'utf8'), /^✓ 3 files/u);
    if (!existsSync('/dev/full')) return;
    assert.deepEqual(into('/dev/null'), [0, '']);
    assert.deepEqual(into('/dev/full'), [2, "spaceward: the output can't be written (ENOSPC)\n"]);
  });
});
