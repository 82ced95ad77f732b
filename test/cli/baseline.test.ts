import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Folder, spaceward } from '../support/cli.js';

const TENANT = `users: { anna: {} }
spaces:
  S:
    type: shared
    owner: annna
    members: { bob: can view }
`;
const OTHER = 'spaces: { T: { type: shared, owner: eve } }\n';

describe('spaceward check --baseline', () => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder({
      'p/tenant.spaceward.yaml': TENANT,
      'p/other.spaceward.yaml': OTHER,
      'q/alone.spaceward.yaml': OTHER,
    });
  });
  afterEach(() => {
    folder.remove();
  });
  const check = (...args: string[]): ReturnType<typeof spaceward> =>
    spaceward(['check', ...args], { cwd: folder.path });
  const write = (...args: string[]): void => {
    const { code, out } = check(...args, '--baseline', 'base.yaml', '--write-baseline');
    assert.deepEqual([code, out], [0, '']);
  };
  const text = (): string => readFileSync(join(folder.path, 'base.yaml'), 'utf8');

  it('counts what is new only, from whatever folder', () => {
    write();
    const { code, out, err } = check('--baseline', 'base.yaml', '--format', 'json');
    assert.deepEqual([code, err], [0, '']);
    const { summary, diagnostics } = JSON.parse(out) as {
      summary: { error: number; baselined: number };
      diagnostics: unknown[];
    };
    assert.deepEqual([summary.error, summary.baselined, diagnostics.length], [0, 4, 0]);
    const inside = spaceward(['check', '--baseline', '../base.yaml'], {
      cwd: join(folder.path, 'p'),
    });
    assert.deepEqual([inside.code, inside.err], [0, '']);
    assert.match(inside.out, /0 errors, 0 warnings, 3 in the baseline/u);
    folder.write('p/tenant.spaceward.yaml', `# moved\n${TENANT}    created-by: ben\n`);
    const more = check('--baseline=base.yaml');
    assert.equal(more.code, 1);
    assert.match(more.out, /unknown user ben/u);
    assert.match(more.out, /1 error, 0 warnings, 4 in the baseline/u);
  });

  it('tells what is fixed or gone, of what was checked, and how to be rid of it', () => {
    write();
    folder.write('p/tenant.spaceward.yaml', TENANT.replace('annna', 'anna'));
    rmSync(join(folder.path, 'q/alone.spaceward.yaml'));
    const { code, err } = check('p', '--baseline', 'base.yaml');
    assert.equal(code, 0);
    assert.equal(
      err,
      `spaceward: base.yaml: findings that are fixed (1): take them out of it, or write it anew with --write-baseline
  unknown-user  p/tenant.spaceward.yaml  spaces > S > owner
spaceward: base.yaml: findings in files that are gone (1): take them out of it, or write it anew with --write-baseline
  unknown-user  q/alone.spaceward.yaml  spaces > T > owner
`,
    );
    write('p');
    assert.deepEqual(check('p', '--baseline', 'base.yaml').err, '');
    assert.equal(text().match(/rule:/gu)?.length, 2);
  });

  it('keeps what it lists of other policies, and reasons', () => {
    write();
    const noted = text().replace(
      /(entry: spaces > S > owner\n.*\n)/u,
      '$1    reason: she is to come\n    expires: 2999-01-01\n',
    );
    folder.write('base.yaml', noted);
    write('p');
    assert.equal(text(), noted);
    folder.write('q/alone.spaceward.yaml', OTHER.replace('eve', 'eva'));
    assert.equal(check('p', '--baseline', 'base.yaml').err, '');
  });

  it('counts what has expired, and says so', () => {
    write();
    folder.write(
      'base.yaml',
      text().replace('entry: spaces > S > owner\n', '$&    expires: 2020-01-31\n'),
    );
    const { code, out } = check('--baseline', 'base.yaml');
    assert.equal(code, 1);
    assert.match(out, /unknown user annna.*; it was in the baseline until 2020-01-31/u);
    assert.match(out, /1 error, 0 warnings, 3 in the baseline/u);
  });

  it('holds findings in every format', () => {
    folder.write(
      'p/tests.spaceward.yaml',
      'tests: { t: [everyone can app.open on S, anna cannot app.open on S] }\n',
    );
    write('p');
    const formatted = (format: string): string => {
      const { code, out, err } = check('p', '--baseline', 'base.yaml', '--format', format);
      assert.deepEqual([code, err], [0, ''], format);
      return out;
    };
    const { runs } = JSON.parse(formatted('sarif')) as {
      runs: { results: { suppressions: unknown[] }[] }[];
    };
    const external = [{ kind: 'external', justification: 'in the baseline' }];
    assert.ok((runs[0]?.results.length ?? 0) > 3);
    for (const { suppressions } of runs[0]?.results ?? []) assert.deepEqual(suppressions, external);
    assert.match(formatted('junit'), /<skipped[^>]*>in the baseline: expected/u);
    assert.doesNotMatch(formatted('junit'), /<failure|<error/u);
    assert.doesNotMatch(formatted('github'), /^::/mu);
    assert.match(formatted('markdown'), /0 errors, 0 warnings, \d in the baseline/u);
  });

  it('is made of what is left after fixes', () => {
    folder.write(
      'p/other.spaceward.yaml',
      OTHER.replace('eve', 'anna, members: { anna: consumer }'),
    );
    write('p', '--fix');
    assert.doesNotMatch(text(), /older-name/u);
    assert.equal(check('p', '--baseline', 'base.yaml', '--fail-on', 'warning').code, 0);
  });

  it('is not written where a file cannot be read', () => {
    folder.write('p/bad.spaceward.yaml', Uint8Array.of(0xff));
    const { code, err } = check('--baseline', 'base.yaml', '--write-baseline');
    assert.equal(code, 2);
    assert.match(err, /base\.yaml is not written/u);
    assert.ok(!existsSync(join(folder.path, 'base.yaml')));
  });

  it('says what is wrong with it, or with the options', () => {
    const wrong = (pattern: RegExp, ...args: string[]): void => {
      const { code, out, err } = check(...args);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, pattern);
    };
    wrong(/there is no such file.*--write-baseline/u, '--baseline', 'base.yaml');
    wrong(/named as policy files/u, '--baseline', 'base.spaceward.yaml', '--write-baseline');
    wrong(/folder is not there/u, '--baseline', 'none/base.yaml', '--write-baseline');
    wrong(/say where to write/u, '--write-baseline');
    wrong(/leave out --format/u, '--baseline', 'b', '--write-baseline', '--format', 'json');
    folder.write('base.yaml', 'version: 1\nfindings:\n  - rule: x\n');
    wrong(/base\.yaml:3:5: .*file/u, '--baseline', 'base.yaml');
  });
});
