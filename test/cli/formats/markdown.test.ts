import assert from 'node:assert/strict';
import { Folder, spaceward } from '../../support/cli.js';

const head =
  'users:\n  anna: { groups: [] }\n  ali: { groups: [] }\nspaces:\n  S:\n    type: shared\n    owner: anna\n';

describe('spaceward check --format markdown', () => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder();
  });
  afterEach(() => {
    folder.remove();
  });
  const check = (): string =>
    spaceward(['check', 'p', '--format', 'markdown'], { cwd: folder.path }).out;
  const manyTests = (count: number): string =>
    Array.from({ length: count }, (_, i) => `  t${i}: [ali can space.rename on S]\n`).join('');

  it('tells figures, diagnostics by file, and proofs below them', () => {
    folder.write(
      'p/a.spaceward.yaml',
      `${head}    members: { ali: can view, bob: can view }\ntests:\n${manyTests(1)}`,
    );
    folder.write('p/b.spaceward.yaml', 'users: { x: {} }\n');
    const report = check();
    assert.match(
      report,
      /^## ❌ Spaceward\n\n2 files, 2 errors, 0 warnings; 0 of 1 expectation holds, 1 failed\.\n/u,
    );
    assert.match(report, /\| `p\/a\.spaceward\.yaml` \| 1 \| 0 \| 1 \| 0 \|/u);
    assert.match(
      report,
      /### `p\/a\.spaceward\.yaml`\n\n\*\*error\*\* `unknown-user` at 8:31: `unknown user bob/u,
    );
    assert.match(
      report,
      /<details><summary>Proof<\/summary>\n\n```text\nrole: Can view: .*\n[^]*```\n\n<\/details>\n/u,
    );
    assert.doesNotMatch(report, /left out|b\.spaceward/u);
    folder.write('p/a.spaceward.yaml', head);
    assert.match(check(), /^## ✅ Spaceward\n/u);
  });

  it('stays within what GitHub takes: proofs are left out first, then the least severe', () => {
    const policy = (unknown: number, tests: number): string => {
      const members = Array.from({ length: unknown }, (_, i) => `      u${i}: can view\n`).join('');
      return `${head}    members:\n      ali: can edit, can view\n${members}tests:\n${manyTests(tests)}`;
    };
    const figures = (text: string): readonly number[] => {
      folder.write('p/a.spaceward.yaml', text);
      const report = check();
      assert.ok(Buffer.byteLength(report) <= 65_536, String(Buffer.byteLength(report)));
      assert.ok(Buffer.byteLength(report) > 60_000);
      const count = (what: RegExp): number => report.match(what)?.length ?? 0;
      const left = (what: RegExp): number => Number(what.exec(report)?.[1] ?? 0);
      return [
        count(/^\*\*error\*\*/gmu),
        left(/_(\d+) diagnostics?/u),
        count(/^\*\*info\*\*/gmu),
        count(/<details>/gu),
        left(/(\d+) proofs? left out/u),
      ];
    };
    const [errors, missing, infos, proofs = 0, hidden = 0] = figures(policy(100, 250));
    assert.deepEqual([errors, missing, infos], [350, 0, 1]);
    assert.ok(proofs > 0 && hidden > 0);
    assert.equal(proofs + hidden, 250);
    const [shown = 0, left = 0, none] = figures(policy(1500, 0).replace('tests:\n', ''));
    assert.equal(shown + left, 1501);
    assert.equal(none, 0);
  });

  it('stays within it with very many files and very long names', () => {
    const long = 'ü'.repeat(70);
    for (let i = 0; i < 120; i++) {
      folder.write(
        `p/${long}/${long}${i}.spaceward.yaml`,
        `users: { anna: {} }\ntests: { ${long.repeat(30)}${i}: [anna can ${long.repeat(20)}] }\n`,
      );
      folder.write(`p/${long}/${long}x${i}.spaceward.yaml`, Uint8Array.from([0xff]));
    }
    const report = check();
    assert.ok(Buffer.byteLength(report) <= 65_536, String(Buffer.byteLength(report)));
    assert.match(report, /and 70 files more that can't be read/u);
    assert.match(report, /70 files more with tests/u);
    assert.match(report, /diagnostics? left out/u);
  });
});
