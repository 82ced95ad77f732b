import assert from 'node:assert/strict';
import { commands, workspace, type WorkspaceEdit } from 'vscode';
import { diagnosticsAre, open, rangeOf, reverting, SALES, TENANT, TESTS } from './support.js';

export function renameTests(): void {
  describe('rename', () => {
    it('changes a user in every file, and nothing else', async () => {
      const documents = [await open(TENANT), await open(TESTS), await open(SALES)];
      const before = documents.map((document) => document.getText());
      const [, , sales] = documents;
      assert.ok(sales);
      await reverting(documents, async () => {
        const edit = await commands.executeCommand<WorkspaceEdit>(
          'vscode.executeDocumentRenameProvider',
          sales.uri,
          rangeOf(sales, 'anna2: can view', 'anna2').start,
          'guest',
        );
        assert.equal(edit.size, documents.length);
        assert.ok(await workspace.applyEdit(edit));
        assert.deepEqual(
          documents.map((document) => document.getText()),
          before.map((text) => text.replaceAll('anna2', 'guest')),
        );
        for (const { uri } of documents) await diagnosticsAre(uri, []);
      });
    });

    it('of a role of Qlik Cloud is refused, with the reason', async () => {
      const sales = await open(SALES);
      const role = rangeOf(sales, 'ali: can manage', 'can manage').start;
      await assert.rejects(
        Promise.resolve(commands.executeCommand('vscode.prepareRename', sales.uri, role)),
        /named by Qlik Cloud/u,
      );
    });
  });
}
