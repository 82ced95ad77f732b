import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  CodeAction,
  Diagnostic,
  DocumentDiagnosticReport,
  FullDocumentDiagnosticReport,
  WorkspaceDiagnosticReport,
} from 'vscode-languageserver/node';
import { Folder, ROOT, spaceward } from '../support/cli.js';
import { filesOf, SAMPLES } from '../support/samples.js';
import { SIMPLE, TestClient, until, uriOf, VSCODE } from './client.js';

interface Shown {
  readonly file: string;
  readonly range: unknown;
  readonly severity: string;
  readonly rule: string | number | undefined;
  readonly message: unknown;
  readonly related: unknown;
  readonly fixable: unknown;
}

const SEVERITIES = ['', 'error', 'warning', 'info'];

/** The diagnostics of an answer, as the command line's JSON has them. */
function shown(
  folder: string,
  list: readonly (readonly [string, readonly Diagnostic[]])[],
): Shown[] {
  const nameOf = (uri: string): string => decodeURIComponent(uri.slice(uriOf(folder).length + 1));
  return list.flatMap(([uri, items]) =>
    items.map((item) => ({
      file: nameOf(uri),
      range: item.range,
      severity: SEVERITIES[item.severity ?? 0] ?? '',
      rule: item.code,
      message: item.message,
      related: (item.relatedInformation ?? []).map(({ location, message }) => ({
        file: nameOf(location.uri),
        range: location.range,
        message,
      })),
      fixable: (item.data as { fixable: boolean }).fixable,
    })),
  );
}

async function pullAll(client: TestClient): Promise<(readonly [string, Diagnostic[]])[]> {
  const { items } = await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', {
    previousResultIds: [],
  });
  return items.map((item) => {
    assert.equal(item.kind, 'full');
    return [item.uri, (item as FullDocumentDiagnosticReport).items] as const;
  });
}

function pull(
  client: TestClient,
  uri: string,
  previousResultId?: string,
): Promise<DocumentDiagnosticReport> {
  return client.request('textDocument/diagnostic', { textDocument: { uri }, previousResultId });
}

async function rulesOf(client: TestClient, uri: string): Promise<unknown[]> {
  const report = await pull(client, uri);
  assert.equal(report.kind, 'full');
  return report.items.map(({ code }) => code);
}

interface Reported {
  readonly message: string;
  readonly related: readonly { readonly message: string }[];
}

/** As the command line has them, but for the lines of a proof: the editor shows those beside the message. */
function commandLine(folder: string): unknown[] {
  const { out } = spaceward(['check', '--format', 'json', '.'], { cwd: folder });
  const { diagnostics } = JSON.parse(out) as { diagnostics: readonly Reported[] };
  return diagnostics.map((each) => {
    const [headline = '', reason] = each.message.split('\n');
    const alone = reason !== undefined && !each.related.some((at) => reason === `  ${at.message}`);
    return { ...each, message: alone ? `${headline}\n${reason}` : headline };
  });
}

const BROKEN = `users:
  anna: {}
  anna: {}
spaces:
  S: { type: shared, owner: nobody-here, members: { anna: can publish } }
  "T: { type: shared
tests:
  t:
    - anna can app.oepn on S
`;

const SPACE = 'spaces:\n  S: { type: shared, owner: anna, members: { ali: can view } }\n';

