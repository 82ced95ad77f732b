import assert from 'node:assert/strict';
import { Folder, spaceward } from '../../support/cli.js';

const FORMATS = ['pretty', 'json', 'sarif', 'junit', 'github', 'markdown'];
const SPACE = 'users: { anna: {}, ali: {} }\nspaces:\n  S:\n    type: shared\n    owner: anna\n';
const INFO = `${SPACE}    members: { ali: "can edit, can view" }\n`;
const WARNING = `${SPACE}    # spaceward-ignore over-limit: none\n    members: { ali: can view }\n`;
const ERROR = `${SPACE}    members: { bob: can view }\n`;

describe('exit codes of spaceward check', () => {
  for (const format of FORMATS)
    it(`${format}: the level decides, and nothing else is written`, () => {
      const folder = new Folder();
      const codes = (text: string): readonly (number | null)[] =>
        [[], ['--fail-on', 'error'], ['--fail-on', 'warning'], ['--fail-on', 'info']].map(
          (level) => {
            folder.write('p/a.spaceward.yaml', text);
            const args = ['check', 'p', '--format', format, ...level];
            const { code, out, err } = spaceward(args, { cwd: folder.path });
            assert.equal(err, '');
            assert.ok(out.endsWith('\n'));
            return code;
          },
        );
      assert.deepEqual(codes(SPACE), [0, 0, 0, 0]);
      assert.deepEqual(codes(INFO), [0, 0, 0, 1]);
      assert.deepEqual(codes(WARNING), [0, 0, 1, 1]);
      assert.deepEqual(codes(ERROR), [1, 1, 1, 1]);
      folder.write('p/b.spaceward.yaml', Uint8Array.from([0xff]));
      const { code, err } = spaceward(['check', `--format=${format}`, 'p'], { cwd: folder.path });
      assert.equal(code, 2);
      assert.match(err, /^spaceward: p\/b\.spaceward\.yaml: [^\n]*\n$/u);
      folder.remove();
    });
});
