import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import {
  CancellationTokenSource,
  createProtocolConnection,
  type DocumentDiagnosticReport,
  type InitializeResult,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { canonicalUri } from '../../server/src/lsp/uri.js';
import { Folder, ROOT, spaceward } from '../support/cli.js';
import { SIMPLE, TestClient, uriOf, VSCODE } from './client.js';

/** Requests about a place or a document, with what they need besides. */
const REQUESTS: Readonly<Record<string, object>> = {
  'textDocument/hover': {},
  'textDocument/definition': {},
  'textDocument/references': { context: { includeDeclaration: true } },
  'textDocument/documentHighlight': {},
  'textDocument/prepareRename': {},
  'textDocument/rename': { newName: 'x' },
  'textDocument/documentSymbol': {},
  'textDocument/diagnostic': {},
  'textDocument/completion': {},
  'textDocument/formatting': { options: { tabSize: 2, insertSpaces: true } },
  'textDocument/codeLens': {},
  'textDocument/rangeFormatting': {
    range: { start: { line: 9999, character: 0 }, end: { line: -1, character: 7 } },
    options: { tabSize: 2, insertSpaces: true },
  },
  'textDocument/foldingRange': {},
  'textDocument/selectionRange': { positions: [{ line: -1, character: 7 }] },
  'textDocument/documentLink': {},
  'textDocument/signatureHelp': {},
  'textDocument/prepareCallHierarchy': {},
  'textDocument/inlayHint': {
    range: { start: { line: 0, character: 0 }, end: { line: 9999, character: 7 } },
  },
  'textDocument/semanticTokens/full': {},
  'textDocument/semanticTokens/full/delta': { previousResultId: '1' },
  'textDocument/semanticTokens/range': {
    range: { start: { line: 9999, character: 0 }, end: { line: -1, character: 7 } },
  },
  'textDocument/codeAction': {
    range: { start: { line: 9999, character: 0 }, end: { line: -1, character: 7 } },
    context: { diagnostics: [] },
  },
};

const PLACES = [
  { line: 0, character: 0 },
  { line: -1, character: -1 },
  { line: 3, character: 9999 },
  { line: 99_999, character: 0 },
  { line: 2 ** 31 - 1, character: 2 ** 31 - 1 },
  { line: 1.5, character: 0.5 },
];

const BROKEN = [
  '',
  '\uFEFF',
  '{',
  'users:\n\t- a\n: :\n',
  'users: [',
  'spaces:\n  "S',
  'tests:\n  t:\n    - "anna can',
  'users: {a: {b: {c: [',
  '- - - -\n? ?\n',
  'spaces: &a { S: *a }\n--- \n...\n%YAML 9\n',
  '\r\r\n\n\u2028x: \ud800\n',
  'users:\n  anna: {}\n  ali\nspaces:\n  S:\n    members:\n      anna can view\n',
];

/** Unknown requests are refused; so is what can't be renamed. Everything else is answered. */
const REFUSALS = new Set([-32601, -32803]);

async function askAll(client: TestClient, uri: string): Promise<void> {
  for (const [method, more] of Object.entries(REQUESTS))
    for (const position of PLACES)
      try {
        await client.request(method, { textDocument: { uri }, position, ...more });
      } catch (error) {
        const { code } = error as { code: number };
        assert.ok(REFUSALS.has(code), `${method} ${JSON.stringify(position)}: ${String(error)}`);
      }
}

describe('the language server', () => {
  const folder = new Folder({ 'a.spaceward.yaml': 'users: { anna: {} }\n' });
  let client: TestClient;
  before(async () => {
    client = await TestClient.start(VSCODE, [folder.path]);
  });
  after(async () => {
    await client.stop();
    folder.remove();
  });

  it('answers about documents that it does not know, and places outside a text', async () => {
    for (const uri of [
      uriOf(join(folder.path, 'a.spaceward.yaml')),
      uriOf(join(folder.path, 'nowhere.spaceward.yaml')),
      'untitled:Untitled-1',
      'file:///%',
      'not a uri',
      '',
    ])
      await askAll(client, uri);
    assert.deepEqual(client.logged, []);
  });

  it('answers about broken YAML', async () => {
    for (const [index, text] of BROKEN.entries()) {
      const uri = uriOf(join(folder.path, `broken-${index}.spaceward.yaml`));
      await client.open(uri, text);
      await askAll(client, uri);
      await client.close(uri);
    }
    assert.deepEqual(client.logged, []);
  });

  it('reads new documents that were never saved, and leaves other languages alone', async () => {
    const pull = async (uri: string): Promise<unknown> => {
      const report = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', {
        textDocument: { uri },
      });
      return report.kind === 'full' && report.items.map(({ code }) => code);
    };
    await client.open('untitled:Untitled-1', 'usrs: {}\n');
    assert.deepEqual(await pull('untitled:Untitled-1'), ['unknown-key']);
    const other = uriOf(join(folder.path, 'docker-compose.yaml'));
    await client.open(other, 'usrs: {}\n', 'yaml');
    assert.deepEqual(await pull(other), []);
    await client.close('untitled:Untitled-1');
    assert.deepEqual(await pull('untitled:Untitled-1'), []);
  });

  it('follows edits of every kind, out of range ones included', async () => {
    const uri = uriOf(join(folder.path, 'edits.spaceward.yaml'));
    await client.open(uri, 'users: {}\r\nspaces: {}\r\n');
    const range = (a: number, b: number, c: number, d: number): object => ({
      start: { line: a, character: b },
      end: { line: c, character: d },
    });
    await client.change(
      uri,
      { range: range(99, 0, 99, 9), text: 'usrs: {}\n' },
      { range: range(0, 0, 0, 5), text: 'groups' },
      { range: range(1, 99, 1, 99), text: ' # end' },
    );
    const report = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument: { uri },
    });
    assert.deepEqual(
      report.kind === 'full' && report.items.map(({ code, range: at }) => [code, at.start]),
      [['unknown-key', { line: 2, character: 0 }]],
    );
    await client.close(uri);
  });

  it('drops what is cancelled', async () => {
    const cancelled = new CancellationTokenSource();
    const asked = client.connection.sendRequest(
      'workspace/diagnostic',
      { previousResultIds: [] },
      cancelled.token,
    );
    cancelled.cancel();
    await assert.rejects(asked, (error: { code: number }) => error.code === -32800);
  });

  it('does the work of many edits in a row once', async () => {
    const quick = await TestClient.start(SIMPLE, [folder.path]);
    const uri = uriOf(join(folder.path, 'quick.spaceward.yaml'));
    let sent = 0;
    quick.connection.onNotification(
      'textDocument/publishDiagnostics',
      (params: { uri: string }) => {
        if (params.uri === uri) sent += 1;
      },
    );
    await quick.open(uri, '');
    for (let i = 0; i < 200; i++) await quick.change(uri, { text: `usrs${i}: {}\n` });
    const symbols = await quick.request<{ name: string }[]>('textDocument/documentSymbol', {
      textDocument: { uri },
    });
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ['usrs199'],
    );
    assert.ok(sent < 100, `${sent} times for 200 edits`);
    await quick.stop();
  });
});

