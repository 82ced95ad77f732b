import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type PolicyTest,
  TESTS_CHANGED,
  TESTS_REQUEST,
  type TestsReport,
} from '../../server/src/lsp/test-explorer/protocol.js';
import { TestClient, uriOf, VSCODE } from './client.js';

const TENANT = `spaceward: 1
users:
  ada: {}
  bob: {}
spaces:
  Finance:
    type: shared
    owner: ada
    members: { bob: can view }
    apps: { KPI: { owner: ada } }
`;

const TESTS = `spaceward: 1
tests:
  Viewers open:
    - bob can app.open on Finance/KPI
    - bob can app.delete on Finance/KPI
    - bob can app.open on Finance/KPI
  Reasons:
    - bob can app.open on Finance/KPI because owner
    - bob can fly
  Nothing: []
`;

describe('tests for a view of tests', () => {
  let folder: string;
  let client: TestClient;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'spaceward-'));
    writeFileSync(join(folder, 'tenant.spaceward.yaml'), TENANT);
    writeFileSync(join(folder, 'tests.spaceward.yaml'), TESTS);
    client = await TestClient.start(VSCODE, [folder]);
  });

  afterEach(async () => {
    await client.stop();
    rmSync(folder, { recursive: true });
  });

  const ask = (previousResultId?: string): Promise<TestsReport> =>
    client.request(TESTS_REQUEST, previousResultId === undefined ? {} : { previousResultId });

  const states = (test: PolicyTest | undefined): readonly string[] =>
    test?.expectations.map(({ label, state }) => `${state}: ${label}`) ?? [];

  it('those of files that nobody opened, with what came of each expectation', async () => {
    const { tests, isWhole, removed } = await ask();
    assert.ok(isWhole);
    assert.deepEqual(removed, []);
    assert.deepEqual(
      tests.map(({ label, uri, range }) => [label, uri, range.start]),
      ['Viewers open', 'Reasons', 'Nothing'].map((label, index) => [
        label,
        uriOf(join(folder, 'tests.spaceward.yaml')),
        { line: [2, 6, 9][index], character: 2 },
      ]),
    );
    assert.deepEqual(tests.map(states), [
      [
        'passed: bob can app.open on Finance/KPI',
        'failed: bob can app.delete on Finance/KPI',
        'passed: bob can app.open on Finance/KPI (2)',
      ],
      ['failed: bob can app.open on Finance/KPI because owner', 'broken: bob can fly'],
      [],
    ]);
  });

  it('what fails says what was expected, the verdict, and the lines that it rests on', async () => {
    const { tests } = await ask();
    const failed = tests[0]?.expectations[1];
    assert.equal(failed?.range.start.line, 4);
    assert.match(failed.message ?? '', /^expected that bob can app\.delete .* is denied$/u);
    assert.deepEqual([failed.expected, failed.verdict], ['allowed', 'denied']);
    const step = failed.proof.find(({ uri }) => uri !== undefined);
    assert.equal(step?.uri, uriOf(join(folder, 'tenant.spaceward.yaml')));
    assert.equal(step.range?.start.line, 8);
    const reason = tests[1]?.expectations[0];
    assert.deepEqual([reason?.expected, reason?.verdict], ['allowed because of owner', 'allowed']);
  });

  it('after a change only what is new is told: results, places, and what is gone', async () => {
    const uri = await client.openFile(join(folder, 'tests.spaceward.yaml'));
    const first = await ask();
    const same = await ask(first.resultId);
    assert.deepEqual([same.resultId, same.tests, same.isWhole], [first.resultId, [], false]);

    const line = (number: number, text: string, length = 0): object => ({
      range: {
        start: { line: number, character: 0 },
        end: { line: number, character: length },
      },
      text,
    });
    await client.change(uri, line(6, '# moved\n'));
    const moved = await ask(first.resultId);
    assert.deepEqual(
      moved.tests.map(({ label, isMoved, range }) => [label, isMoved, range.start.line]),
      [
        ['Reasons', false, 7],
        ['Nothing', true, 10],
      ],
    );

    await client.change(uri, line(4, '    - bob cannot app.delete on Finance/KPI', 39));
    const mended = await ask(moved.resultId);
    assert.deepEqual(mended.tests.map(states), [
      [
        'passed: bob can app.open on Finance/KPI',
        'passed: bob cannot app.delete on Finance/KPI',
        'passed: bob can app.open on Finance/KPI (2)',
      ],
    ]);

    await client.change(uri, line(10, '', 13));
    const gone = await ask(mended.resultId);
    assert.deepEqual(gone.removed, [`${uri}#Nothing`]);
    assert.equal((await ask('unheard-of')).isWhole, true);
  });

  it('a change elsewhere is news, too, and is announced once to who has asked', async () => {
    let announced = 0;
    client.connection.onNotification(TESTS_CHANGED, () => {
      announced += 1;
    });
    const uri = await client.openFile(join(folder, 'tenant.spaceward.yaml'));
    const { resultId } = await ask();
    assert.equal(announced, 0);
    const at = { line: 8, character: 20 };
    await client.change(uri, {
      range: { start: at, end: { ...at, character: 28 } },
      text: 'can edit',
    });
    await client.change(uri, { range: { start: at, end: at }, text: 'X' });
    const { tests } = await ask(resultId);
    assert.deepEqual(
      tests.map(({ label }) => label),
      ['Viewers open', 'Reasons'],
    );
    assert.equal(announced, 1);
  });
});
