import assert from 'node:assert/strict';
import {
  commands,
  DiagnosticSeverity,
  languages,
  type TextDocument,
  type Uri,
  window,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import {
  BROKEN,
  diagnosticsAre,
  open,
  rangeOf,
  reverting,
  SALES,
  TENANT,
  until,
  uriOf,
} from './support.js';

const { Error } = DiagnosticSeverity;

/** Of `BROKEN`: line, rule and severity. */
export const BROKEN_DIAGNOSTICS: readonly string[] = [
  `14 unknown-user ${Error}`,
  `16 unknown-role ${Error}`,
  `17 unknown-key ${Error}`,
  `21 unknown-action ${Error}`,
  `22 failed-expectation ${Error}`,
  `23 unknown-user ${Error}`,
];

export function diagnosticTests(): void {
  describe('diagnostics', () => {
    it('of a policy with mistakes name the rules', async () => {
      const { uri } = await open(BROKEN);
      await diagnosticsAre(uri, BROKEN_DIAGNOSTICS);
      const [first] = languages.getDiagnostics(uri);
      assert.equal(first?.message, 'unknown user mara; did you mean maria?');
      assert.equal(first.source, 'spaceward');
      assert.ok(typeof first.code === 'object', 'no link to the page of the rule');
      const page = await workspace.openTextDocument(first.code.target);
      assert.match(page.getText(), /^# unknown-user$/mu);
    });

    it('come with a mistake, and go with it', async () => {
      const document = await open(SALES);
      await diagnosticsAre(document.uri, []);
      await reverting([document], async () => {
        const editor = await window.showTextDocument(document);
        await editor.edit((edit) => {
          edit.replace(rangeOf(document, 'ali: can manage', 'can manage'), 'can mange');
        });
        await diagnosticsAre(document.uri, [`6 unknown-role ${Error}`]);
      });
      await diagnosticsAre(document.uri, []);
    });

    it('of the file in front follow an edit in another one', async () => {
      const tenant = await open(TENANT);
      const { uri } = await open(SALES);
      await diagnosticsAre(uri, []);
      await reverting([tenant], async () => {
        const edit = new WorkspaceEdit();
        edit.replace(tenant.uri, rangeOf(tenant, '  ali: {', 'ali'), 'alia');
        assert.ok(await workspace.applyEdit(edit));
        await diagnosticsAre(uri, [
          `6 unknown-user ${Error}`,
          `9 unknown-user ${Error}`,
          `15 unknown-user ${Error}`,
        ]);
      });
      await diagnosticsAre(uri, []);
      await commands.executeCommand('workbench.action.closeAllEditors');
    });

    it('follow files that another program writes', async () => {
      const document = await open(SALES);
      const tenant = uriOf(TENANT);
      const text = await workspace.fs.readFile(tenant);
      const without = new TextDecoder().decode(text).replace(/^ {2}ali: .*\n/mu, '');
      await workspace.fs.writeFile(tenant, new TextEncoder().encode(without));
      await diagnosticsAre(document.uri, [
        `6 unknown-user ${Error}`,
        `9 unknown-user ${Error}`,
        `15 unknown-user ${Error}`,
      ]);
      await workspace.fs.writeFile(tenant, text);
      await diagnosticsAre(document.uri, []);
    });

    it('of thousands of tests come after those of the edit that they fail by', async () => {
      const { document, tests } = await openWide();
      const { uri } = document;
      await reverting([document], async () => {
        const editor = await window.showTextDocument(document);
        await editor.edit((edit) => {
          edit.replace(rangeOf(document, 'entitlement', 'full'), 'fully');
        });
        await until(() => languages.getDiagnostics(uri).length > 0, 'what is wrong with the edit');
        await until(
          () => languages.getDiagnostics(tests).length === MOST + 1,
          'those of the tests that are shown, and how many more there are',
        );
      });
      await diagnosticsAre(uri, []);
      await diagnosticsAre(tests, []);
      await commands.executeCommand('workbench.action.closeAllEditors');
      await workspace.fs.delete(uriOf('wide'), { recursive: true });
    });
  });
}

/** How many diagnostics of a file are shown. */
const MOST = 1000;

/** A policy of whose tests, in a file that isn't open, none can be decided where the tenant's entitlement isn't known. */
async function openWide(): Promise<{ readonly document: TextDocument; readonly tests: Uri }> {
  const [tenant, tests] = ['wide/tenant.spaceward.yaml', 'wide/tests.spaceward.yaml'];
  const write = (path: string, text: string): Thenable<void> =>
    workspace.fs.writeFile(uriOf(path), new TextEncoder().encode(text));
  const sentences = Array.from(
    { length: 4000 },
    (_, i) => `  t${i}: [ali can space.delete on S]\n`,
  );
  await write(tests, `tests:\n${sentences.join('')}`);
  await write(
    tenant,
    'tenant: { entitlement: full }\nusers: { ali: {} }\nspaces: { S: { type: shared, owner: ali } }\n',
  );
  const document = await open(tenant);
  await diagnosticsAre(document.uri, []);
  return { document, tests: uriOf(tests) };
}
