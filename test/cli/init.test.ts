import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Folder, spaceward } from '../support/cli.js';

describe('spaceward init', () => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder();
  });
  afterEach(() => {
    folder.remove();
  });
  const run = (...args: string[]): ReturnType<typeof spaceward> =>
    spaceward(args, { cwd: folder.path });

  it('writes a policy that checks clean, is formatted, and whose tests hold', () => {
    const { code, out, err } = run('init');
    assert.deepEqual([code, err], [0, '']);
    const files = ['example.spaceward.yaml', 'tenant.spaceward.yaml'];
    assert.deepEqual(readdirSync(folder.path).sort(), files);
    for (const file of files) assert.ok(out.includes(`wrote ${file}\n`));
    const checked = run('check', '--format', 'json');
    const { summary, tests, diagnostics } = JSON.parse(checked.out) as {
      summary: object;
      tests: { passed: number };
      diagnostics: unknown[];
    };
    assert.deepEqual([checked.code, diagnostics], [0, []]);
    assert.deepEqual(summary, { error: 0, warning: 0, info: 0, suppressed: 0, baselined: 0 });
    assert.deepEqual(tests, { passed: 3, failed: 0, undecided: 0, empty: 0 });
    assert.deepEqual(run('format', '--check').code, 0);
  });

  it('says what to try, and each of these runs', () => {
    const { out } = run('init', 'new folder/policies');
    const commands = [...out.matchAll(/^ {2}spaceward (.*?) {2,}/gmu)].map(([, command]) =>
      (command ?? '')
        .split(/ (?=(?:[^"]*"[^"]*")*[^"]*$)/u)
        .map((word) => word.replaceAll('"', '')),
    );
    assert.deepEqual(
      commands.map(([name]) => name),
      ['check', 'who', 'explain'],
    );
    // Gus cannot open what isn't shared with him.
    assert.deepEqual(
      commands.map((command) => run(...command).code),
      [0, 0, 1],
    );
  });

  it('overwrites nothing, and adds nothing to a policy', () => {
    assert.equal(run('init').code, 0);
    folder.write('tenant.spaceward.yaml', '# mine\nspaceward: 1\n');
    const { code, out, err } = run('init');
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, /holds a policy already/u);
    assert.equal(
      readFileSync(join(folder.path, 'tenant.spaceward.yaml'), 'utf8'),
      '# mine\nspaceward: 1\n',
    );
    assert.match(run('init', 'inner').err, /in the policy of \. already/u);
    assert.ok(!readdirSync(folder.path).includes('inner'));
  });

  it('leaves policy files without a root, files and other arguments alone', () => {
    folder.write('a/deep/x.spaceward.yaml', 'spaceward: 1\n');
    assert.match(run('init', 'a').err, /already \(a\/deep\/x\.spaceward\.yaml\)/u);
    assert.deepEqual(readdirSync(join(folder.path, 'a')), ['deep']);
    folder.write('file', '');
    assert.deepEqual([run('init', 'file').code, run('init', 'b', 'c').code], [2, 2]);
  });
});
