import assert from 'node:assert/strict';
import { Folder, spaceward } from '../../support/cli.js';
import { elements, readJunit, type XmlNode } from '../../support/reports.js';

const TENANT = 'tenant: { name: T, entitlement: full }\nusers: { anna: {}, ali: { groups: [] } }\n';
const SPACES = `spaces:
  Sales:
    type: shared
    owner: anna
    members: { ali: "can edit, can view" }
    apps: { KPI: { owner: anna } }
`;
const TESTS = `tests:
  one:
    - ali can app.open on Sales/KPI
    - ali can space.delete on Sales
    - ali can space.delete on Sales
    - ali can app.see-all on Sales
    - zoe can app.open on Sales
  two:
    - anna can space.delete on Sales
`;

describe('spaceward check --format junit', () => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder({
      'p/tenant.spaceward.yaml': TENANT,
      'p/s.spaceward.yaml': SPACES,
      'p/t.spaceward.yaml': TESTS,
    });
  });
  afterEach(() => {
    folder.remove();
  });
  const check = async (...args: string[]): Promise<readonly [XmlNode, number | null]> => {
    const { out, code } = spaceward(['check', 'p', '--format', 'junit', ...args], {
      cwd: folder.path,
    });
    return [await readJunit(out), code];
  };
  const cases = (root: XmlNode): readonly (readonly string[])[] =>
    elements(root, 'testcase').map(({ attributes, children }) => [
      attributes.name ?? '',
      children[0]?.name ?? 'passed',
      children[0]?.attributes.type ?? '',
    ]);

  it('has a suite a file with its expectations, and one with all other diagnostics', async () => {
    folder.write('p/spaceward.config.yaml', 'rules: { missing-fact: off }\n');
    const [root] = await check();
    assert.deepEqual(
      root.children.map(({ attributes }) => attributes.name),
      ['p/t.spaceward.yaml', 'spaceward check'],
    );
    assert.deepEqual(cases(root), [
      ['ali can app.open on Sales/KPI', 'passed', ''],
      ['ali can space.delete on Sales', 'failure', 'failed-expectation'],
      ['ali can space.delete on Sales (2)', 'failure', 'failed-expectation'],
      ['ali can app.see-all on Sales', 'error', 'undecided-expectation'],
      ['zoe can app.open on Sales', 'error', 'broken-expectation'],
      ['anna can space.delete on Sales', 'passed', ''],
      [
        'redundant-grant: giving ali Can view in Sales adds nothing: ali is a member with Can edit',
        'skipped',
        'redundant-grant',
      ],
      ['unknown-user: unknown user zoe; there are anna, ali', 'failure', 'unknown-user'],
      ['no problems', 'passed', ''],
      ['no problems', 'passed', ''],
    ]);
    const [failure] = elements(root, 'failure');
    assert.match(failure?.attributes.message ?? '', /but the verdict is denied$/u);
    assert.match(failure?.text ?? '', /\nrole: Can edit: "Delete the space" is No/u);
    const names = elements(root, 'testcase').map(({ attributes }) => JSON.stringify(attributes));
    assert.equal(new Set(names).size, names.length);
  });

  it('counts what it holds', async () => {
    const [root] = await check('--fail-on', 'info');
    for (const node of [root, ...root.children]) {
      const count = (name: string): string => String(elements(node, name).length);
      assert.deepEqual(
        [node.attributes.tests, node.attributes.failures, node.attributes.errors],
        [count('testcase'), count('failure'), count('error')],
      );
    }
  });

  it('has something that failed exactly where the exit code says so', async () => {
    const configs = [
      '',
      'rules: { failed-expectation: off, undecided-expectation: off, unknown-user: off }\n',
      'rules: { failed-expectation: warning, undecided-expectation: off, unknown-user: info }\n',
      'rules: { failed-expectation: info, undecided-expectation: warning, unknown-user: off }\n',
    ];
    const codes = new Set<number | null>();
    for (const config of configs)
      for (const level of ['error', 'warning', 'info']) {
        folder.write('p/spaceward.config.yaml', config);
        const [root, code] = await check('--fail-on', level);
        const failed = elements(root, 'failure').length + elements(root, 'error').length;
        assert.equal(failed > 0, code === 1, `${config}${level}`);
        codes.add(code);
      }
    assert.deepEqual([...codes].sort(), [0, 1]);
  });

  it('skips what a comment silences, with the reason', async () => {
    const comment = '    # spaceward-ignore failed-expectation: the move is not over\n';
    folder.write(
      'p/t.spaceward.yaml',
      TESTS.replace('    - ali can space', `${comment}    - ali can space`),
    );
    const [root] = await check();
    const [skipped] = elements(root, 'skipped');
    assert.match(skipped?.attributes.message ?? '', /^the move is not over: expected that ali/u);
    assert.equal(elements(root, 'failure').length, 2);
  });

  it('has an error for a file that cannot be read', async () => {
    folder.write('p/x.spaceward.yaml', Uint8Array.from([0xff, 0xfe]));
    const [root, code] = await check();
    assert.equal(code, 2);
    assert.ok(cases(root).some(([name, kind]) => kind === 'error' && name?.startsWith('p/x.')));
  });
});
