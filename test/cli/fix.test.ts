import assert from 'node:assert/strict';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyPatch } from 'diff';
import { checkPolicy, readPolicyFile } from '../../server/src/core/check.js';
import { fixLoaded } from '../../server/src/cli/fix.js';
import { Folder, spaceward } from '../support/cli.js';
import { matrix } from '../support/policy.js';

const NAME = 'tenant.spaceward.yaml';
const BEFORE = `users: { anna: {}, ali: {} }
spaces:
  S:
    type: shared
    owner: anna
    members:\r
      ali: facilitator # boss
`;
const AFTER = BEFORE.replace('facilitator', 'can manage');
const OTHER = `spaces: { T: { type: shared, owner: anna, members: { ali: consumer } } }\n`;

describe('spaceward check --fix', () => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder({ [NAME]: BEFORE, 'other.spaceward.yaml': OTHER });
  });
  afterEach(() => {
    folder.remove();
  });
  const run = (...args: string[]): ReturnType<typeof spaceward> =>
    spaceward(['check', ...args], { cwd: folder.path });
  const text = (name: string): string => readFileSync(join(folder.path, name), 'utf8');

  it('writes the files, and reports what is left', () => {
    const { code, out, err } = run('--fix', '--fail-on', 'info');
    assert.deepEqual([code, err], [0, 'spaceward: fixed 2 problems in 2 files\n']);
    assert.match(out, /^✓ 2 files, 0 errors, 0 warnings\n$/u);
    assert.equal(text(NAME), AFTER);
    assert.equal(text('other.spaceward.yaml'), OTHER.replace('consumer', 'can view'));
    const again = run('--fix', '--format', 'json');
    assert.equal(again.err, 'spaceward: there was nothing to fix\n');
    assert.equal((JSON.parse(again.out) as { files: number }).files, 2);
  });

  it('writes files that are named only, and counts the others still', () => {
    const { code, out } = run('other.spaceward.yaml', '--fix', '--fail-on', 'info');
    assert.deepEqual([code, text(NAME)], [1, BEFORE]);
    assert.match(out, /older-name/u);
  });

  it('prints with --dry-run a diff that does the same, and writes nothing', () => {
    const { code, out, err } = run('--fix', '--dry-run');
    assert.deepEqual([code, err, text(NAME)], [1, '', BEFORE]);
    const [, patch = ''] = /(--- a\/tenant[^]*)$/u.exec(out) ?? [];
    assert.equal(applyPatch(BEFORE, patch, { autoConvertLineEndings: false }), AFTER);
    writeFileSync(join(folder.path, NAME), AFTER);
    assert.deepEqual(
      [run(NAME, '--fix', '--dry-run').code, run(NAME, '--fix', '--dry-run').out],
      [0, ''],
    );
  });

  it('fixes nothing while a file cannot be read', () => {
    folder.write('bad.spaceward.yaml', Uint8Array.of(0xff));
    const { code, err } = run('--fix');
    assert.deepEqual([code, text(NAME)], [2, BEFORE]);
    assert.match(err, /nothing is fixed.*\n.*bad\.spaceward\.yaml: the file is not UTF-8/u);
  });

  it('says which file it cannot write', () => {
    chmodSync(join(folder.path, NAME), 0o444);
    const { code, err } = run('--fix');
    assert.deepEqual([code, text(NAME)], [2, BEFORE]);
    assert.match(err, /tenant\.spaceward\.yaml: it is read-only/u);
    assert.equal(text('other.spaceward.yaml'), OTHER.replace('consumer', 'can view'));
  });

  it('does not overwrite what changed since it was read', () => {
    const path = join(folder.path, NAME);
    const policy = checkPolicy(matrix, [readPolicyFile({ path, text: BEFORE })]);
    const newer = `${BEFORE}# newer\n`;
    writeFileSync(path, newer);
    const { unreadable } = fixLoaded(matrix, { policies: [policy], unreadable: [] }, [path]);
    assert.equal(text(NAME), newer);
    assert.match(unreadable[0]?.message ?? '', /changed while it was checked/u);
  });

  it('refuses options that do not go together', () => {
    assert.match(run('--dry-run').err, /--dry-run is for --fix/u);
    assert.match(run('--fix', '--dry-run', '--format', 'json').err, /unified diff/u);
  });
});