describe('spaceward lsp', () => {
  it('needs --stdio', () => {
    const { code, err } = spaceward(['lsp']);
    assert.equal(code, 2);
    assert.match(err, /spaceward lsp --stdio/u);
  });

  for (const [name, args] of [
    ['the command line', ['dist/spaceward.cjs', 'lsp', '--stdio']],
    ['the bundle that VS Code starts', ['dist/server.node.cjs', '--stdio']],
  ] as const)
    it(`serves over standard input and output: ${name}`, async () => {
      const server = spawn(process.execPath, args, { cwd: ROOT, stdio: ['pipe', 'pipe', 'pipe'] });
      const connection = createProtocolConnection(
        new StreamMessageReader(server.stdout),
        new StreamMessageWriter(server.stdin),
      );
      let err = '';
      server.stderr.on('data', (data: Buffer) => (err += data.toString()));
      connection.listen();
      const initialized = await connection.sendRequest<InitializeResult>('initialize', {
        processId: process.pid,
        rootUri: uriOf(join(ROOT, 'samples')),
        capabilities: VSCODE,
      });
      assert.equal(initialized.serverInfo?.name, 'spaceward');
      const { items } = await connection.sendRequest<{ items: unknown[] }>('workspace/diagnostic', {
        previousResultIds: [],
      });
      assert.ok(items.length >= 3);
      await connection.sendRequest('shutdown');
      const ended = new Promise((resolve) => server.once('exit', resolve));
      await connection.sendNotification('exit');
      assert.equal(await ended, 0);
      assert.equal(err, '');
      connection.dispose();
    });
});

describe('URIs of files', () => {
  it('have one spelling', () => {
    for (const [uri, canonical] of [
      ['file:///C:/A b/x.yaml', 'file:///c%3A/A%20b/x.yaml'],
      ['file:///c%3A/A%20b/x.yaml', 'file:///c%3A/A%20b/x.yaml'],
      ['file:///tmp/(1)/å.yaml', 'file:///tmp/%281%29/%C3%A5.yaml'],
      ['file://Server/share/x', 'file://server/share/x'],
      ['untitled:Untitled-1', 'untitled:Untitled-1'],
      ['file:///%', 'file:///%25'],
    ] as const)
      assert.equal(canonicalUri(uri), canonical);
  });
});
