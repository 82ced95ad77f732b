import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Folder, ROOT, spaceward } from '../support/cli.js';

interface MatrixReport {
  version: number;
  tables: {
    table: string;
    columns: { id: string }[];
    rows: { id: string; title: string; cells: Record<string, unknown> }[];
  }[];
}

describe('spaceward matrix', () => {
  it('prints every table as JSON, with all rows of the two whole documents', () => {
    const { code, out } = spaceward(['matrix', '--format', 'json']);
    assert.equal(code, 0);
    const { version, tables } = JSON.parse(out) as MatrixReport;
    assert.equal(version, 1);
    const rows = new Map(tables.map(({ table, rows }) => [table, rows.length]));
    assert.equal(rows.get('shared.professional'), 204);
    assert.equal(rows.get('shared.admin'), 122);
    assert.equal(tables.length, 9);
  });

  it('prints one table for people, each row once', () => {
    const { out } = spaceward(['matrix', '--table', 'shared.professional']);
    const rows = out.split('\n').filter((line) => / · (more is required · )?line \d+$/u.test(line));
    assert.equal(rows.length, 204);
    assert.match(out, /Open an app\s+Y {2}Y {2}Y {2}Y {2}Y {2}- .*app\.open/u);
  });

  it('the bundle runs by itself, without node_modules', () => {
    const folder = new Folder();
    try {
      cpSync(join(ROOT, 'dist'), join(folder.path, 'dist'), { recursive: true });
      cpSync(join(ROOT, 'samples'), join(folder.path, 'samples'), { recursive: true });
      const run = spawnSync(process.execPath, ['dist/spaceward.cjs', 'check', 'samples/company'], {
        cwd: folder.path,
        encoding: 'utf8',
      });
      assert.equal(run.stderr, '');
      assert.equal(run.status, 0);
    } finally {
      folder.remove();
    }
  });

  it('the version is that of package.json', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      version: string;
    };
    assert.match(spaceward(['--version']).out, new RegExp(`^${version}\n$`, 'u'));
  });
});
