import assert from 'node:assert/strict';
import { DiagnosticSeverity, env, languages, UIKind, workspace } from 'vscode';
import { diagnosticsAre, hoverText, open, rangeOf, shown, until, uriOf } from './support.js';

/** A policy of which no other suite opens a file: what is open counts as it is in the editor. */
const FINANCE = 'team/finance.spaceward.yaml';
const TENANT = 'team/tenant.spaceward.yaml';

const { Error, Warning } = DiagnosticSeverity;

/** What is different in a browser: there is no disk. */
export function webTests(): void {
  describe('in the browser', () => {
    it('files are in a file system of VS Code', () => {
      assert.equal(env.uiKind, UIKind.Web);
      assert.notEqual(uriOf(FINANCE).scheme, 'file');
    });

    it('a policy is made of files that are not open, too', async () => {
      const finance = await open(FINANCE);
      await diagnosticsAre(finance.uri, []);
      const text = await hoverText(finance, rangeOf(finance, 'nina2: can edit', 'nina2'));
      // Her name stands in the file that isn't open.
      assert.match(text, /^\*\*nina2\*\* \(Nina 2\) in \*\*Finance\*\*/u);
    });

    it('what is amiss between two files is told, though one of them is not open', async () => {
      const { uri } = await open(FINANCE);
      const tenant = uriOf(TENANT);
      assert.ok(workspace.textDocuments.every((each) => each.uri.path !== tenant.path));
      const bytes = await workspace.fs.readFile(tenant);
      const text = new TextDecoder().decode(bytes);
      assert.match(text, /^ {2}nina2:/mu);
      try {
        const without = text.replace(/^ {2}nina2:.*\n/mu, '');
        await workspace.fs.writeFile(tenant, new TextEncoder().encode(without));
        await until(
          () =>
            languages
              .getDiagnostics(uri)
              .map(shown)
              .some((each) => each.includes(' unknown-user ')),
          'nina2 is known no more',
        );
      } finally {
        await workspace.fs.writeFile(tenant, bytes);
      }
      await diagnosticsAre(uri, []);
    });

    it('a file that is not UTF-8 is left out, and counts again when it is', async () => {
      const { uri } = await open(FINANCE);
      const tenant = uriOf(TENANT);
      const bytes = await workspace.fs.readFile(tenant);
      try {
        await workspace.fs.writeFile(tenant, Uint8Array.of(...bytes, 0xff));
        await diagnosticsAre(uri, [`4 unknown-user ${Error}`, `7 unknown-group ${Error}`]);
      } finally {
        await workspace.fs.writeFile(tenant, bytes);
      }
      await diagnosticsAre(uri, []);
    });

    it('a file that comes, and goes again, is seen', async () => {
      const { uri } = await open(FINANCE);
      const other = uriOf('team/elsewhere/other.spaceward.yaml');
      await workspace.fs.writeFile(other, new TextEncoder().encode('users: { nina: {} }\n'));
      // It states nina without her role, and is read before the tenant.
      await diagnosticsAre(uri, [`5 creator-without-role ${Warning}`]);
      await workspace.fs.delete(other);
      await diagnosticsAre(uri, []);
    });
  });
}
