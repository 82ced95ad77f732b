import assert from 'node:assert/strict';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type {
  ClientCapabilities,
  Diagnostic,
  FullDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { rulePagesOf } from '../../server/src/lsp/node/rule-pages.js';
import { Folder, ROOT } from '../support/cli.js';
import { SIMPLE, TestClient, until, uriOf, VSCODE } from './client.js';

/** VS Code, which shows links with rules. */
const LINKING: ClientCapabilities = {
  ...VSCODE,
  textDocument: { ...VSCODE.textDocument, diagnostic: { codeDescriptionSupport: true } },
};

const TEXT = `users: { anna: {} }
spaces:
  S: { type: shared, owner: ana, members: { anna: consumer } }
`;

/** Where the rules' pages are said to be, for each diagnostic. */
function links(diagnostics: readonly Diagnostic[]): readonly (readonly unknown[])[] {
  return diagnostics.map(({ code, codeDescription }) => [code, codeDescription?.href]);
}

describe('links from diagnostics to the pages of rules', () => {
  const folder = new Folder({ 'a.spaceward.yaml': TEXT });
  const uri = uriOf(join(folder.path, 'a.spaceward.yaml'));
  let client: TestClient;
  afterEach(() => client.stop());
  after(() => {
    folder.remove();
  });

  async function pulled(
    options?: unknown,
    capabilities = LINKING,
  ): Promise<readonly (readonly unknown[])[]> {
    client = await TestClient.start(capabilities, [folder.path], options);
    const { items } = await client.request<FullDocumentDiagnosticReport>(
      'textDocument/diagnostic',
      { textDocument: { uri } },
    );
    return links(items);
  }

  it('lead to the folder that the client names', async () => {
    const expected = [
      ['unknown-user', 'vscode-file://x/docs/rules/unknown-user.md'],
      ['older-name', 'vscode-file://x/docs/rules/older-name.md'],
    ];
    assert.deepEqual(await pulled({ rulePages: 'vscode-file://x/docs/rules' }), expected);
    await client.stop();
    assert.deepEqual(await pulled({ rulePages: 'vscode-file://x/docs/rules/' }), expected);
  });

  it('and stay when settings change', async () => {
    await pulled({ rulePages: 'file:///pages' });
    client.settings = { maxDiagnostics: 1 };
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await until(() => client.refreshes > 0, 'being told to ask again');
    const { items } = await client.request<FullDocumentDiagnosticReport>(
      'textDocument/diagnostic',
      { textDocument: { uri } },
    );
    // The note that there are more is no rule's.
    assert.deepEqual(links(items), [
      ['unknown-user', 'file:///pages/unknown-user.md'],
      [undefined, undefined],
    ]);
  });

  it('lead to files that are there, where the client names none', async () => {
    for (const options of [undefined, {}, { rulePages: 7 }, { rulePages: '' }]) {
      const found = await pulled(options);
      assert.equal(found.length, 2);
      for (const [rule, href] of found) {
        assert.equal(href, uriOf(join(ROOT, `docs/rules/${String(rule)}.md`)));
        assert.ok(existsSync(fileURLToPath(href)));
      }
      await client.stop();
    }
    client = await TestClient.start(VSCODE, []);
  });

  it('are not sent to clients that do not show them', async () => {
    assert.deepEqual(await pulled({ rulePages: 'file:///pages' }, VSCODE), [
      ['unknown-user', undefined],
      ['older-name', undefined],
    ]);
  });

  it('are sent with diagnostics that are not asked for, too', async () => {
    const publishDiagnostics = { codeDescriptionSupport: true };
    client = await TestClient.start(
      { ...SIMPLE, textDocument: { publishDiagnostics } },
      [folder.path],
      { rulePages: 'file:///pages' },
    );
    await until(() => client.published.has(uri), 'diagnostics');
    assert.deepEqual(links(client.published.get(uri)?.diagnostics ?? []), [
      ['unknown-user', 'file:///pages/unknown-user.md'],
      ['older-name', 'file:///pages/older-name.md'],
    ]);
  });
});

describe('the pages beside a program', () => {
  const folder = new Folder({
    'package/dist/spaceward.cjs': '',
    'package/docs/rules/yaml-syntax.md': '',
    'other/dist/spaceward.cjs': '',
    'other/docs/rules/README.md': '',
  });
  after(() => {
    folder.remove();
  });
  const path = (name: string): string => join(folder.path, name);

  it('are those of its package, also where a link starts it', () => {
    const pages = uriOf(path('package/docs/rules'));
    assert.equal(rulePagesOf(path('package/dist/spaceward.cjs')), pages);
    mkdirSync(path('bin'));
    symlinkSync(path('package/dist/spaceward.cjs'), path('bin/spaceward'));
    assert.equal(rulePagesOf(path('bin/spaceward')), pages);
  });

  it('are none where the package has none, or there is no program', () => {
    assert.equal(rulePagesOf(path('other/dist/spaceward.cjs')), undefined);
    assert.equal(rulePagesOf(path('nowhere/dist/spaceward.cjs')), undefined);
    assert.equal(rulePagesOf(undefined), undefined);
  });
});
