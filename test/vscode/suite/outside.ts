import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands, languages, Uri, window, workspace } from 'vscode';
import { answers } from './odd.js';
import { BROKEN, diagnosticsAre, open, until } from './support.js';

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
