import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Folder, ROOT, spaceward } from '../support/cli.js';

const POLICY = `users:
  anna: {}
  ali: {}
spaces:
  Sales:
    type: shared
    owner: anna
    members: { ali: can view }
    apps: { KPI: { owner: anna } }
tests:
  ali:
    - ali can app.open on Sales/KPI
    - ali can app.delete on Sales/KPI
    - ali can app.see-all on Sales
`;

interface Report {
  version: number;
  files: number;
  summary: Record<string, number>;
  tests: Record<string, number>;
  diagnostics: {
    file: string;
    range: { start: { line: number; character: number }; end: { line: number; character: number } };
    severity: string;
    rule: string;
    message: string;
    related: { file: string; range: unknown; message: string }[];
    fixable: boolean;
  }[];
}

describe('spaceward check', () => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder({ 'p/a.spaceward.yaml': POLICY });
  });
  afterEach(() => {
    folder.remove();
  });

  const json = (...args: string[]): Report => {
    const { out } = spaceward(['check', '--format', 'json', ...args], { cwd: folder.path });
    return JSON.parse(out) as Report;
  };

  it('reports as the language reference says', () => {
    const report = json('p');
    assert.deepEqual(
      { version: report.version, files: report.files, tests: report.tests },
      { version: 1, files: 1, tests: { passed: 1, failed: 1, undecided: 1, empty: 0 } },
    );
    assert.deepEqual(report.summary, {
      error: 2,
      warning: 0,
      info: 2,
      suppressed: 0,
      baselined: 0,
    });
    const [failed, undecided, ...facts] = report.diagnostics;
    assert.equal(failed?.rule, 'failed-expectation');
    assert.equal(failed.file, 'p/a.spaceward.yaml');
    assert.equal(failed.severity, 'error');
    assert.deepEqual(failed.range, {
      start: { line: 12, character: 6 },
      end: { line: 12, character: 37 },
    });
    assert.match(failed.message, /"Delete an app" is No in the table shared\.professional/u);
    assert.ok(failed.related.some(({ file }) => file === 'p/a.spaceward.yaml'));
    assert.equal(failed.fixable, false);
    assert.equal(undecided?.rule, 'undecided-expectation');
    assert.match(undecided.message, /no document at hand has a row for it/u);
    assert.deepEqual(
      facts.map(({ rule }) => rule),
      ['missing-fact', 'missing-fact'],
    );
  });

  it('fails from the given severity on; the option wins over the configuration', () => {
    folder.write('q/tenant.spaceward.yaml', 'tenant: { name: T }\nusers: { anna: {}, ali: {} }\n');
    folder.write(
      'q/s.spaceward.yaml',
      'spaces:\n  S: { type: shared, owner: anna, members: { ali: "can edit, can view" } }\n',
    );
    const code = (...args: string[]): number | null =>
      spaceward(['check', 'q', ...args], { cwd: folder.path }).code;
    assert.equal(code(), 0);
    assert.equal(code('--fail-on', 'warning'), 0);
    assert.equal(code('--fail-on', 'info'), 1);
    folder.write('q/spaceward.config.yaml', 'fail-on: info\n');
    assert.equal(code(), 1);
    assert.equal(code('--fail-on', 'error'), 0);
    folder.write('q/spaceward.config.yaml', 'rules: { redundant-grant: off }\nfail-on: info\n');
    assert.equal(code(), 0);
    folder.write('q/spaceward.config.yaml', 'rules: { redundant-grant: error }\n');
    assert.equal(code(), 1);
  });

  it('reports mistakes in the configuration', () => {
    folder.write('p/tenant.spaceward.yaml', 'tenant: { name: T }\n');
    folder.write(
      'p/spaceward.config.yaml',
      'rules: { redundant-grnt: off, over-limit: loud, over-limit: off }\nlimts: {}\nlimits: { near: 200 }\nfacts: [{ table: x, action: app.open, source: me }, { table: personal, action: app.open, yes: can publish }]\ntoString: info\nlimits: {}\n',
    );
    const messages = json('p')
      .diagnostics.filter(({ file }) => file === 'p/spaceward.config.yaml')
      .map(({ message }) => message);
    assert.equal(messages.length, 11, messages.join('\n'));
    assert.match(messages[0] ?? '', /unknown rule redundant-grnt; did you mean redundant-grant\?/u);
  });

  it('reads a policy whole, whichever file is named; nested tenants are policies of their own', () => {
    folder.write('t/tenant.spaceward.yaml', 'tenant: { name: Outer }\nusers: { anna: {} }\n');
    folder.write('t/team/s.spaceward.yaml', 'spaces: { S: { type: shared, owner: anna } }\n');
    folder.write('t/inner/tenant.spaceward.yaml', 'tenant: { name: Inner }\nusers: { anna: {} }\n');
    assert.equal(json('t/team/s.spaceward.yaml').files, 2);
    assert.equal(json('t').files, 3);
    assert.deepEqual(json('t').diagnostics, []);
    folder.write('t/inner/x.spaceward.yaml', 'users: { anna: {} }\n');
    assert.deepEqual(
      json('t').diagnostics.map(({ rule, file }) => [rule, file]),
      [['duplicate-entry', 't/inner/x.spaceward.yaml']],
    );
  });

  it('says the same to a reader who leaves early', () => {
    const node = JSON.stringify(process.execPath);
    const command = JSON.stringify(join(ROOT, 'dist/spaceward.cjs'));
    const codeOf = (args: string): string =>
      spawnSync(
        'bash',
        ['-c', `${node} ${command} ${args} | head -c 1 > /dev/null; echo "\${PIPESTATUS[0]}"`],
        { cwd: folder.path, encoding: 'utf8' },
      ).stdout.trim();
    assert.equal(codeOf('check p'), '1');
    assert.equal(codeOf('matrix'), '0');
  });

  it('is plain when piped, coloured when forced, and never both', () => {
    const plain = spaceward(['check', 'p'], { cwd: folder.path }).out;
    const forced = spaceward(['check', 'p'], { cwd: folder.path, env: { FORCE_COLOR: '1' } }).out;
    assert.ok(!plain.includes('\u001B'));
    assert.ok(forced.includes('\u001B[31m'));
    // eslint-disable-next-line no-control-regex -- colours are control characters
    assert.equal(forced.replace(/\u001B\[\d+m/gu, ''), plain);
    const off = spaceward(['check', 'p'], { cwd: folder.path, env: { NO_COLOR: '1' } }).out;
    assert.equal(off, plain);
  });

  it('a suppression needs a reason, silences what is beneath it, and is reported when it silences nothing', () => {
    const space = (comment: string): string =>
      `users: { anna: {}, ali: {} }\nspaces:\n  S:\n    type: shared\n    owner: anna\n    members:\n      ${comment}\n      ali: can edit, can view\n`;
    const rules = (text: string): readonly string[] => {
      folder.write('p/a.spaceward.yaml', text);
      return json('p').diagnostics.map(({ rule }) => rule);
    };
    assert.deepEqual(rules(space('# why not')), ['redundant-grant']);
    assert.deepEqual(rules(space('# spaceward-ignore redundant-grant: both are wanted')), []);
    assert.equal(json('p').summary.suppressed, 1);
    assert.deepEqual(rules(space('# spaceward-ignore redundant-grant')), [
      'invalid-suppression',
      'redundant-grant',
    ]);
    assert.deepEqual(rules(space('# spaceward-ignore over-limit: none')), [
      'unused-suppression',
      'redundant-grant',
    ]);
    assert.deepEqual(rules(space('# spaceward-ignore over-limt: none')), [
      'invalid-suppression',
      'redundant-grant',
    ]);
    assert.deepEqual(
      rules(
        space('# x').replace('  S:', '  # spaceward-ignore redundant-grant: the whole space\n  S:'),
      ),
      [],
    );
  });
});
