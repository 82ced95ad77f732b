import assert from 'node:assert/strict';
import { Folder, spaceward } from '../../support/cli.js';
import { readCommands } from '../../support/reports.js';

const POLICY = `users: { anna: {}, ali: {} }
spaces:
  Sales:
    type: shared
    owner: anna
    members:
      ali: can edit, can view
      # spaceward-ignore over-limit: none
      bob: can view
`;

describe('spaceward check --format github', () => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder({ 'p,1/a.spaceward.yaml': POLICY });
  });
  afterEach(() => {
    folder.remove();
  });
  const check = (path: string): ReturnType<typeof readCommands> =>
    readCommands(spaceward(['check', path, '--format', 'github'], { cwd: folder.path }).out);

  it('annotates, the worst first, and ends with a line for the log', () => {
    const { commands, others } = check('p,1');
    assert.deepEqual(
      commands.map(({ name, properties }) => [name, properties.title]),
      [
        ['error', 'unknown-user'],
        ['warning', 'unused-suppression'],
        ['notice', 'redundant-grant'],
      ],
    );
    assert.deepEqual(commands[0]?.properties, {
      file: 'p,1/a.spaceward.yaml',
      line: '9',
      col: '7',
      endLine: '9',
      endColumn: '10',
      title: 'unknown-user',
    });
    assert.equal(commands[0].message, 'unknown user bob; there are anna, ali');
    assert.deepEqual(others, ['spaceward: 1 file, 1 error, 1 warning, 1 info']);
  });

  it('leaves columns out where a place has several lines: GitHub takes none there', () => {
    folder.write(
      'q/a.spaceward.yaml',
      'users:\n  anna: {}\ntests:\n  t:\n    - >-\n      anna can space.rename\n      on Sales and bob\n    - { a: b,\n        c: d }\n',
    );
    const several = check('q').commands.filter(
      ({ properties }) => properties.line !== properties.endLine,
    );
    assert.ok(several.length > 0);
    for (const { properties } of several)
      assert.deepEqual(Object.keys(properties), ['file', 'line', 'endLine', 'title']);
  });

  it('says where GitHub will show a part only', () => {
    const members = (count: number): string =>
      Array.from({ length: count }, (_, i) => `      u${i}: can view\n`).join('');
    const space =
      'users: { anna: {} }\nspaces:\n  S:\n    type: shared\n    owner: anna\n    members:\n';
    folder.write('q/a.spaceward.yaml', space + members(10));
    assert.doesNotMatch(check('q').others.join(), /GitHub/u);
    folder.write('q/a.spaceward.yaml', space + members(11));
    const { commands, others } = check('q');
    assert.equal(commands.length, 11);
    assert.match(others.join(), /11 errors.*GitHub shows 10 annotations of each severity/u);
  });

  it('annotates files that cannot be read', () => {
    folder.write('q/x.spaceward.yaml', Uint8Array.from([0xff, 0xfe]));
    const { commands } = check('q');
    assert.match(commands[0]?.message ?? '', /^q\/x\.spaceward\.yaml: .*UTF-8/u);
  });
});
