import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { DocumentDiagnosticReport } from 'vscode-languageserver';
import {
  type FileParams,
  LIST_REQUEST,
  READ_REQUEST,
  ROOT_REQUEST,
} from '../../server/src/lsp/files/protocol.js';
import { Folder } from '../support/cli.js';
import { type LogEntry, TestClient, uriOf, VSCODE } from './client.js';

const TOP = 'memory://store';
const TENANT = 'tenant: { subscription: enterprise }\nusers: { anna: {}, bo: {} }\n';
const SPACE = 'spaces: { S: { type: shared, owner: anna, members: { bo: can view } } }\n';
const READS = { readsFiles: true };

/** A file system of the client's own. */
class Store {
  readonly files = new Map<string, string>();
  /** What the server has asked for. */
  readonly asked: string[] = [];

  serve({ connection }: TestClient): void {
    connection.onRequest(LIST_REQUEST, ({ uri }: FileParams) => {
      this.asked.push(`list ${uri}`);
      return [...this.files.keys()].filter((file) => file.startsWith(`${uri}/`));
    });
    connection.onRequest(ROOT_REQUEST, ({ uri }: FileParams) => {
      this.asked.push(`root ${uri}`);
      for (let at = uri; at.startsWith(TOP); at = at.slice(0, at.lastIndexOf('/')))
        if (this.files.has(`${at}/tenant.spaceward.yaml`)) return `${at}/`;
      return null;
    });
    connection.onRequest(READ_REQUEST, ({ uri }: FileParams) => {
      this.asked.push(`read ${uri}`);
      return this.files.get(uri) ?? null;
    });
  }
}

describe('files that the client reads for the server', () => {
  let store: Store;
  let client: TestClient;
  let expected: readonly LogEntry[];

  beforeEach(() => {
    store = new Store();
    expected = [];
  });

  afterEach(async () => {
    await client.stop();
    assert.deepEqual(client.logged, expected);
  });

  async function start(folders: readonly string[], options: unknown = READS): Promise<void> {
    client = await TestClient.start(VSCODE, folders, options);
    store.serve(client);
  }

  /** The rules that are broken in a file. */
  async function problems(uri: string): Promise<readonly string[]> {
    const report = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument: { uri },
    });
    assert.equal(report.kind, 'full');
    return report.items.map(({ code }) => String(code));
  }

  for (const [where, folder] of [
    ['at the top of its file system', TOP],
    ['in a folder', `${TOP}/team`],
  ] as const)
    it(`make one policy with those that are open, ${where}`, async () => {
      const space = `${folder}/sales/s.spaceward.yaml`;
      const tenant = `${folder}/tenant.spaceward.yaml`;
      store.files.set(tenant, TENANT).set(space, SPACE);
      await start([folder]);
      await client.open(space, SPACE);
      assert.deepEqual(await problems(space), []);
      store.files.set(tenant, TENANT.replace(', bo: {}', ''));
      await client.changedOnDisk(tenant);
      assert.deepEqual(await problems(space), ['unknown-user']);
      store.files.set(`${folder}/spaceward.config.yaml`, 'rules: { unknown-user: off }\n');
      await client.changedOnDisk(`${folder}/spaceward.config.yaml`, 1);
      assert.deepEqual(await problems(space), []);
    });

  it('are found around a document in no folder, and above a folder', async () => {
    const space = `${TOP}/team/sales/s.spaceward.yaml`;
    store.files.set(`${TOP}/team/tenant.spaceward.yaml`, TENANT).set(space, SPACE);
    await start([]);
    await client.open(space, SPACE);
    assert.deepEqual(await problems(space), []);
    await client.stop();
    await start([`${TOP}/team/sales`]);
    await client.open(space, SPACE);
    assert.deepEqual(await problems(space), []);
  });

  it('are not asked for where the client does not say that it reads them', async () => {
    const space = `${TOP}/s.spaceward.yaml`;
    store.files.set(`${TOP}/tenant.spaceward.yaml`, TENANT).set(space, SPACE);
    await start([TOP], {});
    await client.open(space, SPACE);
    assert.ok((await problems(space)).includes('unknown-user'));
    assert.deepEqual(store.asked, []);
  });

  it('are not asked for where they are on the disk, nor for texts that were never saved', async () => {
    const folder = new Folder();
    try {
      folder.write('tenant.spaceward.yaml', TENANT);
      folder.write('s.spaceward.yaml', SPACE);
      const space = uriOf(join(folder.path, 's.spaceward.yaml'));
      await start([folder.path]);
      await client.open(space, SPACE);
      await client.open('untitled:Untitled-1', 'users: { tom: {} }\n');
      assert.deepEqual(await problems(space), []);
      assert.deepEqual(await problems('untitled:Untitled-1'), []);
      assert.deepEqual(store.asked, []);
    } finally {
      folder.remove();
    }
  });

  it('are left out where the client fails, and it is told', async () => {
    const space = `${TOP}/s.spaceward.yaml`;
    await start([TOP]);
    for (const request of [LIST_REQUEST, ROOT_REQUEST, READ_REQUEST])
      client.connection.onRequest(request, () => {
        throw new Error('gone');
      });
    await client.open(space, SPACE);
    assert.ok((await problems(space)).includes('unknown-user'));
    assert.ok(client.logged.length > 0);
    for (const { type, message } of client.logged) {
      assert.equal(type, 2);
      assert.match(message, /^spaceward\/files\/\w+ of memory:\/\/store\S*: .*gone/u);
    }
    expected = client.logged;
  });
});
