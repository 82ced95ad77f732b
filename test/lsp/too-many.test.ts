import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Diagnostic, DocumentDiagnosticReport } from 'vscode-languageserver/node';
import { Folder } from '../support/cli.js';
import { CONFIGURED, SIMPLE, TestClient, until, uriOf } from './client.js';

const HEAD = ['users: { anna: {} }', 'spaces:', '  S:', '   type: shared', '   owner: anna'];
const FIRST = HEAD.length + 1;

/** A space with an unknown user in each of 40 lines, and older names of a role in 20 more. */
const TEXT = [
  ...HEAD,
  '   members:',
  ...Array.from({ length: 20 }, (_, i) => `    nobody${i}: can view`),
  ...Array.from({ length: 20 }, (_, i) => `    old${i}: consumer`),
].join('\n');

function lines(items: readonly Diagnostic[]): number[] {
  return items.slice(0, -1).map(({ range }) => range.start.line);
}

describe('of too many diagnostics', () => {
  let folder: Folder;
  let client: TestClient;
  let uri: string;

  beforeEach(() => {
    folder = new Folder();
    folder.write('p.spaceward.yaml', TEXT);
    uri = uriOf(join(folder.path, 'p.spaceward.yaml'));
  });
  afterEach(async () => {
    await client.stop();
    folder.remove();
  });

  async function pull(previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return client.request('textDocument/diagnostic', { textDocument: { uri }, previousResultId });
  }

  async function items(): Promise<readonly Diagnostic[]> {
    const report = await pull();
    assert.ok(report.kind === 'full');
    return report.items;
  }

  /** Adds a space at the end of a line, where it changes nothing. */
  async function touch(line: number): Promise<void> {
    const end = { line, character: (TEXT.split('\n')[line] ?? '').length };
    await client.change(uri, { range: { start: end, end }, text: ' ' });
  }

  it('the nearest to the latest edit are sent', async () => {
    client = await TestClient.start(CONFIGURED, [folder.path], { maxDiagnostics: 5 });
    assert.deepEqual(
      lines(await items()),
      [0, 1, 2, 3, 4].map((i) => FIRST + i),
    );
    await client.open(uri, TEXT);
    assert.deepEqual(
      lines(await items()),
      [0, 1, 2, 3, 4].map((i) => FIRST + i),
    );
    await touch(FIRST + 10);
    assert.deepEqual(
      lines(await items()),
      [8, 9, 10, 11, 12].map((i) => FIRST + i),
    );
    await touch(FIRST + 39);
    assert.deepEqual(
      lines(await items()),
      [35, 36, 37, 38, 39].map((i) => FIRST + i),
    );
    await client.close(uri);
    assert.deepEqual(
      lines(await items()),
      [0, 1, 2, 3, 4].map((i) => FIRST + i),
    );
  });

  it('the errors are sent first, and the rest is counted by severity', async () => {
    client = await TestClient.start(CONFIGURED, [folder.path], { maxDiagnostics: 41 });
    await client.open(uri, TEXT);
    await touch(FIRST + 25);
    const list = await items();
    assert.equal(list.filter(({ severity }) => severity === 1).length, 40);
    assert.deepEqual(
      list.filter(({ code }) => code === 'older-name').map(({ range }) => range.start.line),
      [FIRST + 25],
    );
    assert.match(
      JSON.stringify(list.at(-1)?.message),
      /^"19 more .* \(19 of severity info\): see/u,
    );
  });

  it('the same choice again is an unchanged report', async () => {
    client = await TestClient.start(CONFIGURED, [folder.path], { maxDiagnostics: 5 });
    await client.open(uri, TEXT);
    await touch(FIRST + 10);
    const { resultId } = (await pull()) as { resultId: string };
    await touch(FIRST + 10);
    assert.deepEqual(await pull(resultId), { kind: 'unchanged', resultId });
    await touch(FIRST + 11);
    assert.equal((await pull(resultId)).kind, 'full');
  });

  it('the same are pushed to clients that do not ask', async () => {
    client = await TestClient.start(SIMPLE, [folder.path], { maxDiagnostics: 5 });
    const pushed = (): number[] => lines(client.published.get(uri)?.diagnostics ?? []);
    await client.open(uri, TEXT);
    await until(() => pushed()[0] === FIRST, 'the first');
    await touch(FIRST + 10);
    await until(() => pushed()[0] === FIRST + 8, 'the nearest');
    assert.deepEqual(
      pushed(),
      [8, 9, 10, 11, 12].map((i) => FIRST + i),
    );
  });
});
