import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import AjvDraft04 from 'ajv-draft-04';
import MarkdownIt from 'markdown-it';
import { accessCsv } from '../../server/src/cli/report/access-csv.js';
import { accessJson } from '../../server/src/cli/report/access-json.js';
import type { AccessReport } from '../../server/src/cli/report/access-report.js';
import { openPolicy, readPolicyFile } from '../../server/src/core/check.js';
import { loadMatrixData } from '../../server/src/core/matrix/load.js';
import { Matrix } from '../../server/src/core/matrix/matrix.js';
import { Folder, plainEnvironment, PROGRAM, ROOT, spaceward } from '../support/cli.js';
import { readCsv, readCsvRows } from '../support/csv.js';

const POLICY = `tenant: { subscription: enterprise, entitlement: full }
roles: { User Default: { permissions-otherwise: not allowed } }
users:
  anna: { name: Anna Lind, email: anna@acme.example, groups: [] }
  ali: { groups: [sales] }
  dana: {}
  root: { roles: [Tenant Admin], groups: [] }
groups:
  sales: { others: unknown }
spaces:
  Dev:
    type: shared
    owner: anna
    members:
      group sales: can view
      ali: can view
    apps:
      KPI: { owner: anna, shares: { group sales: can view } }
      Legacy: { owner: ali, kind: qlikview }
  Prod: { type: managed, owner: anna }
`;

interface Report {
  by: string;
  entries: {
    who: { kind: string; id: string };
    where: { space: string; item: string | null };
    verdict: string;
    policy: string;
    actions: string[];
    grants: { via: string; principal: { kind: string; id: string }; file?: string }[];
    missing: { text: string }[];
    shortfalls: string[];
  }[];
  summary: { entries: number; verdicts: Record<string, number> | null };
}

const isReport = new AjvDraft04.default({ allErrors: true }).compile(
  JSON.parse(readFileSync(join(ROOT, 'test/schemas/access.schema.json'), 'utf8')) as object,
);