describe('diagnostics of the language server', () => {
  let client: TestClient;
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder();
  });
  afterEach(async () => {
    await client.stop();
    folder.remove();
  });

  for (const sample of SAMPLES)
    it(`are those of the command line: samples/${sample}`, async () => {
      const path = join(ROOT, 'samples', sample);
      client = await TestClient.start(VSCODE, [path]);
      assert.deepEqual(shown(path, await pullAll(client)), commandLine(path));
    });

  for (const sample of SAMPLES)
    it(`and so with mistakes in it: samples/${sample}`, async () => {
      for (const file of filesOf(sample)) {
        const text = readFileSync(join(ROOT, file), 'utf8');
        folder.write(
          file.slice(`samples/${sample}/`.length),
          text.replaceAll('anna2', 'anna3').replace('type: shared', 'type: managd'),
        );
      }
      folder.write('broken.spaceward.yaml', BROKEN);
      folder.write('spaceward.config.yaml', 'rules: { unknown-user: warning, nonsense: off }\n');
      client = await TestClient.start(VSCODE, [folder.path]);
      const found = commandLine(folder.path);
      assert.ok(found.length > 10);
      assert.deepEqual(shown(folder.path, await pullAll(client)), found);
    });

  it('are sent to clients that do not ask, with every change, and taken back', async () => {
    folder.write('tenant.spaceward.yaml', 'tenant: { name: T }\nusers: { anna: {} }\n');
    folder.write('s.spaceward.yaml', SPACE);
    client = await TestClient.start(SIMPLE, [folder.path]);
    assert.equal(client.initialized.capabilities.diagnosticProvider, undefined);
    const [tenant, space] = ['tenant', 's'].map((name) =>
      uriOf(join(folder.path, `${name}.spaceward.yaml`)),
    ) as [string, string];
    const codes = (): unknown[] | undefined =>
      client.published.get(space)?.diagnostics.map(({ code }) => code);
    await until(() => codes()?.join() === 'unknown-user', 'the unknown user');
    await client.open(tenant, 'tenant: { name: T }\nusers: { anna: {}, ali: {} }\n');
    await until(() => codes()?.length === 0, 'the user that is known now');
    await client.close(tenant);
    await until(() => codes()?.length === 1, 'the text on disk, which counts again');
    folder.write('tenant.spaceward.yaml', 'tenant: { name: T }\nusers: { anna: {}, ali: {} }\n');
    await client.changedOnDisk(tenant);
    await until(() => codes()?.length === 0, 'the change on disk');
  });

  it('of a failed expectation are its first line; the proof stands beside', async () => {
    const space = SPACE.replace('ali: can view', 'ali: can view, bo: can manage');
    const people = 'users: { anna: {}, ali: {}, bo: {} }\n';
    const sentences = 'tests:\n  t: [nobody can app.open on S, bo cannot app.open on S]\n';
    folder.write('a.spaceward.yaml', `${space}${people}${sentences}`);
    const uri = uriOf(join(folder.path, 'a.spaceward.yaml'));
    client = await TestClient.start(VSCODE, [folder.path]);
    const report = await pull(client, uri);
    assert.equal(report.kind, 'full');
    const failed = report.items.filter(({ code }) => code === 'failed-expectation');
    assert.equal(failed.length, 2);
    for (const { range, message, relatedInformation, ...rest } of failed) {
      assert.ok(typeof message === 'string');
      assert.equal(message.split('\n').length, 1);
      assert.ok((relatedInformation ?? []).length > 0);
      const diagnostics = [{ range, message, ...rest }];
      const actions = await client.request<readonly CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri },
        range,
        context: { diagnostics, only: ['quickfix'] },
      });
      assert.ok(actions.length > 0);
      for (const action of actions) assert.deepEqual(action.diagnostics?.[0]?.message, message);
    }
  });

  it('of a failed expectation keep a reason that rests on no line', async () => {
    const people = 'users: { anna: {}, ali: {}, bo: {} }\n';
    folder.write('a.spaceward.yaml', `${SPACE}${people}tests:\n  t: [bo can space.delete on S]\n`);
    client = await TestClient.start(VSCODE, [folder.path]);
    const report = await pull(client, uriOf(join(folder.path, 'a.spaceward.yaml')));
    assert.equal(report.kind, 'full');
    assert.deepEqual(
      report.items.map(({ message }) => message),
      [
        'expected that bo can space.delete on "S", but the verdict is denied\n  no role: bo has no role in S',
      ],
    );
  });

  it('of a policy follow its other files, open or not', async () => {
    folder.write('tenant.spaceward.yaml', 'tenant: { name: T }\nusers: { anna: {}, ali: {} }\n');
    folder.write('team/s.spaceward.yaml', SPACE);
    client = await TestClient.start(VSCODE, [folder.path]);
    const tenant = uriOf(join(folder.path, 'tenant.spaceward.yaml'));
    const uri = await client.openFile(join(folder.path, 'team/s.spaceward.yaml'));
    assert.deepEqual(await rulesOf(client, uri), []);
    // Not open: on disk.
    folder.write('tenant.spaceward.yaml', 'tenant: { name: T }\nusers: { anna: {} }\n');
    const before = client.refreshes;
    await client.changedOnDisk(tenant);
    assert.deepEqual(await rulesOf(client, uri), ['unknown-user']);
    await until(() => client.refreshes > before, 'being told to ask again');
    // Open: in the editor.
    await client.open(tenant, 'tenant: { name: T }\nusers: { anna: {}, ali: {} }\n');
    assert.deepEqual(await rulesOf(client, uri), []);
    await client.change(tenant, {
      range: { start: { line: 1, character: 19 }, end: { line: 1, character: 22 } },
      text: 'eve',
    });
    assert.deepEqual(await rulesOf(client, uri), ['unknown-user']);
    // New files and files that go.
    folder.write('team/u.spaceward.yaml', 'users: { ali: {} }\n');
    await client.changedOnDisk(uriOf(join(folder.path, 'team/u.spaceward.yaml')), 1);
    assert.deepEqual(await rulesOf(client, uri), []);
    // The configuration, not saved.
    await client.open(
      uriOf(join(folder.path, 'spaceward.config.yaml')),
      'rules: { unknown-user: off }\n',
      'yaml',
    );
    await client.change(tenant, { text: 'tenant: { name: T }\nusers: { anna: {} }\n' });
    folder.remove();
    folder = new Folder();
    await client.changedOnDisk(uriOf(join(folder.path, 'team')), 3);
    assert.deepEqual(await rulesOf(client, uri), []);
  });

  it('follow the disk too where the client watches no files: with each save', async () => {
    folder.write('tenant.spaceward.yaml', 'tenant: { name: T }\nusers: { anna: {} }\n');
    folder.write('s.spaceward.yaml', SPACE);
    client = await TestClient.start(SIMPLE, [folder.path]);
    const uri = await client.openFile(join(folder.path, 's.spaceward.yaml'));
    const codes = (): unknown[] | undefined =>
      client.published.get(uri)?.diagnostics.map(({ code }) => code);
    await until(() => codes()?.length === 1, 'the unknown user');
    folder.write('tenant.spaceward.yaml', 'tenant: { name: T }\nusers: { anna: {}, ali: {} }\n');
    await client.notify('textDocument/didSave', { textDocument: { uri } });
    await until(() => codes()?.length === 0, 'the user that is known now');
  });

  it('are those of the whole policy, wherever its root is; nested tenants are policies of their own', async () => {
    folder.write(
      'tenant.spaceward.yaml',
      'tenant: { name: Outer }\nusers: { anna: {}, ali: {} }\n',
    );
    folder.write('spaceward.config.yaml', 'rules: { unknown-group: off }\n');
    folder.write('team/s.spaceward.yaml', `${SPACE}groups: { g: { members: [anna] } }\n`);
    folder.write('inner/tenant.spaceward.yml', 'tenant: { name: Inner }\n');
    folder.write('inner/s.spaceward.yaml', SPACE);
    folder.write('alone/x.yaml', '');
    // No folder at all: what is around the document counts.
    client = await TestClient.start(VSCODE, []);
    const outer = await client.openFile(join(folder.path, 'team/s.spaceward.yaml'));
    assert.deepEqual(await rulesOf(client, outer), []);
    const inner = await client.openFile(join(folder.path, 'inner/s.spaceward.yaml'));
    assert.deepEqual(await rulesOf(client, inner), ['unknown-user']);
    // A folder within the policy: the policy is read whole.
    await client.stop();
    client = await TestClient.start(VSCODE, [join(folder.path, 'team')]);
    assert.deepEqual(await rulesOf(client, outer), []);
    // A root that is in the editor only.
    await client.open(
      uriOf(join(folder.path, 'team/tenant.spaceward.yaml')),
      'tenant: { name: New }\nusers: { anna: {} }\n',
    );
    assert.deepEqual(await rulesOf(client, outer), ['unknown-user']);
  });

  it('that stay the same are not sent again; related files come along', async () => {
    folder.write('tenant.spaceward.yaml', 'tenant: { name: T }\nusers: { anna: {}, ali: {} }\n');
    folder.write('s.spaceward.yaml', SPACE);
    client = await TestClient.start(VSCODE, [folder.path]);
    const tenant = await client.openFile(join(folder.path, 'tenant.spaceward.yaml'));
    const space = uriOf(join(folder.path, 's.spaceward.yaml'));
    const first = await pull(client, tenant);
    assert.deepEqual(Object.keys(first.relatedDocuments ?? {}), [space]);
    assert.ok(first.resultId !== undefined);
    assert.deepEqual(await pull(client, tenant, first.resultId), {
      kind: 'unchanged',
      resultId: first.resultId,
    });
    await client.change(tenant, { text: 'tenant: { name: T }\nusers: { anna: {} }\n' });
    const { relatedDocuments } = await pull(client, tenant, first.resultId);
    const related = relatedDocuments?.[space];
    assert.deepEqual(related?.kind === 'full' && related.items.map(({ code }) => code), [
      'unknown-user',
    ]);
    const all = await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', {
      previousResultIds: [
        { uri: space, value: related?.resultId },
        { uri: uriOf(join(folder.path, 'gone.spaceward.yaml')), value: '1' },
      ],
    });
    assert.deepEqual(
      all.items.map(({ uri, kind }) => [uri.split('/').at(-1), kind]),
      [
        ['s.spaceward.yaml', 'unchanged'],
        ['tenant.spaceward.yaml', 'full'],
        ['gone.spaceward.yaml', 'full'],
      ],
    );
  });

  it('are at most as many as the settings say, with a note; settings apply at once', async () => {
    const items = Array.from({ length: 1200 }, (_, i) => `    nobody${i}: can view\n`).join('');
    const path = 'many.spaceward.yaml';
    folder.write(
      path,
      `users: { anna: {} }\nspaces:\n  S:\n   type: shared\n   owner: anna\n   members:\n${items}`,
    );
    client = await TestClient.start(VSCODE, [folder.path]);
    const uri = uriOf(join(folder.path, path));
    const report = await pull(client, uri);
    assert.equal(report.kind === 'full' && report.items.length, 1001);
    assert.match(
      JSON.stringify(report.kind === 'full' && report.items.at(-1)?.message),
      /^"200 more problems are not shown \(200 errors\): see/u,
    );
    client.settings = { maxDiagnostics: 3 };
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await until(() => client.refreshes > 0, 'being told to ask again');
    const fewer = await pull(client, uri);
    assert.equal(fewer.kind === 'full' && fewer.items.length, 4);
  });
});
