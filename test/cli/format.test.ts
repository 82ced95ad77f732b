import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { Folder, ROOT, spaceward } from '../support/cli.js';

const ROUGH = 'users:\n    anna:  {}\n';
const NEAT = 'users:\n  anna: {}\n';
const BROKEN = 'users:\n  anna: "A" b\n  ali:  {}\n';

function inFolder(
  files: Readonly<Record<string, string | Uint8Array>>,
  test: (folder: Folder, read: (name: string) => string) => void,
): void {
  const folder = new Folder(files);
  try {
    test(folder, (name) => readFileSync(join(folder.path, name), 'utf8'));
  } finally {
    folder.remove();
  }
}

describe('spaceward format', () => {
  it('writes the files that change, and names them', () => {
    const files = {
      'a.spaceward.yaml': ROUGH,
      'b/c.spaceward.yml': NEAT,
      'b/d.spaceward.yml': `\ufeff${ROUGH.replaceAll('\n', '\r\n')}`,
      'spaceward.config.yaml': 'rules:   {}\n',
      'node_modules/x.spaceward.yaml': ROUGH,
    };
    inFolder(files, ({ path: cwd }, read) => {
      chmodSync(join(cwd, 'a.spaceward.yaml'), 0o640);
      const run = spaceward(['format'], { cwd });
      assert.deepEqual(run, { code: 0, out: 'a.spaceward.yaml\nb/d.spaceward.yml\n', err: '' });
      assert.equal(read('a.spaceward.yaml'), NEAT);
      assert.equal(statSync(join(cwd, 'a.spaceward.yaml')).mode & 0o777, 0o640);
      assert.equal(read('b/d.spaceward.yml'), `\ufeff${NEAT.replaceAll('\n', '\r\n')}`);
      assert.equal(read('spaceward.config.yaml'), files['spaceward.config.yaml']);
      assert.equal(read('node_modules/x.spaceward.yaml'), ROUGH);
      assert.deepEqual(readdirSync(join(cwd, 'b')), ['c.spaceward.yml', 'd.spaceward.yml']);
      assert.deepEqual(spaceward(['format'], { cwd }), { code: 0, out: '', err: '' });
    });
  });

  it('formats the files that are named, and no others of their policy', () => {
    inFolder({ 'tenant.spaceward.yaml': ROUGH, 'b.spaceward.yaml': ROUGH }, (folder, read) => {
      const { code, out } = spaceward(['format', './b.spaceward.yaml', 'b.spaceward.yaml'], {
        cwd: folder.path,
      });
      assert.deepEqual([code, out], [0, 'b.spaceward.yaml\n']);
      assert.equal(read('tenant.spaceward.yaml'), ROUGH);
    });
  });

  it('--check writes nothing, and exits with 1 where a file would change', () => {
    inFolder({ 'a.spaceward.yaml': ROUGH, 'b.spaceward.yaml': NEAT }, ({ path: cwd }, read) => {
      const run = spaceward(['format', '--check'], { cwd });
      assert.deepEqual([run.code, run.out], [1, 'a.spaceward.yaml\n']);
      assert.match(run.err, /1 file is not formatted: run spaceward format/u);
      assert.equal(read('a.spaceward.yaml'), ROUGH);
      assert.deepEqual(spaceward(['format', '--check', 'b.spaceward.yaml'], { cwd }), {
        code: 0,
        out: '',
        err: '',
      });
    });
  });

  it('leaves what has mistakes, and says so', () => {
    inFolder({ 'a.spaceward.yaml': BROKEN }, ({ path: cwd }, read) => {
      const { code, err } = spaceward(['format'], { cwd });
      assert.equal(code, 0);
      assert.match(err, /a\.spaceward\.yaml: the part that starts in line 2 is left as it is/u);
      assert.equal(read('a.spaceward.yaml'), BROKEN.replace('ali:  ', 'ali: '));
    });
  });

  it('a path that is not there, of another name, or without policies: a message, exit code 2', () => {
    inFolder({ 'a.yaml': ROUGH, 'a.spaceward.yaml': ROUGH }, (folder, read) => {
      const failed = (...paths: string[]): string => {
        const { code, out, err } = spaceward(['format', ...paths], { cwd: folder.path });
        assert.deepEqual([code, out], [2, '']);
        return err;
      };
      mkdirSync(join(folder.path, 'empty'));
      assert.match(failed('a.spaceward.yaml', 'none'), /none: there is no such file or directory/u);
      assert.match(failed('a.yaml'), /policy files are named/u);
      assert.match(failed('empty'), /no policy files in empty/u);
      assert.match(failed('-', 'a.spaceward.yaml'), /takes no other paths/u);
      assert.equal(read('a.spaceward.yaml'), ROUGH);
    });
  });

  it('what cannot be read or written is told, exit code 2, and the rest is formatted', () => {
    const files = {
      'a.spaceward.yaml': ROUGH,
      'b.spaceward.yaml': new Uint8Array([0xff]),
      'c.spaceward.yaml': ROUGH,
    };
    inFolder(files, ({ path: cwd }, read) => {
      chmodSync(join(cwd, 'a.spaceward.yaml'), 0o444);
      const { code, out, err } = spaceward(['format'], { cwd });
      assert.deepEqual([code, out], [2, 'c.spaceward.yaml\n']);
      assert.match(err, /a\.spaceward\.yaml: it is read-only\n/u);
      assert.match(err, /b\.spaceward\.yaml: the file is not UTF-8/u);
      assert.equal(read('a.spaceward.yaml'), ROUGH);
      assert.deepEqual(readdirSync(cwd), Object.keys(files));
    });
  });

  it('a link stays a link: the file that it leads to is formatted', () => {
    inFolder({ 'real/a.spaceward.yaml': ROUGH, 'p/b.spaceward.yaml': NEAT }, (folder, read) => {
      symlinkSync('../real/a.spaceward.yaml', join(folder.path, 'p/a.spaceward.yaml'));
      assert.equal(spaceward(['format', 'p'], { cwd: folder.path }).out, 'p/a.spaceward.yaml\n');
      assert.ok(lstatSync(join(folder.path, 'p/a.spaceward.yaml')).isSymbolicLink());
      assert.equal(read('real/a.spaceward.yaml'), NEAT);
    });
  });

  it('- formats standard input', () => {
    const run = (input: string | Uint8Array, ...more: string[]): [number | null, string] => {
      const program = join(ROOT, 'dist/spaceward.cjs');
      const result = spawnSync(process.execPath, [program, 'format', '-', ...more], { input });
      return [result.status, result.stdout.toString()];
    };
    assert.deepEqual(run(ROUGH), [0, NEAT]);
    assert.deepEqual(run(NEAT, '--check'), [0, '']);
    assert.deepEqual(run(ROUGH, '--check'), [1, '']);
    assert.deepEqual(run(new Uint8Array([0xff])), [2, '']);
  });
});
