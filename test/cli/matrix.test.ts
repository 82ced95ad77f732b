import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import MarkdownIt from 'markdown-it';
import { Folder, ROOT, spaceward } from '../support/cli.js';
import { readCsv } from '../support/csv.js';

interface MatrixReport {
  version: number;
  tables: {
    table: string;
    columns: { id: string }[];
    rows: { id: string; title: string; cells: Record<string, unknown> }[];
  }[];
}

/** A cell of JSON as the tables' own word. */
function valueOf(cell: unknown): string {
  if (cell === 'notApplicable') return 'not-applicable';
  if (typeof cell === 'string') return cell;
  return 'if' in Object(cell) ? 'own' : 'unknown';
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

  it('prints a record a cell as CSV, with the same values as JSON', () => {
    const { tables } = JSON.parse(spaceward(['matrix', '--format', 'json']).out) as MatrixReport;
    const wanted = tables.flatMap(({ table, columns, rows }) =>
      rows.flatMap(({ id, cells }) =>
        columns.flatMap((column) => {
          const cell = cells[column.id];
          return cell === undefined ? [] : [[table, id, column.id, valueOf(cell)].join(' ')];
        }),
      ),
    );
    const { code, out } = spaceward(['matrix', '--format', 'csv']);
    assert.equal(code, 0);
    const [head = [], ...records] = readCsv(out);
    const of = (record: readonly string[], column: string): string =>
      record[head.indexOf(column)] ?? assert.fail(`no column ${column}`);
    assert.deepEqual(
      records.map((record) =>
        ['table', 'action', 'role', 'value'].map((column) => of(record, column)).join(' '),
      ),
      wanted,
    );
    assert.ok(records.every((record) => of(record, 'document') !== ''));
    const publish = records.find(
      (record) =>
        of(record, 'table') === 'managed.professional' &&
        of(record, 'action') === 'app.publish-to-space',
    );
    assert.match(of(publish ?? [], 'needs'), /in the shared space that the app comes from/u);
  });

  it('prints a table a section as Markdown, each row once', () => {
    const args = ['matrix', '--format', 'markdown', '--table', 'shared.professional'];
    const { code, out } = spaceward(args);
    assert.equal(code, 0);
    const html = new MarkdownIt().render(out);
    assert.equal(html.match(/<tr>\s*<td>/gu)?.length, 204);
    const sections = html.match(/<h3>/gu)?.length ?? 0;
    assert.ok(sections > 5);
    assert.equal(html.match(/<table>/gu)?.length, sections);
    assert.match(
      html.replaceAll('\n', ''),
      /<td>Open an app<\/td><td><code>app\.open<\/code><\/td>(?:<td>yes<\/td>){5}<td>no<\/td>/u,
    );
    // Every row has as many cells as its table has columns.
    const widths = out
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) => line.split(/(?<!\\)\|/u).length);
    assert.equal(new Set(widths).size, 1);
  });

  it('refuses other formats', () => {
    const { code, err } = spaceward(['matrix', '--format', 'html']);
    assert.equal(code, 2);
    assert.match(err, /pretty, json, markdown(?: or|,) csv/u);
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
