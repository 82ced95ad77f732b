/** Effective access as a page and as a Parquet file: both tell what CSV tells, whatever names there are. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { Script } from 'node:vm';
import { type FileMetaData, parquetMetadata, parquetReadObjects } from 'hyparquet';
import { bytesOf, Folder, plainEnvironment, PROGRAM, ROOT, spaceward } from '../../support/cli.js';
import { readCsvRows } from '../../support/csv.js';
import { HOSTILE_NAMES, scalar, visible } from '../../support/hostile-names.js';
import { elements, readXml, type XmlNode } from '../../support/reports.js';

/** A policy in which each name is that of a user, a space and an app. */
function hostilePolicy(): string {
  // Blanks around a name are no part of it.
  const names = Object.values(HOSTILE_NAMES).map((name) => scalar(name.trim()));
  const users = names.map((name) => `  ${name}: { name: ${name} }\n`);
  const spaces = names.map(
    (name) =>
      `  ${name}: { type: shared, owner: ${name}, apps: { ${name}: { owner: ${name}, shares: { zoe: can view } } } }\n`,
  );
  return `tenant: { subscription: enterprise, entitlement: full }\nusers:\n  zoe: {}\n${users.join('')}spaces:\n${spaces.join('')}`;
}

const USERS = 1200;
const SPACES = 50;

/** More rows than one group of a Parquet file has, and more in a space than one table of a page has. */
function crowdedPolicy(): string {
  const users = Array.from({ length: USERS }, (_, index) => `  u${index}: { groups: [all] }\n`);
  const spaces = Array.from(
    { length: SPACES },
    (_, index) => `  S${index}: { type: shared, members: { group all: can view } }\n`,
  );
  return `tenant: { subscription: enterprise, entitlement: full }\nusers:\n${users.join('')}groups: { all: {} }\nspaces:\n${spaces.join('')}`;
}

const NUMBERS: ReadonlySet<string> = new Set(['line', 'action_count']);
const ALL = ['--verdict', 'allowed', '--verdict', 'depends', '--verdict', 'denied'];