describe('spaceward access', () => {
  const folder = new Folder({ 'tenant.spaceward.yaml': POLICY });
  after(() => {
    folder.remove();
  });
  const run = (...args: string[]): ReturnType<typeof spaceward> =>
    spaceward(['access', ...args], { cwd: folder.path });
  const csv = (...args: string[]): Record<string, string>[] => readCsvRows(run(...args).out);
  const json = (...args: string[]): Report => {
    const { code, out } = run('--format', 'json', ...args);
    assert.equal(code, 0);
    const report = JSON.parse(out) as Report;
    assert.ok(isReport(report), JSON.stringify(isReport.errors, null, 1));
    assert.equal(report.summary.entries, report.entries.length);
    return report;
  };

  it('tells each reason with its line, and every other grant besides', () => {
    const [ali, ...others] = csv('--action', 'app.open', '--where', 'Dev', '--who', 'ali');
    assert.deepEqual(ali, {
      person: 'ali',
      person_kind: 'user',
      name: 'ali',
      email: '',
      space: 'Dev',
      space_type: 'shared',
      item_kind: '',
      item: '',
      verdict: 'allowed',
      via: 'member',
      role: 'Can view',
      through: 'ali',
      file: 'tenant.spaceward.yaml',
      line: '16',
      also: 'group: group sales is Can view',
      missing: '',
      shortfalls: '',
      action_count: '1',
      actions: 'app.open',
      policy: 'tenant.spaceward.yaml',
    });
    assert.deepEqual(others, []);
  });

  it('tells what is better on single items, and by app of all of them', () => {
    const told = (entries: Report['entries']): string[] =>
      entries.map(
        ({ who, where, grants }) => `${who.id} ${where.item ?? '*'} ${grants[0]?.via ?? ''}`,
      );
    const of = (...args: string[]): string[] =>
      told(json('--action', 'app.delete', ...args).entries);
    assert.deepEqual(of(), ['anna * owner', 'root * admin', 'anna * owner', 'root * admin']);
    assert.deepEqual(of('--by', 'app'), [
      'anna KPI owner',
      'root KPI admin',
      'anna Legacy owner',
      'root Legacy admin',
    ]);
    assert.deepEqual(of('--where', 'Dev/Legacy'), ['anna Legacy owner', 'root Legacy admin']);
    const open = json('--action', 'app.open', '--who', 'group sales', '--by', 'app').entries;
    assert.deepEqual(told(open), [
      'ali KPI member',
      'sales KPI group',
      'ali Legacy member',
      'sales Legacy group',
    ]);
    assert.deepEqual(
      open[0]?.grants.map(({ via, principal }) => [via, principal.id]),
      [
        ['member', 'ali'],
        ['group', 'sales'],
        ['share', 'sales'],
      ],
    );
  });

  it('leaves out what depends and what is denied, and says how much depends', () => {
    const { err } = run();
    assert.match(
      err,
      /^spaceward: [\d,]+ verdicts depend on what the policy does not state, and are not listed: --verdict depends lists them\.\n$/u,
    );
    const { entries, summary } = json(
      '--action',
      'app.open',
      '--verdict',
      'depends',
      '--verdict',
      'denied',
    );
    assert.deepEqual(summary.verdicts, { allowed: 6, denied: 3, depends: 1 });
    assert.deepEqual(
      entries.map(({ who, where, verdict, missing, shortfalls }) => [
        who.id,
        where.space,
        verdict,
        missing.length,
        shortfalls,
      ]),
      [
        ['dana', 'Dev', 'depends', 1, []],
        ['ali', 'Prod', 'denied', 0, ['no role']],
        ['dana', 'Prod', 'denied', 0, ['no role']],
        ['sales', 'Prod', 'denied', 0, ['no role']],
      ],
    );
    assert.equal(run('--verdict', 'depends').err, '');
    assert.equal(json('--by', 'app').summary.verdicts, null);
  });

  it('lists what it finds before it counts', () => {
    const policy = openPolicy(new Matrix(loadMatrixData()), [
      readPolicyFile({ path: 'tenant.spaceward.yaml', text: POLICY }),
    ]);
    for (const reporter of [accessCsv, accessJson]) {
      const told: string[] = [];
      const entries = {
        [Symbol.iterator]: () => {
          told.push('listed');
          return [].values();
        },
      };
      const report: AccessReport = {
        asked: { who: [], actions: [], where: [], verdicts: ['allowed'], by: 'space' },
        counts: () => {
          told.push('counted');
          return { allowed: 0, denied: 0, depends: 0 };
        },
        policies: [{ policy, name: 'tenant', entries }],
      };
      assert.notEqual([...reporter(report)].join(''), '');
      assert.deepEqual(told, reporter === accessJson ? ['listed', 'counted'] : ['listed']);
    }
  });

  it('sorts by user, space or app, and tells the same', () => {
    const key = ({ person, space, item, actions }: Record<string, string>): string =>
      `${person} ${space} ${item} ${actions}`;
    const bySpace = csv();
    const byUser = csv('--by', 'user');
    assert.deepEqual(byUser.map(key).sort(), bySpace.map(key).sort());
    const people = byUser.map(({ person }) => person);
    assert.deepEqual(
      [...new Set(people)],
      ['anna', 'ali', 'root', 'an unnamed member of group sales'],
    );
    assert.equal(people.filter((each, index) => each !== people[index - 1]).length, 4);
  });

  it('writes markdown whose tables are whole', () => {
    const { out, code } = run(
      '--format',
      'markdown',
      '--by',
      'user',
      '--verdict',
      'allowed',
      '--verdict',
      'depends',
    );
    assert.equal(code, 0);
    const tokens = new MarkdownIt().parse(out, {});
    const count = (type: string): number => tokens.filter((token) => token.type === type).length;
    assert.equal(count('table_open'), 5);
    assert.equal(count('td_open') % 5, 0);
    assert.equal(count('paragraph_open'), 0);
    assert.match(run('--format', 'markdown', '--who', 'dana').out, /Nobody has what is asked for/u);
  });

  it('tells of several policies one after the other, each row with its policy', () => {
    const dev = POLICY;
    const prod = POLICY.replaceAll('anna', 'zoe').replace('ali: can view', 'ali: can vew');
    const both = new Folder({ 'dev/a.spaceward.yaml': dev, 'prod/b.spaceward.yaml': prod });
    try {
      const told = (...args: string[]): ReturnType<typeof spaceward> =>
        spaceward(['access', '--action', 'app.delete', ...args], { cwd: both.path });
      const rows = ({ out }: { readonly out: string }): string[] =>
        readCsv(out)
          .slice(1)
          .map((record) => `${record.at(-1) ?? ''} ${record[0] ?? ''} ${record[4] ?? ''}`);
      const all = told();
      assert.deepEqual(rows(all), [
        'dev/a.spaceward.yaml anna Dev',
        'dev/a.spaceward.yaml root Dev',
        'dev/a.spaceward.yaml anna Prod',
        'dev/a.spaceward.yaml root Prod',
        'prod/b.spaceward.yaml zoe Dev',
        'prod/b.spaceward.yaml root Dev',
        'prod/b.spaceward.yaml zoe Prod',
        'prod/b.spaceward.yaml root Prod',
      ]);
      assert.match(all.err, /^spaceward: prod\/b\.spaceward\.yaml has mistakes \(1\), and/u);
      const report = JSON.parse(told('--format', 'json').out) as Report;
      assert.ok(isReport(report), JSON.stringify(isReport.errors, null, 1));
      assert.equal(report.entries.length, 8);
      assert.equal(report.summary.entries, 8);
      const alone = [dev, prod].map((text) => {
        const folder = new Folder({ 'tenant.spaceward.yaml': text });
        const { out } = spaceward(['access', '--action', 'app.delete', '--format', 'json'], {
          cwd: folder.path,
        });
        folder.remove();
        return (JSON.parse(out) as Report).summary.verdicts ?? {};
      });
      for (const [verdict, count] of Object.entries(report.summary.verdicts ?? {}))
        assert.equal(count, (alone[0]?.[verdict] ?? 0) + (alone[1]?.[verdict] ?? 0), verdict);
      const headings = told('--format', 'markdown').out.match(/^#+ .*$/gmu);
      assert.deepEqual(headings, [
        '# Effective access by space',
        '## `dev/a.spaceward.yaml`',
        '### `Dev` (shared space)',
        '### `Prod` (managed space)',
        '## `prod/b.spaceward.yaml`',
        '### `Dev` (shared space)',
        '### `Prod` (managed space)',
      ]);
      // Where what is asked fits some policies only, they are told of.
      assert.deepEqual(rows(told('--who', 'zoe')), [
        'prod/b.spaceward.yaml zoe Dev',
        'prod/b.spaceward.yaml zoe Prod',
      ]);
      assert.equal(told('--who', 'nobody-there').code, 2);
    } finally {
      both.remove();
    }
  });

  it('refuses what it cannot answer', () => {
    const refused = (pattern: RegExp, ...args: string[]): void => {
      const { code, out, err } = run(...args);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, pattern);
    };
    refused(/takes one of csv, json, markdown, html, parquet/u, '--format', 'pretty');
    refused(/unknown user ana; did you mean anna/u, '--who', 'ana');
    refused(/unknown space Dve; did you mean Dev/u, '--where', 'Dve');
    refused(/unknown action app\.opn; did you mean app\.open/u, '--action', 'app.opn');
    refused(/concerns two spaces/u, '--action', 'app.publish');
    refused(/not there yet: ask spaceward who/u, '--action', 'space.create');
    refused(/not asked of single apps/u, '--action', 'space.delete', '--by', 'app');
    refused(/--verdict takes one of/u, '--verdict', 'yes');
    refused(/takes one of user, space, app/u, '--by', 'role');
  });

  it('ends quietly where nobody reads on', () => {
    const command = `"${process.execPath}" "${PROGRAM}" access "${join(ROOT, 'samples/company')}" | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', command], {
      encoding: 'utf8',
      env: plainEnvironment(),
    });
    assert.match(stdout, /^person,[^\n]*\n0\n$/u);
    assert.match(stderr, /^(?:spaceward: [^\n]*\n)?$/u);
  });

  it('gives spreadsheets no formula, and no name a way out of its field', () => {
    const names = [
      '=1+1',
      '@SUM(A1)',
      '-2+3',
      '+x',
      "'=x",
      'a,"b"',
      'a\nb',
      'a | b ` c',
      '\u202Ex',
      ' =1 ',
    ];
    const text = (name: string): string =>
      `"${name.replace(/[^\x20-\x7E]|["\\]/gu, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;
    const users = names.map((name, index) => `  u${index}: { name: ${text(name)} }`).join('\n');
    const members = names.map((_, index) => `u${index}: can view`).join(', ');
    const hostile = new Folder({
      'tenant.spaceward.yaml': `tenant: { subscription: enterprise, entitlement: full }\nusers:\n${users}\nspaces: { ${text('=S|"`')}: { type: shared, members: { ${members} } } }\n`,
    });
    try {
      const of = (format: string): string =>
        spaceward(['access', '--action', 'app.open', '--format', format], { cwd: hostile.path })
          .out;
      const records = readCsv(of('csv')).slice(1);
      assert.deepEqual(
        records.map((record) => record[2]),
        [
          "'=1+1",
          "'@SUM(A1)",
          "'-2+3",
          "'+x",
          "''=x",
          'a,"b"',
          'a\\u{a}b',
          'a | b ` c',
          '\\u{202e}x',
          "' =1 ",
        ].map((name) => name),
      );
      for (const record of records) assert.equal(record[4], '\'=S|"`');
      const { entries } = JSON.parse(of('json')) as { entries: { who: { name: string } }[] };
      assert.deepEqual(
        entries.map(({ who }) => who.name),
        names,
      );
      const cells = new MarkdownIt({ html: true }).parse(of('markdown'), {});
      assert.equal(cells.filter(({ type }) => type === 'td_open').length, 6 * names.length);
      for (const format of ['csv', 'json', 'markdown'])
        assert.doesNotMatch(of(format).replaceAll('\r\n', ''), /[\u202E\r]/u);
    } finally {
      hostile.remove();
    }
  });

  it('is documented: every column and every key', () => {
    const page = readFileSync(join(ROOT, 'docs/language.md'), 'utf8');
    const section = /\n### access\n([^]*?)\n### /u.exec(page)?.[1] ?? '';
    const [head = []] = readCsv(run().out);
    const [entry] = json().entries;
    for (const name of [...head, ...Object.keys(entry ?? {}), ...Object.keys(json())])
      assert.ok(name === 'version' || section.includes(`\`${name}\``), name);
  });
});
