/** Edits that change what thousands of tests rest on: the server stays responsive, and says first what it knows first. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Diagnostic, DocumentDiagnosticReport, Hover } from 'vscode-languageserver/node';
import { checkPolicy, readPolicyFile } from '../../server/src/core/check.js';
import { Folder } from '../support/cli.js';
import { matrix } from '../support/policy.js';
import { CONFIGURED, SIMPLE, TestClient, until, uriOf } from './client.js';

const TESTS = 4000;
const TEXT = [
  'tenant:',
  '  entitlement: full',
  'users: { ali: {}, bea: {} }',
  'spaces:',
  '  S: { type: shared, owner: ali, members: { bea: can edit } }',
  'tests:',
  ...Array.from({ length: TESTS }, (_, i) => `  t${i}: [ali can space.delete on S]`),
  '',
].join('\n');
const VALUE = { line: 1, character: 15 };
const EDITED = TEXT.replace('full', 'xfull');

/** What checking the text afresh finds, by rule. */
function found(text: string): Readonly<Record<string, number>> {
  const file = readPolicyFile({ path: 'p', text });
  return counts(checkPolicy(matrix, [file]).diagnostics.map(({ rule }) => rule));
}

function counts(rules: readonly unknown[]): Readonly<Record<string, number>> {
  const of: Record<string, number> = {};
  for (const rule of rules) of[String(rule)] = (of[String(rule)] ?? 0) + 1;
  return of;
}

function countsIn(items: readonly Diagnostic[]): Readonly<Record<string, number>> {
  return counts(items.map(({ code }) => code));
}

/** What is wrong with the edit itself. */
const FIRST = { 'invalid-value': 1 };
const ALL = found(EDITED);
const SETTINGS = { maxDiagnostics: 2 * TESTS };

assert.ok((ALL['undecided-expectation'] ?? 0) === TESTS, JSON.stringify(ALL));

describe('an edit that thousands of tests rest on', function () {
  this.timeout(60_000);
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

  async function pull(): Promise<Readonly<Record<string, number>>> {
    const report = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument: { uri },
    });
    assert.ok(report.kind === 'full');
    return countsIn(report.items);
  }

  function type(text: string): Promise<void> {
    return client.change(uri, { range: { start: VALUE, end: VALUE }, text });
  }

  function erase(): Promise<void> {
    const end = { ...VALUE, character: VALUE.character + 1 };
    return client.change(uri, { range: { start: VALUE, end }, text: '' });
  }

  it('is told of at once, and the tests when they have run', async () => {
    client = await TestClient.start(CONFIGURED, [folder.path], SETTINGS);
    await client.open(uri, TEXT);
    assert.deepEqual(await pull(), {});
    const { refreshes } = client;
    await type('x');
    assert.deepEqual(await pull(), FIRST);
    await until(() => client.refreshes > refreshes, 'being told to ask again');
    assert.deepEqual(await pull(), ALL);
    // Back where it was, everything is known.
    await erase();
    assert.deepEqual(await pull(), {});
    assert.equal(client.refreshes, refreshes + 1);
  });

  it('is told of whole to clients that can not be told to ask again', async () => {
    const workspace = { ...CONFIGURED.workspace, diagnostics: {} };
    client = await TestClient.start({ ...CONFIGURED, workspace }, [folder.path], SETTINGS);
    await client.open(uri, TEXT);
    await pull();
    await type('x');
    assert.deepEqual(await pull(), ALL);
  });

  it('is sent in two parts to clients that do not ask', async () => {
    client = await TestClient.start(SIMPLE, [folder.path], SETTINGS);
    const sent: unknown[] = [];
    client.connection.onNotification(
      'textDocument/publishDiagnostics',
      ({ diagnostics }: { diagnostics: readonly Diagnostic[] }) => {
        sent.push(countsIn(diagnostics));
      },
    );
    await client.open(uri, TEXT);
    await until(() => sent.length === 1, 'the first diagnostics');
    await type('x');
    await until(() => sent.length === 3, 'all diagnostics');
    assert.deepEqual(sent, [{}, FIRST, ALL]);
  });

  it('keeps nobody waiting who asks for something else', async () => {
    client = await TestClient.start(CONFIGURED, [folder.path], SETTINGS);
    await client.open(uri, TEXT);
    await pull();
    await type('x');
    const order: string[] = [];
    const all = client
      .request('workspace/diagnostic', { previousResultIds: [] })
      .then(() => order.push('diagnostics'));
    const at = { textDocument: { uri }, position: { line: 7, character: 10 } };
    const hover = client.request<Hover>('textDocument/hover', at);
    assert.match(JSON.stringify((await hover).contents), /space\.delete/u);
    order.push('hover');
    await all;
    assert.deepEqual(order, ['hover', 'diagnostics']);
  });

  it('is right after some that were not waited for', async () => {
    client = await TestClient.start(CONFIGURED, [folder.path], SETTINGS);
    await client.open(uri, TEXT);
    await pull();
    for (let i = 0; i < 5; i++) {
      await type('x');
      await erase();
    }
    await client.request('workspace/diagnostic', { previousResultIds: [] });
    assert.deepEqual(await pull(), {});
    await type('x');
    await client.request('workspace/diagnostic', { previousResultIds: [] });
    assert.deepEqual(await pull(), ALL);
  });
});
