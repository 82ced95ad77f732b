import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands, env, ExtensionKind, languages, Uri, window, workspace } from 'vscode';
import { answers } from './odd.js';
import { BROKEN, diagnosticsAre, extension, open, until, uriOf } from './support.js';

/** What is so where VS Code runs on one machine, and its extensions on another: over SSH, in a container, in a codespace. */
export function remoteTests(): void {
  describe('on a remote machine', () => {
    it('the extension runs where the policies are', () => {
      assert.notEqual(env.remoteName, undefined);
      assert.equal(extension().extensionKind, ExtensionKind.Workspace);
      assert.equal(uriOf(BROKEN).scheme, 'file');
    });
  });
}

/** Files on the disk that are no part of what VS Code has open. */
export function outsideTests(): void {
  describe('outside of the folder', () => {
    it('a policy is checked too', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'spaceward-elsewhere-'));
      try {
        const path = join(folder, 'elsewhere.spaceward.yaml');
        writeFileSync(
          path,
          'users: { tom: {} }\nspaces: { Depot: { type: shared, owner: zoe } }\n',
        );
        const elsewhere = await workspace.openTextDocument(Uri.file(path));
        await window.showTextDocument(elsewhere);
        await diagnosticsAre(elsewhere.uri, ['2 unknown-user 0']);
        // The other policies are as they were.
        const { uri } = await open(BROKEN);
        await until(() => languages.getDiagnostics(uri).length === 6, 'six mistakes');
      } finally {
        await commands.executeCommand('workbench.action.closeAllEditors');
        rmSync(folder, { recursive: true });
      }
      await answers();
    });
  });
}
