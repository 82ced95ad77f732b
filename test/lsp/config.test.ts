import assert from 'node:assert/strict';
import { join } from 'node:path';
import type {
  CompletionList,
  DocumentDiagnosticReport,
  Hover,
  MarkupContent,
} from 'vscode-languageserver';
import { Folder } from '../support/cli.js';
import { RULE_IDS } from '../../server/src/core/rules/ids.js';
import { SIMPLE, TestClient, until, uriOf, VSCODE } from './client.js';

const TENANT = 'tenant: { subscription: enterprise }\nusers: { anna: {}, ali: {} }\n';
const SPACE = 'spaces: { S: { type: shared, owner: anna, members: { bo: can view } } }\n';

describe('spaceward.config.yaml in the language server', () => {
  let folder: Folder;
  let client: TestClient;
  let config: string;
  let space: string;

  beforeEach(() => {
    folder = new Folder();
    config = uriOf(join(folder.path, 'spaceward.config.yaml'));
    space = uriOf(join(folder.path, 's.spaceward.yaml'));
  });

  afterEach(async () => {
    await client.stop();
    assert.deepEqual(client.logged, []);
    folder.remove();
  });

  async function start(): Promise<void> {
    folder.write('tenant.spaceward.yaml', TENANT);
    folder.write('s.spaceward.yaml', SPACE);
    client = await TestClient.start(VSCODE, [folder.path]);
  }

  /** The rules that are broken in a file, with severities: 1 is an error, 2 a warning. */
  async function problems(uri: string): Promise<readonly string[]> {
    const report = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument: { uri },
    });
    assert.equal(report.kind, 'full');
    return report.items.map(({ code, severity }) => `${String(code)} ${String(severity)}`);
  }

  async function labels(line: number, character: number): Promise<readonly string[]> {
    const { items } = await client.request<CompletionList>('textDocument/completion', {
      textDocument: { uri: config },
      position: { line, character },
    });
    return items.map(({ label }) => label);
  }

  async function hover(line: number, character: number): Promise<string> {
    const found = await client.request<Hover | null>('textDocument/hover', {
      textDocument: { uri: config },
      position: { line, character },
    });
    return (found?.contents as MarkupContent | undefined)?.value ?? '';
  }

  it('is completed and explained while it is typed', async () => {
    await start();
    await client.open(config, '', 'spaceward-config');
    assert.deepEqual((await labels(0, 0)).length, 4);
    await client.change(config, { text: 'rules:\n  ' });
    assert.deepEqual([...(await labels(1, 2))].sort(), [...RULE_IDS].sort());
    await client.change(config, { text: 'rules:\n  unknown-user:' });
    assert.deepEqual([...(await labels(1, 15))].sort(), ['error', 'info', 'off', 'warning']);
    await client.change(config, { text: 'rules:\n  unknown-user: off\n' });
    assert.match(await hover(1, 5), /Default: `error`.*unknown-user\.md\)/su);
    assert.match(await hover(1, 17), /\*\*off\*\* · The rule is not checked/u);
    assert.equal(await hover(2, 0), '');
  });

  it('changes what other files show as it is typed, saved or not, and when it goes', async () => {
    await start();
    await client.openFile(join(folder.path, 's.spaceward.yaml'));
    assert.deepEqual(await problems(space), ['unknown-user 1']);
    await client.open(config, 'rules:\n  unknown-user: warning\n', 'spaceward-config');
    assert.deepEqual(await problems(space), ['unknown-user 2']);
    await client.change(config, {
      range: { start: { line: 1, character: 16 }, end: { line: 1, character: 23 } },
      text: '',
    });
    // Half-written, the default holds, and the configuration says what is missing.
    assert.deepEqual(await problems(space), ['unknown-user 1']);
    assert.deepEqual(await problems(config), ['missing-value 1']);
    await client.change(config, { text: 'rules:\n  unknown-user: off\n  unknown-usr: off\n' });
    assert.deepEqual(await problems(space), []);
    assert.deepEqual(await problems(config), ['unknown-key 1']);
    await client.close(config);
    assert.deepEqual(await problems(space), ['unknown-user 1']);
  });

  it('is followed on disk, where it is not open', async () => {
    await start();
    assert.deepEqual(await problems(space), ['unknown-user 1']);
    folder.write('spaceward.config.yaml', 'rules: { unknown-user: info }\n');
    await client.changedOnDisk(config, 1);
    assert.deepEqual(await problems(space), ['unknown-user 3']);
  });

  it('is sent to clients that do not ask', async () => {
    folder.write('tenant.spaceward.yaml', TENANT);
    folder.write('s.spaceward.yaml', SPACE);
    client = await TestClient.start(SIMPLE, [folder.path]);
    const codes = (uri: string): string =>
      client.published
        .get(uri)
        ?.diagnostics.map(({ code }) => String(code))
        .join() ?? 'none';
    await until(() => codes(space) === 'unknown-user', 'the unknown user');
    await client.open(config, 'rules: { unknown-user: off, x: off }\n', 'spaceward-config');
    await until(() => codes(space) === '' && codes(config) === 'unknown-key', 'the configuration');
    await client.close(config);
    await until(() => codes(space) === 'unknown-user', 'the default again');
  });

  it('is checked and completed where there is no policy yet, and joins the one that comes', async () => {
    client = await TestClient.start(VSCODE, [folder.path]);
    await client.open(config, 'rules: { unknown-user: warn, \n', 'spaceward-config');
    assert.ok((await labels(0, 29)).includes('near-limit'));
    assert.match(await hover(0, 12), /Default: `error`/u);
    await client.change(config, { text: 'rules: { unknown-user: warn }\n' });
    assert.deepEqual(await problems(config), ['invalid-value 1']);
    await client.change(config, { text: 'rules: { unknown-user: warning }\n' });
    assert.deepEqual(await problems(config), []);
    folder.write('tenant.spaceward.yaml', TENANT);
    folder.write('s.spaceward.yaml', SPACE);
    await client.changedOnDisk(uriOf(join(folder.path, 'tenant.spaceward.yaml')), 1);
    await client.changedOnDisk(space, 1);
    assert.deepEqual(await problems(space), ['unknown-user 2']);
    await client.close(config);
  });

  it('that several policies share shows each problem once', async () => {
    folder.write('a.spaceward.yaml', 'users: { anna: {} }\n');
    folder.write('b.spaceward.yaml', 'users: { anna: {} }\n');
    folder.write('spaceward.config.yaml', 'rules: { x: off }\n');
    client = await TestClient.start(VSCODE, [folder.path]);
    assert.deepEqual(await problems(config), ['unknown-key 1']);
  });

  it('has fixes for words that are misspelt', async () => {
    await start();
    await client.open(config, 'rules: { unknwn-user: off }\n', 'spaceward-config');
    const range = { start: { line: 0, character: 10 }, end: { line: 0, character: 10 } };
    const actions = await client.request<readonly { title: string }[]>('textDocument/codeAction', {
      textDocument: { uri: config },
      range,
      context: { diagnostics: [] },
    });
    assert.ok(actions.some(({ title }) => title === 'Change to unknown-user'));
  });
});