describe('formats of access', () => {
  const hostile = new Folder({ 'tenant.spaceward.yaml': hostilePolicy() });
  const crowded = new Folder({ 'tenant.spaceward.yaml': crowdedPolicy() });
  after(() => {
    hostile.remove();
    crowded.remove();
  });
  /** What is asked, and where. */
  const questions: Readonly<Record<string, readonly [cwd: string, ...args: string[]]>> = {
    'the sample members-list': [ROOT, 'samples/members-list', '--by', 'user', ...ALL],
    'the sample company': [ROOT, 'samples/company', '--action', 'app.open', '--by', 'app', ...ALL],
    'several policies': [ROOT, 'samples', '--action', 'app.open', '--action', 'space.delete'],
    'hostile names': [hostile.path, '--action', 'app.open', '--action', 'space.delete'],
    'hostile names by user': [hostile.path, '--action', 'app.open', '--by', 'user'],
    'nobody at all': [crowded.path, '--action', 'space.delete'],
  };
  const csv = ([cwd, ...args]: readonly [string, ...string[]]): Record<string, string>[] =>
    readCsvRows(spaceward(['access', ...args], { cwd }).out);

  describe('parquet', () => {
    const read = async ([cwd, ...args]: readonly [string, ...string[]]): Promise<{
      readonly rows: Record<string, unknown>[];
      readonly about: FileMetaData;
    }> => {
      const file = bytesOf(['access', '--format', 'parquet', ...args], cwd).buffer;
      assert.ok(file instanceof ArrayBuffer);
      return { rows: await parquetReadObjects({ file }), about: parquetMetadata(file) };
    };
    /** A value as CSV has it, but for what keeps spreadsheets from taking it for a formula. */
    const shown = (value: unknown): string => {
      if (value === null) return '';
      if (typeof value === 'string') return visible(value);
      assert.ok(typeof value === 'number');
      return String(value);
    };
    const sameAsCsv = (rows: readonly Record<string, unknown>[], records: object[]): void => {
      assert.equal(rows.length, records.length);
      for (const [index, record] of records.entries())
        for (const [column, field] of Object.entries(record)) {
          const cell = shown(rows[index]?.[column]);
          if (field !== `'${cell}`) assert.equal(cell, field, `${column} of row ${index}`);
        }
    };

    for (const [what, question] of Object.entries(questions))
      it(`has the rows of CSV: ${what}`, async () => {
        const { rows, about } = await read(question);
        sameAsCsv(rows, csv(question));
        assert.equal(Number(about.num_rows), rows.length);
        assert.match(about.created_by ?? '', /^spaceward \d/u);
      });

    it('is typed: numbers are numbers, and what is not there is null', async () => {
      const { rows, about } = await read([ROOT, 'samples/members-list']);
      const types = Object.fromEntries(
        about.schema
          .slice(1)
          .map(({ name, type, converted_type }) => [name, converted_type ?? type]),
      );
      for (const [column, type] of Object.entries(types))
        assert.equal(type, NUMBERS.has(column) ? 'INT32' : 'UTF8', column);
      assert.equal(rows[0]?.line, 12);
      assert.equal(rows[0].item, null);
    });

    it('tells names as they are; only what UTF-8 does not have is shown as an escape', async () => {
      const { rows } = await read([hostile.path, '--action', 'space.delete']);
      const people = rows.map(({ person }) => person);
      const names = Object.values(HOSTILE_NAMES).map((name) =>
        name.trim().replace(/\p{Cs}/gu, visible),
      );
      assert.deepEqual(people, names);
    });

    it('writes one group of rows after the other, and texts that repeat once a group', async () => {
      const question = [crowded.path, '--action', 'app.open'] as const;
      const { rows, about } = await read(question);
      sameAsCsv(rows, csv(question));
      assert.deepEqual(
        about.row_groups.map((group) => Number(group.num_rows)),
        [50_000, USERS * SPACES - 50_000],
      );
      for (const { columns } of about.row_groups)
        for (const { meta_data: column } of columns) {
          const name = column?.path_in_schema[0] ?? '';
          if (column?.type === 'BYTE_ARRAY')
            assert.ok(column.encodings.includes('RLE_DICTIONARY'), name);
        }
    });

    // Other systems have another `script`.
    const onLinux = process.platform === 'linux' ? it : (): void => undefined;
    onLinux('is not written to a terminal', () => {
      const command = `"${process.execPath}" "${PROGRAM}" access --format parquet samples/members-list`;
      const { stdout, status } = spawnSync('script', ['-qec', command, '/dev/null'], {
        cwd: ROOT,
        encoding: 'utf8',
        env: plainEnvironment(),
      });
      assert.equal(
        stdout.replaceAll('\r\n', '\n'),
        "spaceward: --format parquet writes bytes that a terminal can't show: write them to a file, with > access.parquet\n",
      );
      assert.equal(status, 2);
    });
  });

  describe('html', () => {
    const page = ([cwd, ...args]: readonly [string, ...string[]]): string => {
      const { out, code } = spaceward(['access', '--format', 'html', ...args], { cwd });
      assert.equal(code, 0);
      return out;
    };
    /** The part of a page that tells what was found, read as strictly as XML. */
    const main = (text: string): XmlNode =>
      readXml((/<main>[^]*<\/main>/u.exec(text)?.[0] ?? '').replaceAll('<br>', '<br/>'));
    const bodyRows = (root: XmlNode): readonly XmlNode[] =>
      elements(root, 'tbody').flatMap(({ children }) => children);
    const allText = (node: XmlNode): string => node.text + node.children.map(allText).join('');

    for (const [what, question] of Object.entries(questions))
      it(`has the rows of CSV: ${what}`, () => {
        const text = page(question);
        const raw = new Set(text.match(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu) ?? []);
        assert.deepEqual([...raw], ['\n'], 'characters that are not seen');
        const root = main(text);
        const records = csv(question);
        const rows = bodyRows(root);
        assert.equal(rows.length, records.length);
        const tables = elements(root, 'table').flatMap((table) =>
          bodyRows(table).map((row) => ({
            row,
            caption: elements(elements(table, 'caption')[0] ?? table, 'bdi')[0]?.text,
          })),
        );
        const by = question.includes('user') ? 'user' : question.includes('app') ? 'app' : 'space';
        const plain = (cell = ''): string => cell.replace(/^'(?=['\s]*[=+\-@])/u, '');
        for (const [index, record] of records.entries()) {
          const { row, caption } = tables[index] ?? assert.fail('no row');
          const cells = row.children.map(allText);
          const [person, space, item] = [record.person, record.space, record.item].map(plain);
          const place = item === '' ? space : `${space}/${item}`;
          assert.equal(cells[0], by === 'user' ? place : person);
          if (by === 'space') assert.equal(cells[1], item);
          const about = { user: person, space, app: place }[by] ?? '';
          assert.equal(caption, about);
          assert.equal(cells.at(-4), `${MARKS[record.verdict ?? '']} ${record.verdict}`);
          assert.equal(row.attributes.class, record.verdict);
          if (record.verdict === 'allowed')
            assert.ok(cells.at(-1)?.startsWith(`${record.file}:${record.line}:`), cells.at(-1));
          const list = /and (\d+) more$/u.exec(cells.at(-3) ?? '');
          const count =
            (list === null ? 0 : Number(list[1])) + (cells.at(-3) ?? '').split(', ').length;
          assert.equal(String(count), record.action_count);
        }
      });

    it('is accessible: captions, heads of columns and of rows, and a language', () => {
      const text = page(questions['the sample company'] ?? [ROOT]);
      const root = main(text);
      const tables = elements(root, 'table');
      assert.ok(tables.length > 3);
      for (const table of tables) {
        assert.deepEqual(
          table.children.map(({ name }) => name),
          ['caption', 'thead', 'tbody'],
        );
        const [, head, body] = table.children;
        const heads = elements(head ?? table, 'th');
        assert.ok(heads.every(({ attributes }) => attributes.scope === 'col'));
        for (const { children } of body?.children ?? []) {
          assert.equal(children.length, heads.length);
          assert.equal(children[0]?.name, 'th');
          assert.equal(children[0].attributes.scope, 'row');
        }
      }
      assert.match(text, /^<!doctype html>\n<html lang="en">/u);
      assert.match(text, /<label>Find <input type="search"><\/label>/u);
    });

    it('says what was asked, and what is left open', () => {
      const head = (...args: string[]): string =>
        page([ROOT, 'samples/members-list', ...args]).replace(/<main>[^]*/u, '');
      const all = head();
      assert.match(
        all,
        /<dt>Who<\/dt><dd>everybody<\/dd>\n<dt>Actions<\/dt><dd>every action that/u,
      );
      assert.match(all, /<dd>301 allowed, 309 denied, 262 depending on what the policy/u);
      assert.match(all, /<p class="note">262 verdicts depend on what/u);
      const some = head('--who', 'ali', '--action', 'app.open', '--verdict', 'depends');
      assert.match(
        some,
        /<dt>Who<\/dt><dd><bdi>ali<\/bdi><\/dd>\n<dt>Actions<\/dt><dd><bdi>app.open</u,
      );
      assert.doesNotMatch(some, /class="note"/u);
    });

    it('loads nothing, and lets nothing run but its own script', () => {
      const text = page(questions['hostile names'] ?? [ROOT]);
      const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/u.exec(text)?.[1];
      const hashOf = (element: string): string => {
        const inside = text.split(`<${element}>`).slice(1);
        assert.equal(inside.length, 1, `one ${element}`);
        const [content = ''] = (inside[0] ?? '').split(`</${element}>`);
        if (element === 'script') assert.ok(new Script(content));
        return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
      };
      assert.equal(
        policy,
        `default-src 'none'; style-src ${hashOf('style')}; script-src ${hashOf('script')}; base-uri 'none'; form-action 'none'`,
      );
      const body = main(text);
      const names = new Set<string>();
      const look = ({ name, attributes, children }: XmlNode): void => {
        names.add(name);
        for (const [key, value] of Object.entries(attributes))
          assert.match(
            `${key}=${value}`,
            /^(?:class=[a-z]+|scope=(?:row|col)|id=actions-\d+|href=#actions-\d+)$/u,
          );
        children.forEach(look);
      };
      look(body);
      const known = 'main section table caption thead tbody tr th td bdi br a h2 ol li'.split(' ');
      assert.deepEqual(
        [...names].filter((name) => !known.includes(name)),
        [],
      );
    });

    it('leads to lists of actions that are there', () => {
      const root = main(page([ROOT, 'samples/company']));
      const lists = new Map(
        elements(root, 'li').map((li) => [li.attributes.id, li.text.split(', ')]),
      );
      const records = csv([ROOT, 'samples/company']);
      for (const [index, row] of bodyRows(root).entries()) {
        const link = elements(row, 'a')[0]?.attributes.href?.slice(1);
        if (link === undefined) continue;
        assert.deepEqual(lists.get(link), records[index]?.actions?.split(' '));
      }
      assert.ok(lists.size > 3);
    });

    it('divides large tables', () => {
      const root = main(page([crowded.path, '--action', 'app.open', '--where', 'S7']));
      assert.deepEqual(
        elements(root, 'table').map((table) => [
          (elements(table, 'caption')[0]?.text ?? '').replace(' (shared space)', ''),
          bodyRows(table).length,
        ]),
        [
          ['', 500],
          [', continued', 500],
          [', continued', 200],
        ],
      );
    });
  });
});

const MARKS: Readonly<Record<string, string>> = { allowed: '✓', denied: '✗', depends: '?' };
